"""The person looked for, and every spelling of the person's data as bytes ("needles")."""
import base64
import json
import re
from dataclasses import dataclass
from urllib.parse import quote_from_bytes

KINDS = ("name", "number", "address", "phone")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
# Shorter spellings in base64 or hex would be met by chance.
SHORTEST_FORM = 6


@dataclass(frozen=True)
class Needle:
    kind: str
    form: str
    data: bytes


class PersonError(Exception):
    """What was given does not describe a person."""


def load(text):
    """Kind -> texts, from a JSON object whose values are a text or a list of texts."""
    try:
        given = json.loads(text)
    except ValueError:
        raise PersonError("the person on standard input is not JSON") from None
    if not isinstance(given, dict) or not given or not set(given) <= set(KINDS):
        raise PersonError("the person needs one or more of: " + ", ".join(KINDS))
    person = {}
    for kind, value in given.items():
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(v, str) and len(v) >= 2 for v in values):
            raise PersonError(f"{kind} must be text of two characters or more")
        person[kind] = values
    return person


def variants(kind, text):
    """A number counts without its check character, an address also by its last half."""
    if kind == "number":
        return [text[:17]]
    if kind == "address" and len(text) >= 12:
        return [text, text[len(text) // 2:]]
    return [text]


def base64_forms(data):
    """The part of base64 that does not depend on the neighbours, at the three alignments."""
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + data)
        whole = (before + len(data)) * 8 // 6
        yield coded[(before * 8 + 5) // 6:whole]


def coded_forms(data):
    yield "hex", data.hex().encode()
    yield "hex", data.hex().upper().encode()
    yield "percent", quote_from_bytes(data, safe="").encode()
    for coded in base64_forms(data):
        yield "base64", coded
        yield "base64url", coded.translate(bytes.maketrans(b"+/", b"-_"))


def json_escape(text):
    return json.dumps(text)[1:-1].encode()


def plain(person):
    """The texts as they stand in memory or in a file, one needle an encoding."""
    found = {}
    for kind, texts in person.items():
        for text in (v for t in texts for v in variants(kind, t)):
            for encoding in ENCODINGS:
                found.setdefault((kind, text.encode(encoding)), Needle(kind, encoding, text.encode(encoding)))
    return list(found.values())


def coded(person):
    """The same in hex, base64, percent and JSON escapes."""
    found = {}
    for needle in plain(person):
        for form, data in coded_forms(needle.data):
            if len(data) >= SHORTEST_FORM and data != needle.data:
                found.setdefault((needle.kind, data), Needle(needle.kind, f"{form} of {needle.form}", data))
    for kind, texts in person.items():
        for text in (v for t in texts for v in variants(kind, t)):
            for data in {json_escape(text), json_escape(text).replace(b"\\u", b"\\U").upper().replace(b"\\U", b"\\u")}:
                if data != text.encode():
                    found.setdefault((kind, data), Needle(kind, "JSON escapes", data))
    return list(found.values())


def digits_only(person):
    """Numbers and phones once more, for data whose separators were taken out."""
    return [Needle(kind, "with separators", v.encode())
            for kind in ("number", "phone") for t in person.get(kind, []) for v in variants(kind, t)]


def letters_only(text):
    return re.sub(r"[\s\-./·_,:;|]+", "", text)
