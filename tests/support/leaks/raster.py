"""Pictures: print rasters by libcups' own reader, PDF pages by poppler, text out of both by tesseract."""
import ctypes
import os
import struct
import subprocess
import tempfile

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"P4", b"P5", b"P6", b"II*\0", b"MM\0*")
RASTERS = (b"RaS2", b"2SaR", b"RaS3", b"3SaR", b"RaSt", b"tSaR", b"UNIRAST\0")
HEADER_BYTES = 1796
WIDTH, HEIGHT, BITS, LINE, SPACE = 372, 376, 388, 392, 400
# Colour spaces whose zero is white (K, CMYK's kin); the others run from black to white.
INK_SPACES = (3,)


class CannotLook(Exception):
    """A picture whose content could not be read: never the same as clean."""


def is_picture(data):
    if data[:2] in (b"P4", b"P5", b"P6"):
        return data[2:3].isspace()
    return data.startswith(PICTURES)


def is_raster(data):
    return data.startswith(RASTERS)


def run(command, data):
    done = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
                          env=dict(os.environ, OMP_THREAD_LIMIT="1"))
    if done.returncode != 0:
        raise CannotLook(f"{command[0]} ended with {done.returncode}")
    return done.stdout


def recognise(picture):
    """Text of a picture, by the Chinese and by the mixed model, as a page and as scattered words."""
    for language, layout in (("chi_sim", "3"), ("chi_sim+eng", "3"), ("chi_sim", "11")):
        yield run(["tesseract", "stdin", "stdout", "-l", language, "--dpi", "150", "--psm", layout],
                  picture).decode("utf-8", "replace")


def pdf_text(data):
    return run(["pdftotext", "-layout", "-", "-"], data).decode("utf-8", "replace")


def pdf_pages(data):
    info = run(["pdfinfo", "-"], data).decode("utf-8", "replace")
    pages = next((int(line.split()[1]) for line in info.splitlines() if line.startswith("Pages:")), 0)
    for page in range(1, pages + 1):
        yield run(["pdftoppm", "-r", "150", "-gray", "-png", "-f", str(page), "-l", str(page), "-"], data)


def as_portable(header, rows):
    width, height, bits, line, space = (struct.unpack_from("=I", header, at)[0]
                                        for at in (WIDTH, HEIGHT, BITS, LINE, SPACE))
    kinds = {1: (b"P4", (width + 7) // 8), 8: (b"P5", width), 24: (b"P6", 3 * width)}
    if bits not in kinds:
        raise CannotLook(f"a raster of {bits} bits a pixel")
    magic, used = kinds[bits]
    body = b"".join(rows[at:at + used] for at in range(0, line * height, line))
    if (space in INK_SPACES) != (bits == 1):
        body = body.translate(bytes(255 - value for value in range(256)))
    return magic + b" %d %d " % (width, height) + (b"" if bits == 1 else b"255\n") + body


def raster_pages(data):
    """PWG, Apple (URF) and CUPS rasters, page by page, as portable pixmaps."""
    cups = ctypes.CDLL("libcups.so.2")
    cups.cupsRasterOpen.restype = ctypes.c_void_p
    for call in (cups.cupsRasterReadHeader2, cups.cupsRasterReadPixels):
        call.argtypes = [ctypes.c_void_p, ctypes.c_void_p] + [ctypes.c_uint] * (call is cups.cupsRasterReadPixels)
    cups.cupsRasterClose.argtypes = [ctypes.c_void_p]
    with tempfile.TemporaryFile(dir="/dev/shm") as file:
        file.write(data)
        file.seek(0)
        raster = cups.cupsRasterOpen(file.fileno(), 0)
        if not raster:
            raise CannotLook("a raster that libcups cannot open")
        header = ctypes.create_string_buffer(HEADER_BYTES)
        while cups.cupsRasterReadHeader2(raster, header):
            line, height = (struct.unpack_from("=I", header.raw, at)[0] for at in (LINE, HEIGHT))
            rows = ctypes.create_string_buffer(line * height)
            for at in range(height):
                if not cups.cupsRasterReadPixels(raster, ctypes.addressof(rows) + at * line, line):
                    break
            yield as_portable(header.raw, rows.raw)
        cups.cupsRasterClose(raster)
