"""leakscan's own proof: a leak of each kind is found in each place, and a clean tree gives none."""
import base64
import bz2
import ctypes
import gzip
import io
import json
import lzma
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import zipfile
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAINT = sys.argv.pop(1)
PERSON = {"name": "欧阳建华", "number": "11010519491231002X", "address": "北京市朝阳区示例路十二号院三号楼四零二室",
          "phone": "13900001234"}
PAGE = "姓名 {name}\n公民身份号码 {number}\n住址 {address}\n联系电话 {phone}\n"
CLEAN = PAGE.format(name="欧阳**", number="110105********002X", address="北京市朝阳区******", phone="139****1234")
NOISE = random.Random(7).randbytes(3000)


def paint(kind, text):
    return subprocess.run([PAINT, kind], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout


def deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def database(value):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE queue (id INTEGER PRIMARY KEY, filler BLOB, body BLOB)")
    connection.execute("INSERT INTO queue (filler, body) VALUES (?, ?)", (NOISE, value))
    return connection.serialize()


def zipped(data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", data)
    return out.getvalue()


def pwg(text):
    """A print raster by the filter that CUPS itself would use."""
    with tempfile.NamedTemporaryFile() as page:
        page.write(paint("pdf", text))
        page.flush()
        return subprocess.run(["/usr/lib/cups/filter/pdftoraster", "1", "u", "t", "1",
                               "MediaClass=PwgRaster Resolution=150dpi", page.name],
                              env=dict(os.environ, PPD="/dev/null", FINAL_CONTENT_TYPE="image/pwg-raster"),
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout


def urf(text):
    """The same page written anew by libcups as an Apple raster."""
    cups, read, write_apple = ctypes.CDLL("libcups.so.2"), 0, 4
    cups.cupsRasterOpen.restype = ctypes.c_void_p
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as target:
        source.write(pwg(text))
        source.seek(0)
        reader = ctypes.c_void_p(cups.cupsRasterOpen(source.fileno(), read))
        writer = ctypes.c_void_p(cups.cupsRasterOpen(target.fileno(), write_apple))
        header = ctypes.create_string_buffer(1796)
        cups.cupsRasterReadHeader2(reader, header)
        line, height = (int.from_bytes(header.raw[at:at + 4], sys.byteorder) for at in (392, 376))
        cups.cupsRasterWriteHeader2(writer, header)
        row = ctypes.create_string_buffer(line)
        for _ in range(height):
            cups.cupsRasterReadPixels(reader, row, line)
            cups.cupsRasterWritePixels(writer, row, line)
        cups.cupsRasterClose(reader)
        cups.cupsRasterClose(writer)
        target.seek(0)
        return target.read()


def with_noise(data):
    return NOISE[:1001] + data + NOISE[1001:]


# Place -> the file that holds a text there; each is tried with every kind of data in every encoding.
PLACES = {
    "raw": with_noise,
    "zlib stream": lambda data: with_noise(zlib.compress(NOISE + data)),
    "gzip stream": lambda data: with_noise(gzip.compress(data + NOISE)),
    "deflate stream": lambda data: with_noise(deflate(NOISE + data)),
    "zip": zipped,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "gzip in zlib": lambda data: zlib.compress(with_noise(gzip.compress(with_noise(data)))),
    "SQLite": database,
    "zlib in SQLite": lambda data: database(zlib.compress(with_noise(data))),
    "SQLite over pages": lambda data: database(NOISE + NOISE[:1080 - len(data) // 2] + data + NOISE),
    "hex": lambda data: with_noise(data.hex().encode()),
    "HEX": lambda data: with_noise(data.hex().upper().encode()),
    "base64": lambda data: with_noise(base64.b64encode(b"x" + data)),
    "base64 in lines": lambda data: base64.encodebytes(NOISE[:50] + data + NOISE),
    "base64url": lambda data: with_noise(base64.urlsafe_b64encode(NOISE[:59] + data)),
    "gzip in base64": lambda data: base64.b64encode(gzip.compress(data + NOISE)),
    "PDF stream": lambda data: b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode>>stream\n" + zlib.compress(data) + b"endstream",
}
# Place -> the file with a whole page of text.
PAGES = {
    "PDF text": lambda text: paint("pdf", text),
    "PDF picture": lambda text: paint("scan", text),
    "PNG": lambda text: paint("png", text),
    "PWG raster": pwg,
    "Apple raster": urf,
    "PDF in SQLite": lambda text: database(paint("pdf", text)),
    "JSON escapes": lambda text: json.dumps(text).encode(),
    "number with hyphens": lambda text: text.replace("1101", "1101-").replace("1900", "19 00").encode(),
    "letters with blanks": lambda text: " ".join(text).encode("utf-16-le"),
}


class Leakscan(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def scan(self, *paths, person=None):
        done = subprocess.run([HERE / "leakscan", *(paths or [self.root])], input=json.dumps(person or PERSON),
                              capture_output=True, text=True, check=False)
        for value in PERSON.values():
            self.assertNotIn(value, done.stdout + done.stderr, "the report must not hold what it looks for")
        return done

    def kinds(self, done):
        return {line.split()[1] for line in done.stdout.splitlines() if line.startswith("LEAK ")}

    def test_every_place_every_kind_every_encoding(self):
        # One file a combination in one tree; the report must name each file with its kind.
        wanted = {}
        for place, wrap in PLACES.items():
            for kind, value in PERSON.items():
                for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
                    name = f"{len(wanted)}.bin"
                    (self.root / name).write_bytes(wrap(value.encode(encoding)))
                    wanted[name] = (kind, f"{kind} in {encoding} in {place}")
        done = self.scan()
        found = {(line.split()[1], Path(line.split(" in ", 1)[1].split(" > ")[0]).name)
                 for line in done.stdout.splitlines() if line.startswith("LEAK ")}
        missed = [words for name, (kind, words) in wanted.items() if (kind, name) not in found]
        self.assertEqual(missed, [])
        self.assertEqual(done.returncode, 1)

    def test_pages(self):
        for place, make in PAGES.items():
            with self.subTest(place=place):
                file = self.root / "page"
                file.write_bytes(make(PAGE.format(**PERSON)))
                done = self.scan(file)
                self.assertEqual(self.kinds(done), set(PERSON), done.stdout + done.stderr)
                self.assertEqual(done.returncode, 1)

    def test_clean_tree(self):
        for number, make in enumerate(PAGES.values()):
            (self.root / f"page{number}").write_bytes(make(CLEAN))
        for number, wrap in enumerate(PLACES.values()):
            if number != list(PLACES).index("PDF stream"):
                (self.root / f"place{number}").write_bytes(wrap(CLEAN.encode()))
        done = self.scan()
        self.assertEqual((done.returncode, done.stderr, self.kinds(done)), (0, "", set()), done.stdout)

    def test_name_of_a_file_and_target_of_a_link(self):
        (self.root / f"form-{PERSON['number']}.pdf").touch()
        (self.root / "link").symlink_to(self.root / PERSON["name"])
        self.assertEqual(self.kinds(self.scan()), {"number", "name"})

    def test_what_cannot_be_looked_at_is_not_clean(self):
        (self.root / "broken").write_bytes(b"%PDF-1.4 and nothing more")
        self.assertEqual(self.scan().returncode, 2)
        self.assertEqual(self.scan(self.root / "absent").returncode, 2)
        self.assertEqual(self.scan(person={"shoe": "43"}).returncode, 2)

    def test_a_name_with_rare_characters(self):
        (self.root / "row").write_bytes(with_noise("𠮷㐂·买买提".encode("gb18030")))
        self.assertEqual(self.kinds(self.scan(person={"name": "𠮷㐂·买买提"})), {"name"})


if __name__ == "__main__":
    unittest.main()
