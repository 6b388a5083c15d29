"""What left the printer: text by poppler, codes by ZXing's own reader."""
import subprocess
import tempfile
from pathlib import Path


def text_of(pdf):
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def sheets(pdf):
    info = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    return int(next(line.split()[1] for line in info.splitlines() if line.startswith("Pages:")))


def code_on(pdf):
    """The text of the QR code on the first page, read from the picture of the paper."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        page = Path(folder) / "page"
        subprocess.run(["pdftoppm", "-r", "200", "-singlefile", "-png", str(pdf), str(page)], check=True)
        return code_in(f"{page}.png")


def code_in(picture):
    done = subprocess.run(["ZXingReader", "-format", "QRCode", str(picture)], capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        if line.startswith("Text:"):
            return line.split('"', 1)[1].rsplit('"', 1)[0]
    raise AssertionError(f"no QR code on {Path(picture).name}")
