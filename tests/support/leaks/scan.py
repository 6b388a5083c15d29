"""Walks folders and what their files hold inside, and reports place and kind of what is found; never the value."""
import os
import stat
from pathlib import Path

from . import raster, unpack
from .search import Searcher

DEEPEST = 4


class Scan:
    def __init__(self, person):
        self.searcher = Searcher(person)
        self.findings = set()
        self.blind = set()
        self.files = 0

    def path(self, path):
        path = Path(path)
        if not os.path.lexists(path):
            self.blind.add(f"{path}: is not there")
            return
        self._entry(path, path.parent)
        if path.is_dir() and not path.is_symlink():
            for folder, folders, files in os.walk(path, onerror=lambda e: self.blind.add(f"{e.filename}: cannot be listed")):
                for name in folders + files:
                    self._entry(Path(folder) / name, path)

    def _entry(self, path, root):
        place = self._place(path, root)
        try:
            kind = path.lstat().st_mode
            if stat.S_ISLNK(kind):
                self._note(self.searcher.in_bytes(os.fsencode(os.readlink(path))), f"{place} (target of the link)")
            elif stat.S_ISREG(kind):
                self.files += 1
                self.data(path.read_bytes(), place)
        except FileNotFoundError:
            return
        except OSError as error:
            self.blind.add(f"{place}: {error.strerror}")

    def _place(self, path, root):
        hits = self.searcher.in_bytes(os.fsencode(path.name))
        if not hits:
            return str(path)
        place = f"{path.parent}/<name withheld>"
        self._note(hits, f"{place} (name of the file)")
        return place

    def _note(self, hits, place):
        self.findings |= {(kind, form, place) for kind, form in hits}

    def data(self, data, place, depth=0):
        self._note(self.searcher.in_bytes(data), place)
        self._pictures(data, place)
        if depth >= DEEPEST:
            return
        inner = [unpack.streams, unpack.archives, unpack.database, unpack.coded_runs]
        if depth == 0:
            inner.append(unpack.headless)
        for opener in inner:
            for label, piece in opener(data):
                self.data(piece, f"{place} > {label}", depth + 1)

    def _pictures(self, data, place):
        try:
            if raster.is_picture(data):
                self._recognised(data, f"{place} > picture")
            elif raster.is_raster(data):
                for number, page in enumerate(raster.raster_pages(data), 1):
                    self._recognised(page, f"{place} > raster page {number}")
            elif (start := data.find(b"%PDF-")) >= 0:
                self._pdf(data[start:], place)
        except raster.CannotLook as error:
            # Bytes further in that only look like a PDF were searched as they are.
            if not data.startswith(b"%PDF-") and b"%PDF-" in data:
                return
            self.blind.add(f"{place}: {error}")

    def _pdf(self, data, place):
        self._note(self.searcher.in_text(raster.pdf_text(data), "text of a PDF"), f"{place} > PDF text")
        for number, page in enumerate(raster.pdf_pages(data), 1):
            self._recognised(page, f"{place} > PDF page {number}")

    def _recognised(self, picture, place):
        for text in raster.recognise(picture):
            self._note(self.searcher.in_text(text, "picture"), place)
