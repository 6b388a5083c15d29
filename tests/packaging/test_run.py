"""packaging/run without a display: a visit by itself, from the card to the accepted case, and one in which everything goes wrong
with reader and printer."""
import hashlib
import subprocess
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
DEMO = SOURCE / "build" / "demo"
# What happens, and the words by which the screen has to tell it.
TRUTHS = (("the reader is unplugged", "JJ-3102"), ("the reader's program stands still", "JJ-3111"),
          ("the reader's program is killed", "JJ-3105"), ("the card is lifted while it is read", "JJ-1002"),
          ("the tray is empty", "JJ-1201"), ("the printer's program stands still while it prints", "JJ-1207"),
          ("the printer's program is killed while it prints", "JJ-1207"))
PICTURES = ("reader-unplugged", "reader-unplugged-en", "reader-plugged-in", "reader-program-stopped", "reader-program-killed",
            "card-lifted", "card-lifted-en", "form-after-both-were-killed", "paper-empty", "paper-empty-en",
            "paper-is-there", "printer-program-stopped", "receipt-printed", "printer-program-killed", "take-your-card")


class Run(unittest.TestCase):
    def test_a_visit_and_its_mishaps(self):
        done = subprocess.run([SOURCE / "packaging" / "run", "--scripted"], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("the receipt holds, without any network", done.stdout)
        for mishap, words in TRUTHS:
            self.assertIn(f"{mishap}: the screen says {words}", done.stdout)
        self.assertIn("nothing that was typed is gone", done.stdout)
        self.assertIn("and the visit survived", done.stdout)
        pictures = sorted((DEMO / "mishaps").iterdir())
        self.assertEqual([picture.stem.partition("-")[2] for picture in pictures], list(PICTURES))
        self.assertEqual(len({hashlib.sha256(picture.read_bytes()).digest() for picture in pictures}), len(PICTURES))


if __name__ == "__main__":
    unittest.main()
