"""Nothing private in the tree: no path of a developer's machine, no registry host, no citizen's number in the sources."""

import re

from tree import Violation, line_of

# Spelled in pieces, so that this file does not find itself.
_HOMES = ("ho" "me", "ro" "ot", "wo" "rk", "Us" "ers")
PATH = re.compile(r"(?<![\w.$})\]*/-])/(?:" + "|".join(_HOMES) + r")/[\w.]|(?<![\w])/tmp/w" r"t\b|[A-Z]:\\\\?" + _HOMES[3])
HOST = re.compile(r"registry\.np" r"mjs|npm" r"mirror|pyp" r"i\.org|files\.python" r"hosted|deb\.deb" r"ian\.org|security\.deb" r"ian\.org"
                  r"|proxy\.gol" r"ang|crat" r"es\.io|\w+\.jf" r"rog\.io|\bnex" r"us\.\w+\.\w+")
NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])")
NUMBERS_ALLOWED = ("tests/", "resources/")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def is_citizen_number(text):
    """GB 11643-1999: ISO 7064 MOD 11-2 over the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS))
    return "10X98765432"[total % 11] == text[17].upper()


def check(tree, _build):
    found = []
    for name in tree.texts():
        text = tree.text(name)
        for pattern, what in ((PATH, "a path of somebody's machine"), (HOST, "a registry's host name")):
            for match in pattern.finditer(text):
                words = text[match.start():match.end() + 24].split("\n")[0]
                found.append(Violation(f"private: {name}: {match.group(0)}", f"{name}:{line_of(text, match.start())}: {what}: {words}"))
        if name.startswith(NUMBERS_ALLOWED):
            continue
        for match in NUMBER.finditer(text):
            if is_citizen_number(match.group(0)):
                found.append(Violation(f"private: {name}: number", f"{name}:{line_of(text, match.start())}: a complete citizen number"))
    return found
