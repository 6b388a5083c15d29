"""The shipped kit over a printer of slips and a reader of smart cards: the peers are those of their classes' suites, and a
script at the keyboard does with them what a technician's hands would do."""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3]
BUILD = Path(os.environ.get("JIUJIN_BINARY_DIR", SOURCE / "build" / "release"))
sys.path.insert(0, str(SOURCE / "tests" / "support"))
from stage.technician import Technician  # noqa: E402


class Peer:
    """An emulator that takes commands on its standard input and says `ready …` and `ok …`."""

    def __init__(self, test, name, *words):
        self.process = subprocess.Popen(  # pylint: disable=consider-using-with
            [str(BUILD / "tests" / "bin" / name), *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL)
        test.addCleanup(self.end)
        self.place = self.process.stdout.readline().split()

    def do(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        while line := self.process.stdout.readline():
            if line.startswith("ok " + command):
                return
            if line.startswith("unknown"):
                break
        raise AssertionError(f"{command!r} was not done")

    def end(self):
        with self.process:
            self.process.stdin.close()
            self.process.wait(20)


class Kit(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="jiujin-kit-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def technician(self, module, device_class, options, deeds):
        arguments = ["--module", module, "--modules", str(BUILD / "modules"), "--class", device_class]
        for option in options:
            arguments += ["--option", option]
        device = {"name": device_class, "class": device_class, "module": module, "arguments": arguments, "node": "",
                  "program": str(BUILD / "bin" / "jiujin-driver-host"), "byPath": False, "user": -1, "groups": []}
        return Technician([BUILD / "bin" / "jiujin-kit", "--device", json.dumps(device)], deeds)

    def test_slips(self):
        printer = Peer(self, "escpos-emulator", "--tickets", self.folder)
        technician = self.technician("printer-escpos", "slip", [f"device=tcp://127.0.0.1:{printer.place[-1].rpartition(':')[2]}"], {
            "has the test page": lambda: "y" if list(self.folder.iterdir()) else "n",
            "take out all its paper": lambda: printer.do("paper out"), "put the paper back": lambda: printer.do("paper ok"),
            "switch the printer off": lambda: printer.do("close"), "switch the printer on": lambda: printer.do("open")})
        status, outcomes = technician.work(), technician.outcomes()
        self.assertEqual(status, 0, technician.said)
        self.assertEqual(outcomes["prints a test page"], ("passed", ""))
        self.assertEqual(outcomes["without paper it says so, and prints again after"], ("passed", "JJ-1401"))
        self.assertEqual(outcomes["switched off it says so, and prints again after"][0], "passed")

    def test_a_slip_that_looks_bad_is_a_failure(self):
        printer = Peer(self, "escpos-emulator", "--tickets", self.folder)
        technician = self.technician("printer-escpos", "slip", [f"device=tcp://127.0.0.1:{printer.place[-1].rpartition(':')[2]}"],
                                     {"has the test page": lambda: "n", "": lambda: "s"})
        self.assertEqual(technician.work(), 1)
        self.assertEqual(technician.outcomes()["prints a test page"][0], "FAILED")

    def test_smart_cards(self):
        for name in ("operator", "other"):
            made = subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                 f"/O=Jiujin test/CN={name}", "-days", "2", "-keyout", self.folder / f"{name}.key", "-outform", "DER", "-out",
                 self.folder / f"{name}.der"], capture_output=True, check=False)
            self.assertEqual(made.returncode, 0)
        reader = Peer(self, "smartcard-peer", "--folder", self.folder, "--driver", BUILD / "tests" / "lib" / "ifd-pullable.so",
                      "--persons", SOURCE / "tests" / "data" / "persons.json", "--keys", self.folder)
        if reader.place[0] == "refused:":
            self.skipTest(" ".join(reader.place))
        technician = self.technician(
            "smartcard-pcsc", "smartcard", [f"socket={self.folder / 'pcscd.comm'}", "reader=00 00"],
            {"pull out the card": lambda: reader.do("nocard"), "insert a test card": lambda: reader.do("card social zhang")})
        status, outcomes = technician.work(), technician.outcomes()
        self.assertEqual(status, 0, technician.said)
        self.assertEqual(outcomes["tells a card that comes and goes, and reads it"], ("passed", ""))
        self.assertEqual(outcomes["cancel is answered within 100 ms"][0], "passed")
        self.assertEqual(outcomes["the PIN"][0], "skipped")


if __name__ == "__main__":
    unittest.main()
