"""A technician captures what passes between reader and driver: with a listed test card alone, never while somebody is served, and
without a person in it; a reader that says the capture again serves a visit. All programs are the shipped ones."""
import os
import re
import signal
import subprocess
import unittest
from pathlib import Path

from citizen import HEADING, WELCOME, Citizen
from scene import BUILD, Scene, SceneTest, until

UNLISTED, IN_USE, EXISTS, LOST = "JJ-3114", "JJ-3115", "JJ-3005", "JJ-3105"


class Capturing(SceneTest):
    def sign(self, *persons):
        """The list, as the centre makes it."""
        platform = self.scene.platform
        self.list = platform.folder / "test-cards.jws"
        subprocess.run([platform.program, "test-cards", "--credential", platform.folder / "credential", "--list", self.list],
                       input="".join(f"resident {person.number}\n" for person in persons), text=True, check=True,
                       stdout=subprocess.DEVNULL)

    def start(self, name):
        self.file = self.scene.folder / name
        return subprocess.Popen([BUILD / "bin" / "jiujinctl", "device", "capture", "idcard", "--cards", self.list, "--into",
                                 self.file, "--socket", self.scene.terminal.control, "--enrolment", self.scene.trust],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def capture(self, name, person):
        """With that person's card on the reader."""
        with self.start(name) as program:
            if "Lay the test card" in program.stdout.readline():
                self.scene.reader.lay(person)
            _, told = program.communicate(timeout=60)
        self.scene.reader.lift()
        return program.returncode, told

    def refused(self, code, name, person):
        returned, told = self.capture(name, person)
        self.assertEqual(returned, 1)
        self.assertIn(code, told)
        self.assertEqual(self.file.exists(), code == EXISTS)

    def told_of_a_lost_host(self):
        """At once, not when nobody has laid a card for a minute."""
        with self.start("lost") as program:
            self.assertIn("Lay the test card", program.stdout.readline())
            children = Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()
            for child in children:
                os.kill(int(child), signal.SIGKILL)
            _, told = program.communicate(timeout=30)
        self.assertEqual((len(children), program.returncode), (1, 1))
        self.assertIn(LOST, told)
        self.assertFalse(self.file.exists())
        until(lambda: self.scene.device("idcard") == "ok", "the reader after that")

    def test_what_a_listed_card_brings(self):
        self.scene = scene = Scene(self)
        listed, other = scene.people.next(), scene.people.next()
        while listed.number.endswith("X"):
            listed = scene.people.next()
        self.sign(listed)
        until(lambda: scene.device("idcard") == "ok", "the reader")
        self.told_of_a_lost_host()
        self.refused(UNLISTED, "other", other)
        returned, told = self.capture("kept", listed)
        self.assertEqual((returned, told), (0, ""))
        self.refused(EXISTS, "kept", listed)
        kept = self.file
        came = bytes.fromhex("".join(re.findall("^< [0-9]+ ([0-9a-f]+)$", kept.read_text(), re.MULTILINE)))
        for field in (listed.name, listed.number, listed.birth, listed.address):
            self.assertNotIn(field.encode("utf-16-le"), came)
        self.assertEqual(kept.stat().st_mode & 0o777, 0o600)
        scene.shown.see(WELCOME, HEADING, 20)
        until(lambda: scene.device("idcard") == "ok", "the reader once more")

        citizen = Citizen(scene, listed)
        citizen.visit("agree")
        self.refused(IN_USE, "served", listed)
        scene.reader.do(f"replay {kept}")
        citizen.title(re.compile("您要办什么"))


if __name__ == "__main__":
    unittest.main()
