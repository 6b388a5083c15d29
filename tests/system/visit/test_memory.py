"""After the visit, no process that lives on holds anything of the person.

Not looked at, since they are not the terminal: the reader's emulator (it is the card), the printer behind cupsd (it is the
paper), and this test itself. The platform is stopped; it may hold its cases.
"""
import json
import os
import unittest

from citizen import Citizen
from scene import MEMSCAN, Scene, SceneTest
import memory
from leaks import person as persons
from stage.processes import descendants, program_of
from stage.waiting import quiet, until

OUTSIDE = ("samv-emulator", "ippeveprinter")


@unittest.skipIf(os.geteuid() != 0, "our programs let nobody but root read their memory")
class Memory(SceneTest):
    def setUp(self):
        self.scene = Scene(self)
        self.person = self.scene.people.next()
        self.sought = persons.load(json.dumps(self.person.sought()))

    def survivors(self):
        return {pid: program_of(pid) for pid in descendants(os.getpid())
                if program_of(pid) and program_of(pid) not in OUTSIDE}

    def settled(self):
        """The survivors once the standby and the hosts of the next visit are up and no helper of a print job is left."""
        return quiet(self.survivors, "the processes of the stage", still=1.0, seconds=30)

    def leaks(self, pids):
        return memory.scan(MEMSCAN, pids, self.sought)

    def test_nothing_of_the_person_outlives_the_visit(self):
        citizen = Citizen(self.scene, self.person)
        citizen.visit(until_step="review")
        during = self.scene.shown.window().process
        self.assertTrue(self.leaks([during]), "the scanner must find the person while the visit lasts")
        for step in citizen.steps[citizen.steps.index(citizen.sign):]:
            step()
            if step == citizen.take_receipt:
                self.scene.printing.await_papers(1)
                citizen.ask_for_form()
                self.scene.printing.await_papers(2)
        self.scene.welcoming()
        until(lambda: during not in descendants(os.getpid()), "the end of the visit's process")
        survivors = self.settled()
        programs = set(survivors.values())
        self.assertLessEqual({"jiujin-terminal", "jiujin-visit", "jiujin-driver-host", "cupsd", "Xvfb", "dbus-daemon"},
                             programs, "each of these must be among what is looked at")
        self.assertEqual(self.leaks(survivors), [])

    def test_a_leak_into_a_survivor_would_be_found(self):
        # The same scan, with the person put into the environment of one more process.
        self.scene.household.start("careless", ["sleep", "1000"], env={"WHO": self.person.number})
        leaks = self.leaks(self.survivors())
        self.assertEqual({line.split()[2] for line in leaks}, {"sleep"})


if __name__ == "__main__":
    unittest.main()
