"""A technician's program takes a device away for a while: never from somebody who is being served, and nobody can begin
meanwhile; when that program ends, however that comes about, the terminal serves again. All programs are the shipped ones."""
import json
import re
import socket
import unittest

from citizen import HEADING, WELCOME, Citizen
from scene import Scene, SceneTest, until
from atspi import Gone
from stage.processes import host_of

IN_USE, HELD = "JJ-3115", "JJ-3116"
CLOSED = "暂停服务"


class Hold:
    """What `jiujinctl device test` does first."""

    def __init__(self, scene, name):
        self.line = socket.socket(socket.AF_UNIX)
        self.line.settimeout(20)
        self.line.connect(str(scene.terminal.control))
        self.line.sendall(f"device hold {name}\n".encode())
        with self.line.makefile(encoding="utf-8") as answer:
            self.answer = json.loads(answer.readline())

    def end(self):
        self.line.close()


class Holding(SceneTest):
    def events(self, name):
        log = self.scene.household.log("terminal").read_text(errors="replace")
        return sum(1 for line in log.splitlines() if line.startswith("{") and json.loads(line)["name"] == name)

    def shown(self, code):
        def once():
            try:
                return code in self.scene.shown.describe()
            except Gone:
                return False
        until(once, f"{code} on the screen")

    def test_a_device_is_lent_and_comes_back(self):
        self.scene = scene = Scene(self)
        until(lambda: scene.device("idcard") == "ok", "the reader")
        citizen = Citizen(scene, scene.people.next())
        for module, name in (("idcard-samv", "idcard"), ("printer-cups", "printer")):
            hold = Hold(scene, name)
            self.assertEqual((hold.answer["name"], hold.answer["module"]), (name, module))
            self.assertRegex(hold.answer["program"], "/jiujin-driver-host$")
            self.assertIsNone(host_of(module))
            status = scene.status()
            self.assertEqual((status["accepting"], status["outOfService"], scene.device(name)), (False, HELD, HELD))
            citizen.title(CLOSED)
            self.shown(HELD)
            self.assertEqual(Hold(scene, name).answer["error"], HELD)
            hold.end()
            scene.shown.see(WELCOME, HEADING, 20)
            until(lambda: scene.device(name) == "ok", f"{name} once more")  # pylint: disable=cell-var-from-loop
            self.assertTrue(scene.status()["accepting"])
        self.assertEqual((self.events("DeviceHeld"), self.events("DeviceReleased")), (2, 2))

        citizen.visit("agree")
        hold = Hold(scene, "printer")
        self.assertEqual((hold.answer["error"], scene.device("printer")), (IN_USE, "ok"))
        citizen.lay_card()
        citizen.title(re.compile("您要办什么"))


if __name__ == "__main__":
    unittest.main()
