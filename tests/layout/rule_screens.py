"""Screens take text from the controls, and colours and sizes from the theme.

Outside qml/theme and qml/controls: no bare Text (its default format would run markup of untrusted text), no colour
spelled out, no length in pixels. Lengths are written as `12 * Theme.mm` or taken from the theme by name."""

import re

from tree import Violation, line_of, without_comments

HOME = ("qml/theme/", "qml/controls/")
BARE_TEXT = re.compile(r"(?<![\w.])(?:\w+\.)?(Text|Label|TextEdit|TextArea)\s*\{")
HEX_COLOUR = re.compile(r"[\"']#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})[\"']")
MADE_COLOUR = re.compile(r"\bQt\.(?:rgba|hsla|hsva|color)\s*\(")
NAMED_COLOUR = re.compile(r"\b\w*[cC]olor\s*:\s*[\"'](?!transparent)\w+[\"']")
LENGTH = re.compile(
    r"(?<![\w])((?:[\w]+\.)*(?:width|height|x|y|spacing|radius|margins|pixelSize|pointSize|padding|implicitWidth|implicitHeight"
    r"|\w+Margin|\w+Padding|\w+Spacing|minimumWidth|minimumHeight|maximumWidth|maximumHeight|preferredWidth|preferredHeight"
    r"|horizontalCenterOffset|verticalCenterOffset|cellWidth|cellHeight|contentHeight|contentWidth|lineWidth))\s*:\s*([^\n;{]+)")
_FREE = re.compile(r"\([^()]*\)\s*\*\s*[\w.]+|[\d.]+\s*\*\s*[\w.]+|[*/]\s*[\d.]+|\[\s*\d+\s*\]|[=!<>]=?\s*[\d.]+|\b[A-Za-z_]\w*")


def is_pixel_length(value):
    """A number that neither scales a length nor is 0: `40`, `parent.width - 40`."""
    rest = _FREE.sub(" ", value)
    return any(float(number) != 0 for number in re.findall(r"\d+(?:\.\d+)?", rest))


def _findings(source):
    text = without_comments(source)
    code = without_comments(source, strings=True)
    for match in BARE_TEXT.finditer(code):
        yield line_of(code, match.start()), "bare text element", match.group(0)
    for pattern in (HEX_COLOUR, MADE_COLOUR, NAMED_COLOUR):
        for match in pattern.finditer(text):
            yield line_of(text, match.start()), "colour", match.group(0)
    for match in LENGTH.finditer(code):
        if is_pixel_length(match.group(2)):
            yield line_of(code, match.start()), "pixel size", match.group(0)


def check(tree, _build):
    found = []
    for name in tree.matching(".qml", under=("app", "qml")):
        if name.startswith(HOME):
            continue
        for line, what, words in _findings(tree.text(name)):
            words = re.sub(r"\s+", " ", words).strip()
            found.append(Violation(f"screens: {name}: {words}", f"{name}:{line}: {what} outside theme and controls: {words}"))
    return found
