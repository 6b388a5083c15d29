"""A receipt made by Jiujin's code before a judge that shares none of it; then one character of it is changed."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

MAKER = sys.argv.pop(1)
JUDGE = Path(__file__).parent / "receipt.mjs"


class Receipt(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="jiujin-receipt-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        subprocess.run([MAKER, folder.name], check=True)
        cls.code = (cls.folder / "code").read_text()

    def judge(self, code, root="root.pem"):
        return subprocess.run(["node", JUDGE, self.folder / root, self.folder / "credential.pem"], input=code,
                              capture_output=True, text=True, check=False)

    def test_a_good_receipt(self):
        done = self.judge(self.code)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["n"], "110105-A017-0000001-F")

    def test_a_changed_character_in_each_part(self):
        parts = self.code.split(".")
        for index in range(1, 7):
            with self.subTest(part=index):
                middle = len(parts[index]) // 2
                old = parts[index][middle]
                changed = parts[index][:middle] + ("A" if old != "A" else "B") + parts[index][middle + 1:]
                done = self.judge(".".join(parts[:index] + [changed] + parts[index + 1:]))
                self.assertEqual(done.returncode, 1, done.stdout)

    def test_another_root(self):
        self.assertIn("not under the root", self.judge(self.code, "other-root.pem").stderr)

    def test_no_receipt(self):
        self.assertEqual(self.judge("JJ1.a.b").returncode, 1)


if __name__ == "__main__":
    unittest.main()
