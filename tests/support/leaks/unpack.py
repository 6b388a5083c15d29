"""What a piece of bytes may hold inside: compressed streams, archives, databases, coded runs."""
import base64
import bz2
import io
import lzma
import re
import sqlite3
import zipfile
import zlib

LARGEST = 64 * 1024 * 1024
# A stream without any header may start anywhere; looked for at every place only in pieces up to this size.
BRUTE = 64 * 1024
STREAM = re.compile(rb"\x1f\x8b\x08|[\x08\x18\x28\x38\x48\x58\x68\x78][\x01-\xff]")
CODED = re.compile(rb"[A-Za-z0-9+/_\-\r\n]{64,}={0,2}")
DATABASE = b"SQLite format 3\0"


def inflate(data, bits):
    """As much as comes out before the stream ends or breaks."""
    decoder, out = zlib.decompressobj(bits), bytearray()
    view = memoryview(data)
    try:
        for at in range(0, len(view), 4096):
            out += decoder.decompress(view[at:at + 4096], LARGEST - len(out))
            if decoder.eof or len(out) >= LARGEST:
                break
    except zlib.error:
        return bytes(out)
    return bytes(out)


def streams(data):
    for match in STREAM.finditer(data):
        at = match.start()
        if data[at] == 0x1F or int.from_bytes(data[at:at + 2], "big") % 31 == 0:
            out = inflate(memoryview(data)[at:], 31 if data[at] == 0x1F else 15)
            if out:
                yield f"{'gzip' if data[at] == 0x1F else 'zlib'} at {at}", out


def headless(data):
    for at in range(len(data) if len(data) <= BRUTE else 1):
        # A first byte whose block type is 3 is no deflate stream.
        if data[at] & 6 != 6:
            out = inflate(memoryview(data)[at:], -15)
            if len(out) > 8:
                yield f"deflate at {at}", out


def archives(data):
    if data.startswith(b"PK\3\4"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for number, member in enumerate(archive.infolist()):
                    yield f"zip member {number}", member.filename.encode() + b"\n" + archive.read(member)
        except (zipfile.BadZipFile, RuntimeError, zlib.error):
            pass
    for magic, opener, error in ((b"BZh", bz2.decompress, OSError), (b"\xfd7zXZ\0", lzma.decompress, lzma.LZMAError)):
        if data.startswith(magic):
            try:
                yield opener.__module__.strip("_"), opener(data)
            except (error, EOFError, ValueError):
                pass


def coded_runs(data):
    for match in CODED.finditer(data):
        run = match.group().translate(bytes.maketrans(b"-_", b"+/"), b"\r\n=")
        if len(run) >= 64:
            yield f"base64 at {match.start()}", base64.b64decode(run[:len(run) // 4 * 4])


def database(data):
    """Every value of every table, so that one split over pages is whole again."""
    if not data.startswith(DATABASE):
        return
    # A copy that says it has no write-ahead log: the log itself is a file of its own and scanned as such.
    data = data[:18] + b"\1\1" + data[20:]
    connection = sqlite3.connect(":memory:")
    connection.text_factory = bytes
    try:
        connection.deserialize(data)
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        for table in tables:
            name = table.decode().replace('"', '""')
            cursor = connection.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in cursor.description]
            for row in cursor:
                for column, value in zip(columns, row):
                    if value is not None:
                        yield f"table {name}.{column}", value if isinstance(value, bytes) else str(value).encode()
    except sqlite3.Error:
        # A torn copy: its raw bytes were searched already.
        return
    finally:
        connection.close()
