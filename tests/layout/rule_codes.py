"""Error codes and event ids: unique, well formed, translated, used; translations of the screens finished."""

import re
from collections import Counter

from tree import Violation

ERRORS = "platform/base/errors.def"
EVENTS = "platform/base/events.def"
_STRING = r'"((?:\\.|[^"\\])*)"'
ERROR_LINE = re.compile(rf"^JIUJIN_ERROR\(\s*(\w+)\s*,\s*{_STRING}\s*,\s*{_STRING}\s*,\s*{_STRING}\s*\)\s*$", re.M)
EVENT_LINE = re.compile(rf"^JIUJIN_EVENT\(\s*(\w+)\s*,\s*{_STRING}\s*,\s*(\w+)\s*,\s*{_STRING}\s*,\s*{_STRING}\s*\)\s*$", re.M)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _unique(kind, values):
    return [Violation(f"codes: {kind} {value}", f"{kind} {value} is there {count} times")
            for value, count in Counter(values).items() if count > 1]


def _unread(name, text, macro, read):
    lines = len(re.findall(rf"^{macro}\(", text, re.M))
    if lines != read:
        yield Violation(f"codes: {name}", f"{name}: {lines - read} lines of {macro} cannot be read (one entry a line)")


def _used_names(tree):
    sources = tree.matching(".cpp", ".h", ".qml", under=("app", "drivers", "platform", "qml"))
    return set(re.findall(r"\b[A-Z]\w+", "\n".join(tree.text(name) for name in sources)))


def _errors(tree, used):
    text = tree.text(ERRORS)
    entries = ERROR_LINE.findall(text)
    yield from _unread(ERRORS, text, "JIUJIN_ERROR", len(entries))
    yield from _unique("error", [entry[0] for entry in entries])
    yield from _unique("code", [entry[1] for entry in entries])
    for name, code, chinese, english in entries:
        if not re.fullmatch(r"JJ-\d{4}", code):
            yield Violation(f"codes: form {name}", f"{name}: code {code} is not of the form JJ-1234")
        if not CHINESE.search(chinese):
            yield Violation(f"codes: zh {name}", f"{name}: no words in Chinese")
        if not re.search("[a-z]", english) or CHINESE.search(english):
            yield Violation(f"codes: en {name}", f"{name}: no words in English")
        if name not in used:
            yield Violation(f"codes: unused {name}", f"{name} ({code}) is raised nowhere")


def _events(tree, used):
    text = tree.text(EVENTS)
    entries = EVENT_LINE.findall(text)
    yield from _unread(EVENTS, text, "JIUJIN_EVENT", len(entries))
    yield from _unique("event", [entry[0] for entry in entries])
    yield from _unique("event id", [entry[1] for entry in entries])
    for name, code, _severity, _who, meaning in entries:
        if not re.fullmatch(r"JE-\d{4}", code) or not meaning:
            yield Violation(f"codes: form {name}", f"{name}: an event has an id of the form JE-1234 and a meaning")
        if name not in used:
            yield Violation(f"codes: unused {name}", f"{name} ({code}) is logged nowhere")


def _translations(tree):
    for name in tree.matching(".ts", under=("qml", "app", "resources")):
        for source, state in re.findall(r"<source>([^<]*)</source>.*?<translation( type=\"\w+\")?", tree.text(name), re.S):
            if state:
                yield Violation(f"codes: {name}: {source}", f"{name}: translation of '{source}' is{state.split('=')[1]}")


def check(tree, _build):
    used = _used_names(tree)
    return [*_errors(tree, used), *_events(tree, used), *_translations(tree)]
