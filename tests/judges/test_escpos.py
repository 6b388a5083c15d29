"""The ESC/POS emulator before two encoders that share no code with it, nor with Jiujin: what they write comes out as a
picture in which ZXing reads the code and tesseract the words. A byte taken from a command is noticed."""

import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

EMULATOR = sys.argv.pop(1)
ENCODER = Path(__file__).parent / "escpos.mjs"
CODE = "https://example.cn/t/000123"


def encoded(name):
    return subprocess.run(["node", ENCODER, name], capture_output=True, check=True).stdout


def output_of(*words):
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.replace(" ", "")


class Printer:
    def __init__(self, case):
        folder = tempfile.TemporaryDirectory(prefix="jiujin-escpos-")
        case.addCleanup(folder.cleanup)
        self.process = subprocess.Popen([EMULATOR, "--tickets", folder.name, "--columns", "42"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        case.addCleanup(self.end)
        place = self.process.stdout.readline().split()[1]
        self.port = int(place.rpartition(":")[2])

    def end(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def ticket(self, data):
        """The picture, and the commands that were not known."""
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.sendall(data)
            _, path, unknown = self.process.stdout.readline().split()
        return path, unknown.removeprefix("unknown=")


class Encoders(unittest.TestCase):
    def setUp(self):
        self.printer = Printer(self)

    def test_receiptline_in_chinese(self):
        path, unknown = self.printer.ticket(encoded("receiptline"))
        self.assertEqual(unknown, "")
        self.assertIn(CODE, output_of("ZXingReader", "-format", "QRCode", path))
        words = output_of("tesseract", path, "-", "-l", "chi_sim", "--psm", "6")
        self.assertIn("名称核准", words)
        self.assertIn("GZ20261121-000123", words)

    def test_point_of_sale(self):
        path, unknown = self.printer.ticket(encoded("point-of-sale"))
        self.assertEqual(unknown, "")
        self.assertIn(CODE, output_of("ZXingReader", "-format", "QRCode", path))
        self.assertIn("Receiptofanapplication", output_of("tesseract", path, "-", "-l", "chi_sim", "--psm", "6"))

    def test_a_missing_byte_is_noticed(self):
        data = encoded("point-of-sale")
        at = data.index(b"\x1d(k")
        _, unknown = self.printer.ticket(data[:at] + data[at + 1:])
        self.assertNotEqual(unknown, "")


if __name__ == "__main__":
    unittest.main()
