"""The two shipped programs of the wire, jiujin-terminal and jiujin-platform, with a proxy between them and, for the visit,
a program that does as it is told: nothing is drawn, so that a filing takes milliseconds."""
import json
import os
import random
import re
import socket
import sqlite3
import sys
import tempfile
import time
import unittest
from contextlib import closing
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3]
BUILD = Path(os.environ.get("JIUJIN_BINARY_DIR", SOURCE / "build" / "release"))
sys.path.insert(0, str(SOURCE / "tests" / "support"))
from stage.platform import Platform  # noqa: E402
from stage.processes import Household  # noqa: E402
from stage.proxy import CuttingProxy  # noqa: E402
from stage.waiting import NotInTime, until  # noqa: E402

TERMINAL_ID = "110105-A017"
CODE = re.compile(r"\bJJ-\d{4}\b")
MATTERS = SOURCE / "resources" / "matters"
SETTINGS = """[terminal]
state = "{state}"
enrolment = "{enrolment}"
matters = "{matters}"
calendar = "{calendar}"
notices = "{notices}"

[programs]
folder = "{programs}"
modules = "{programs}"

[devices.idcard]
module = "none"

[devices.printer]
module = "none"

[users]
visit = {user}
idcard = {user}
printer = {user}

[control]
socket = "{control}"
"""


class Gone(Exception):
    """The visit's line is dead: its terminal has died, or has ended it."""


class Visit:
    """One visit that stands in front of a citizen."""

    def __init__(self, line):
        self._line, self._answers = line, line.makefile(encoding="utf-8")

    def order(self, word, seconds=20):
        """What the visit answers, in words."""
        self.begin(word)
        return self.answer(seconds)

    def begin(self, word):
        try:
            self._line.sendall(word.encode() + b"\n")
        except OSError as error:
            raise Gone(str(error)) from error

    def answer(self, seconds=20):
        try:
            self._line.settimeout(seconds)
            answer = self._answers.readline()
        except OSError as error:
            raise Gone(str(error)) from error
        if not answer.endswith("\n"):
            raise Gone("no answer")
        return answer.split()

    def close(self):
        self._answers.close()
        self._line.close()


class Hall:
    """owner: the test whose clean-up ends everything. state: where the terminal keeps its outbox, if not in the hall's own
    folder; store: the same for the platform."""

    def __init__(self, owner):
        folder = tempfile.TemporaryDirectory(prefix="jiujin-hall-", dir="/dev/shm")
        owner.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.household = Household(self.folder / "logs")
        owner.addCleanup(self.household.end)
        self.proxy = CuttingProxy()
        owner.addCleanup(self.proxy.end)
        self.platform = Platform(self.household, self.folder / "platform", BUILD / "bin" / "jiujin-platform", MATTERS)
        self.state, self.enrolment = self.folder / "state", self.folder / "enrolment"
        self.control, self.settings = self.folder / "control.sock", self.folder / "terminal.toml"
        self.receipts, self.numbers = {}, []
        self.seed = int(os.environ.get("JIUJIN_SEED", time.time_ns() % 1_000_000_007))
        self.random = random.Random(self.seed)
        print(f"seed {self.seed}", flush=True)
        self._programs()
        self._desk, self._visits = None, []
        owner.addCleanup(self._hang_up)
        self.state.mkdir(mode=0o700)
        self.platform.init(TERMINAL_ID, self.enrolment, ("127.0.0.1", self.proxy.port))

    def _programs(self):
        programs = self.folder / "programs"
        programs.mkdir()
        (programs / "jiujin-visit").symlink_to(BUILD / "tests" / "bin" / "test-told_visit")
        for name in ("jiujin-driver-host", "none.so"):
            (programs / name).write_text("#!/bin/sh\nexec sleep 1000000\n")
            (programs / name).chmod(0o755)
        self.settings.write_text(SETTINGS.format(
            state=self.state, enrolment=self.enrolment, matters=MATTERS, calendar=SOURCE / "resources" / "calendar", notices=SOURCE / "resources" / "notices",
            programs=programs, control=self.control, user=os.geteuid()))

    # The terminal.

    def launch_terminal(self, before=(), env=None):
        """Starts it and waits for nothing; before: words in front of its own, as of a tracer."""
        self._hang_up()
        desk = self.folder / "programs" / "desk"
        desk.unlink(missing_ok=True)
        self._desk = socket.socket(socket.AF_UNIX)
        self._desk.bind(str(desk))
        self._desk.listen(1)
        self._desk.setblocking(False)
        self.household.start("terminal", [*before, BUILD / "bin" / "jiujin-terminal", "--settings", self.settings], env=env)

    def start_terminal(self, before=(), env=None):
        """The visit that has the screen then."""
        self.launch_terminal(before, env)
        return self.visit()

    def terminal_lives(self):
        return self.household.alive("terminal")

    def visit(self, seconds=30):
        """The next visit that has the screen."""
        def comes():
            try:
                return self._desk.accept()[0]
            except BlockingIOError:
                if not self.terminal_lives():
                    raise Gone(self.household.tail("terminal", 3)) from None
                return None
        line = until(comes, "a visit", seconds)
        line.setblocking(True)
        self._visits.append(Visit(line))
        return self._visits[-1]

    def _hang_up(self):
        for visit in self._visits:
            visit.close()
        self._visits.clear()
        if self._desk:
            self._desk.close()

    def stop_terminal(self):
        self.household.stop("terminal", 20)

    def file(self, visit):
        """Files a case; what was told stands in `receipts`. True when it was taken."""
        return self.note(visit.order("file"))

    def note(self, answer):
        if answer[0] == "stored":
            number, code = answer[1:]
            # A receipt that is told twice is the same receipt.
            if self.receipts.setdefault(number, code) != code:
                raise AssertionError(f"two receipts of the number {number}")
        return answer[0] == "stored"

    def status(self):
        """The report that jiujinctl prints, as data (app/link/status_report.h)."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(10)
            line.connect(str(self.control))
            line.sendall(b"status\n")
            with line.makefile(encoding="utf-8") as answer:
                if not (report := answer.readline()):
                    raise Gone("no report")
                return json.loads(report)

    def drained(self, seconds=60):
        """Waits until nothing is queued."""
        return until(lambda: self.status()["queued"] == 0, "an empty queue", seconds)

    def events(self, program="terminal"):
        """Names of the events that a program logged; none before it ran."""
        log = self.household.log(program)
        names = []
        for line in log.read_text(errors="replace").splitlines() if log.exists() else ():
            try:
                names.append(json.loads(line)["name"])
            except (ValueError, KeyError, TypeError):
                continue
        return names

    # The platform.

    def start_platform(self, before=(), env=None):
        self.platform.start(before, env)
        self.reach()

    def reach(self):
        """The proxy leads to the platform."""
        self.proxy.target = ("127.0.0.1", self.platform.port)
        self.proxy.open()

    def cut_off(self):
        self.proxy.close()

    # Both.

    def kill_both(self):
        for program in ("terminal", "platform"):
            if self.household.alive(program):
                self.household.kill(program)

    def outbox(self):
        """(case number, receipt's code, state) of every row, as anybody reads it who has the disk."""
        data = (self.state / "outbox" / "outbox.db").read_bytes()
        with closing(sqlite3.connect(":memory:")) as store:
            store.deserialize(data)
            return store.execute("SELECT number, receipt, state FROM packet JOIN progress USING(counter) "
                                 "ORDER BY counter").fetchall()

    def settled(self, test, seconds=60):
        """Everything runs again: each receipt has its case, each case is there once."""
        self.drained(seconds)
        cases = self.platform.cases()
        print(f"{len(self.receipts)} receipts, {len(cases)} cases", flush=True)
        test.assertEqual(sorted(set(cases)), sorted(cases), "a case is there twice")
        test.assertEqual(set(self.receipts) - set(cases), set(), "a receipt without its case")
        return cases


class HallTest(unittest.TestCase):
    """A test that shows the programs' own words when it fails."""

    hall = None

    def setUp(self):
        self.hall = Hall(self)

    def doCleanups(self):
        if self.hall and not self._outcome.success:
            for name in self.hall.household.programs:
                print(f"== {self.id()}, {name}\n{self.hall.household.tail(name)}", flush=True)
        return super().doCleanups()


__all__ = ["CODE", "Gone", "Hall", "HallTest", "NotInTime", "Visit", "until"]
