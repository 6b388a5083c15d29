"""`jiujinctl device test` as a technician runs it: the shipped kit asks on the terminal line, and a script at the keyboard does
with the emulators what hands would do with devices. The terminal serves nobody meanwhile, and serves again after."""
import os
import re
import signal
import subprocess
import unittest

from citizen import HEADING, WELCOME, Citizen
from scene import Scene, SceneTest, until
from stage.processes import running

PROMPT = re.compile(r">> .*\n   (.*)  \[.*\] $")


class Technician:
    """Answers each prompt by what the first fitting entry does: a call, whose result is typed where it is a text."""

    def __init__(self, scene, device, deeds):
        self.deeds, self.said = deeds, ""
        self.kit = subprocess.Popen(  # pylint: disable=consider-using-with
            [scene.program("jiujinctl"), "device", "test", device, "--socket", scene.terminal.control],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def prompt(self):
        """The next thing that is asked for, in English; nothing when the kit has ended."""
        part = ""
        while chunk := os.read(self.kit.stdout.fileno(), 4096).decode(errors="replace"):
            part += chunk
            self.said += chunk
            if found := PROMPT.search(part):
                return found[1]
        return None

    def answer(self, words=""):
        self.kit.stdin.write(words.encode() + b"\n")
        self.kit.stdin.flush()

    def work(self):
        while asked := self.prompt():
            deed = next(done for words, done in self.deeds.items() if words in asked)
            self.answer(deed() or "")
        return self.ended()

    def ended(self):
        with self.kit:
            return self.kit.wait(30)

    def outcomes(self):
        """English name of each case, with what came of it."""
        return {name: (kind, why or "") for kind, name, why in
                re.findall(r"^\S+ (passed|FAILED|skipped) +\S.* / ([^:\n]+?)(?:: (.*))?$", self.said, re.M)}


class DeviceKit(SceneTest):
    def stage(self):
        def settings(terminal):
            terminal.idcard = f'module = "idcard-samv"\noptions = {{{{ device = "{terminal.stage.reader.line}" }}}}'
        self.scene = Scene(self, terminal=settings)
        until(lambda: self.scene.device("idcard") == "ok" == self.scene.device("printer"), "the devices")
        return self.scene

    def serves_again(self, device):
        self.scene.shown.see(WELCOME, HEADING, 20)
        until(lambda: self.scene.device(device) == "ok", f"{device} back with the terminal")
        self.assertTrue(self.scene.status()["accepting"])

    def test_a_card_reader(self):
        scene = self.stage()
        card = scene.people.next()

        def plug():
            scene.reader.do("plug")
            os.chmod(os.path.realpath(scene.reader.line), 0o666)

        technician = Technician(scene, "idcard", {
            "take the card away": scene.reader.lift, "lay the test card": lambda: scene.reader.lay(card),
            "pull out the reader": lambda: scene.reader.do("unplug"), "plug the reader in": plug})
        status = technician.work()
        outcomes = technician.outcomes()
        self.assertEqual({kind for kind, _ in outcomes.values()}, {"passed", "skipped"}, technician.said)
        self.assertEqual(status, 0)
        self.assertEqual(sum(kind == "passed" for kind, _ in outcomes.values()), 6, technician.said)
        self.assertIn("no hand can provoke it", outcomes["a reader that hangs"][1])
        for personal in (card.name, card.number):
            self.assertNotIn(personal, technician.said)
        self.serves_again("idcard")

        # A technician who leaves the card where it lies is told so; one who goes away holds nothing.
        scene.reader.lay(card)
        careless = Technician(scene, "idcard", {"": lambda: ""})
        self.assertEqual(careless.work(), 1)
        self.assertEqual(careless.outcomes()["waits for a card, reads it, answers once"],
                         ("FAILED", "answered without a card: a card"))
        scene.reader.lift()
        self.serves_again("idcard")
        gone = Technician(scene, "idcard", {})
        gone.prompt()
        self.assertEqual(scene.status()["outOfService"], "JJ-3116")
        gone.kit.send_signal(signal.SIGKILL)
        gone.ended()
        self.serves_again("idcard")
        until(lambda: not running("jiujin-kit"), "the end of the kit")

    def test_a_printer(self):
        scene, answers = self.stage(), iter(("y",))
        def look():
            text = subprocess.run(["pdftotext", scene.printing.await_papers(1)[-1], "-"], capture_output=True, text=True,
                                  check=True).stdout
            self.assertIn("Test page", text)
            self.assertIn("天地玄黄", text)
            return next(answers)

        technician = Technician(scene, "printer", {
            "has the test page": look,
            "take out all its paper": lambda: scene.printing.do("paper-out"),
            "put the paper back": lambda: scene.printing.do("paper-in"),
            "switch the printer off": lambda: scene.printing.do("printer-off"),
            "switch the printer on": lambda: scene.printing.do("printer-on")})
        status, outcomes = technician.work(), technician.outcomes()
        self.assertEqual(status, 0, technician.said)
        self.assertEqual(outcomes["without paper it says so, and prints again after"], ("passed", "JJ-1201"))
        self.assertEqual(outcomes["switched off it says so, and prints again after"], ("passed", "JJ-1205"))
        self.assertEqual(outcomes["prints a test page"], ("passed", ""))
        self.assertEqual(len(scene.printing.papers()), 1)
        self.serves_again("printer")

    def test_not_from_somebody_who_is_being_served(self):
        scene = self.stage()
        citizen = Citizen(scene, scene.people.next())
        citizen.visit("agree")
        refused = Technician(scene, "idcard", {})
        self.assertEqual(refused.work(), 1)
        self.assertIn("JJ-3115", refused.said)
        unknown = Technician(scene, "scanner", {})
        self.assertEqual(unknown.work(), 1)
        citizen.lay_card()
        citizen.title(re.compile("您要办什么"))


if __name__ == "__main__":
    unittest.main()
