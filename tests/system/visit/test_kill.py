"""kill -9 of one program at ten random moments of a visit: no receipt without its case, no case twice.

The first argument names the victim: visit, driver-host, terminal or platform. JIUJIN_SEED repeats a run, JIUJIN_ROUNDS
changes the number of visits.
"""
import os
import random
import re
import signal
import sys
import threading
import time
import unittest

import outbox_file
import papers
from citizen import LOST, TAKEN, Citizen, Interrupted
from scene import Scene, SceneTest
from atspi import Gone
from stage.processes import running
from stage.waiting import NotInTime, until

VICTIM = sys.argv.pop(1)
ROUNDS = int(os.environ.get("JIUJIN_ROUNDS", 10))
NUMBER = re.compile(r"\b\d{6}-[0-9A-Z]{4}-\d{7}-[0-9A-Z]\b")


class Blow:
    """One kill -9 at a moment; it remembers whether it has fallen."""

    def __init__(self, strike):
        self.strike, self.fallen = strike, threading.Event()
        self._timer, self._fell = None, 0

    def age(self):
        """Seconds since it fell, less than nothing before."""
        return time.monotonic() - self._fell if self.fallen.is_set() else -1

    def after(self, seconds):
        self._timer = threading.Timer(seconds, self._fall)
        self._timer.daemon = True
        self._timer.start()

    def _fall(self):
        try:
            self.strike()
        except ProcessLookupError:
            # It had just ended by itself.
            pass
        self._fell = time.monotonic()
        self.fallen.set()

    def wait(self):
        self._timer.join()


class Kill(SceneTest):
    def setUp(self):
        self.scene = Scene(self, platform=True)
        self.random = random.Random(self.scene.seed)
        self.receipts = set()

    def strike(self):
        """What kills the victim now. The process of the visit is named beforehand: the bus is not asked in another thread."""
        if VICTIM == "terminal":
            return self.scene.terminal.kill
        if VICTIM == "platform":
            return self.scene.platform.kill
        if VICTIM == "visit":
            on_screen = until(self.scene.shown.window, "a visit on the screen").process
            return lambda: os.kill(on_screen, signal.SIGKILL)
        return self._kill_host

    def _kill_host(self):
        hosts = running("jiujin-driver-host")
        if hosts:
            os.kill(self.random.choice(hosts), signal.SIGKILL)

    def one_visit(self, moment, from_submit):
        citizen = Citizen(self.scene, self.scene.people.next())
        blow = Blow(self.strike())
        # A visit that died is left at once; one that lost a device gets time to go on without it.
        patience = {"visit": 0, "terminal": 0, "driver-host": 8, "platform": 60}[VICTIM]
        citizen.given_up = lambda: blow.age() > patience
        rows = len(outbox_file.rows(self.scene.outbox))
        if not from_submit:
            blow.after(moment)
        try:
            for step in citizen.steps:
                if from_submit and step == citizen.submit:
                    blow.after(moment)
                step()
        except (NotInTime, Interrupted, Gone):
            if not blow.fallen.is_set() and not from_submit:
                raise
        if from_submit and blow._timer is None:
            blow.after(0)
        blow.wait()
        return rows

    def come_back(self, rows):
        """Whatever died is there again and the welcome page stands; what the screen claims is held against the disk."""
        if VICTIM == "platform":
            self.scene.platform_on()
        if VICTIM == "terminal":
            self.scene.restart_terminal()
        self.scene.reader.lift()
        told = set()

        def seen(titles):
            told.update(titles)
            if TAKEN in titles:
                self.note_receipt()
        self.scene.walk_home(seen)
        if LOST in told:
            self.assertEqual(len(outbox_file.rows(self.scene.outbox)), rows, "the screen said that nothing was filed")

    def note_receipt(self):
        for name, _ in self.scene.shown.named(("label",)):
            self.receipts |= set(NUMBER.findall(name))

    def test_no_receipt_without_its_case_and_no_case_twice(self):
        started = time.monotonic()
        calm = Citizen(self.scene, self.scene.people.next())
        calm.visit()
        whole = time.monotonic() - started
        self.scene.welcoming()
        for number in range(ROUNDS):
            # Half of the blows fall anywhere in the visit, half in the moments around the filing.
            from_submit = number % 2 == 1
            moment = self.random.uniform(0, 0.6 if from_submit else whole)
            with self.subTest(round=number, moment=round(moment, 3), from_submit=from_submit):
                self.come_back(self.one_visit(moment, from_submit))
        self.settle()

    def settle(self):
        until(lambda: self.scene.status()["queued"] == 0, "an empty queue", 60)
        for paper in self.scene.printing.papers():
            self.receipts |= set(NUMBER.findall(papers.text_of(paper)))
        cases = self.scene.platform.cases()
        filed = [number for number, _, _ in outbox_file.rows(self.scene.outbox)]
        print(f"{len(self.receipts)} receipts, {len(filed)} packets, {len(cases)} cases", flush=True)
        self.assertEqual(sorted(set(cases)), sorted(cases), "a case is there twice")
        self.assertEqual(self.receipts - set(cases), set(), "a receipt without its case")
        self.assertEqual(sorted(filed), sorted(cases))
        self.assertGreaterEqual(len(self.receipts), 1)
        for number in cases:
            self.scene.platform.show(number)


if __name__ == "__main__":
    unittest.main()
