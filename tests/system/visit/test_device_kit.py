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
from stage.technician import Technician


def technician(scene, device, deeds):
    return Technician([scene.program("jiujinctl"), "device", "test", device, "--socket", scene.terminal.control], deeds)


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

        hands = technician(scene, "idcard", {
            "take the card away": scene.reader.lift, "lay the test card": lambda: scene.reader.lay(card),
            "pull out the reader": lambda: scene.reader.do("unplug"), "plug the reader in": plug})
        status = hands.work()
        outcomes = hands.outcomes()
        self.assertEqual({kind for kind, _ in outcomes.values()}, {"passed", "skipped"}, hands.said)
        self.assertEqual(status, 0)
        self.assertEqual(sum(kind == "passed" for kind, _ in outcomes.values()), 6, hands.said)
        self.assertIn("no hand can provoke it", outcomes["a reader that hangs"][1])
        for personal in (card.name, card.number):
            self.assertNotIn(personal, hands.said)
        self.serves_again("idcard")

        # A technician who leaves the card where it lies is told so; one who goes away holds nothing.
        scene.reader.lay(card)
        careless = technician(scene, "idcard", {"": lambda: ""})
        self.assertEqual(careless.work(), 1)
        self.assertEqual(careless.outcomes()["waits for a card, reads it, answers once"],
                         ("FAILED", "answered without a card: a card"))
        scene.reader.lift()
        self.serves_again("idcard")
        gone = technician(scene, "idcard", {})
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

        hands = technician(scene, "printer", {
            "has the test page": look,
            "take out all its paper": lambda: scene.printing.do("paper-out"),
            "put the paper back": lambda: scene.printing.do("paper-in"),
            "switch the printer off": lambda: scene.printing.do("printer-off"),
            "switch the printer on": lambda: scene.printing.do("printer-on")})
        status, outcomes = hands.work(), hands.outcomes()
        self.assertEqual(status, 0, hands.said)
        self.assertEqual(outcomes["without paper it says so, and prints again after"], ("passed", "JJ-1201"))
        self.assertEqual(outcomes["switched off it says so, and prints again after"], ("passed", "JJ-1205"))
        self.assertEqual(outcomes["prints a test page"], ("passed", ""))
        self.assertEqual(len(scene.printing.papers()), 1)
        self.serves_again("printer")

    def test_not_from_somebody_who_is_being_served(self):
        scene = self.stage()
        citizen = Citizen(scene, scene.people.next())
        citizen.visit("agree")
        refused = technician(scene, "idcard", {})
        self.assertEqual(refused.work(), 1)
        self.assertIn("JJ-3115", refused.said)
        unknown = technician(scene, "scanner", {})
        self.assertEqual(unknown.work(), 1)
        citizen.lay_card()
        citizen.title(re.compile("您要办什么"))


if __name__ == "__main__":
    unittest.main()
