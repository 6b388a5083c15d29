"""Looks for needles in one piece of bytes or of recognised text."""
import unicodedata

from . import person as persons

SEPARATORS = b" -./_,:\t\r\n\0"
# What tesseract takes for digits of an identity number, and how many wrong characters in how many are let pass.
LOOKALIKES = str.maketrans("OoDQIlL|B", "000011118")
ERRORS_IN = {"name": 4, "number": 6, "phone": 8, "address": 4}


class Searcher:
    def __init__(self, person):
        self.person = person
        self.plain = persons.plain(person)
        self.coded = persons.coded(person)
        self.digits = persons.digits_only(person)

    def in_bytes(self, data):
        """(kind, form) of all that is found."""
        hits = {(n.kind, n.form) for n in self.plain + self.coded if n.data in data}
        if b"\n" in data:
            joined = data.translate(None, b"\r\n")
            hits |= {(n.kind, n.form) for n in self.coded if n.data in joined}
        kinds = {kind for kind, _ in hits}
        bare = data.translate(None, SEPARATORS)
        hits |= {(n.kind, n.form) for n in self.digits if n.kind not in kinds and n.data in bare}
        spaced = data.replace(b" \0", b"").replace(b"\0 ", b"").replace(b" ", b"").replace("\u3000".encode(), b"")
        hits |= {(n.kind, n.form + ", spaced") for n in self.plain
                 if n.kind in ("name", "address") and n.kind not in kinds and n.data in spaced}
        return hits

    def in_text(self, text, form):
        """The same for text that was recognised, with a few wrong characters allowed."""
        text = persons.letters_only(unicodedata.normalize("NFKC", text))
        hits = set()
        for kind, values in self.person.items():
            for value in (v for t in values for v in persons.variants(kind, t)):
                value, where = persons.letters_only(unicodedata.normalize("NFKC", value)), text
                if kind in ("number", "phone"):
                    where = text.translate(LOOKALIKES)
                if within(value, where, len(value) // ERRORS_IN[kind]):
                    hits.add((kind, form))
        return hits


def within(pattern, text, errors):
    """Whether pattern occurs anywhere in text with at most so many edits (Sellers 1980)."""
    if pattern in text:
        return True
    if errors == 0:
        return False
    column = list(range(len(pattern) + 1))
    for letter in text:
        diagonal, column[0] = column[0], 0
        for row, wanted in enumerate(pattern, 1):
            cost = min(diagonal + (letter != wanted), column[row] + 1, column[row - 1] + 1)
            diagonal, column[row] = column[row], cost
        if column[-1] <= errors:
            return True
    return False
