"""A clock that is ten years ahead, six years behind, or runs a hundred times too fast, by libfaketime: nothing is lost, why
nothing is delivered has a code, and once the clock is right again everything is delivered, once."""
import os
import unittest
from pathlib import Path

from hall import CODE, Gone, HallTest, until

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
RIGHT, AHEAD, BEHIND, FAST, A_YEAR, A_LITTLE = "+0", "+10y", "-6y", "+0 x100", "+1y", "+1h"
UNREACHED = ("", "JJ-2301")
# The certificate of the other end, or the terminal's own, is not valid at that time; or the other end would not have it.
NAMED = {"JJ-2203", "JJ-2302", "JJ-2308", "JJ-2312", "JJ-2318"}


class Clock(HallTest):
    def setUp(self):
        super().setUp()
        self.assertTrue(LIBRARIES, "the package faketime is not installed")
        self.hands = self.hall.folder / "clock"
        self.turn(RIGHT)

    def turn(self, to):
        self.hands.write_text(to + "\n")

    def faked(self):
        """Surroundings of a program whose wall clock obeys `turn`; the monotonic one is nobody's to turn."""
        return os.environ | {"LD_PRELOAD": str(LIBRARIES[0]), "FAKETIME_TIMESTAMP_FILE": str(self.hands),
                             "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def file(self, visit, count):
        for _ in range(count):
            answer = visit.order("file")
            self.assertTrue(self.hall.note(answer), answer)

    def right_again(self):
        """All is delivered by programs with a right clock."""
        self.hall.kill_both()
        self.hall.start_platform()
        self.file(self.hall.start_terminal(), 1)
        self.assertEqual(set(self.hall.settled(self)), set(self.hall.receipts))

    def offer(self, visit):
        """A citizen may be sent away, with a code."""
        answer = visit.order("file")
        self.assertTrue(self.hall.note(answer) or CODE.fullmatch(answer[1]), answer)
        return answer[0]

    def outcome(self):
        """Why nothing is delivered, or nothing when all is."""
        def known():
            status = self.hall.status()
            return status["queued"] == 0 or status["syncProblem"] not in UNREACHED
        until(known, "an outcome", 40)
        return self.hall.status()["syncProblem"]

    def terminal_jumps(self, to):
        """While the terminal runs and has something to send."""
        hall = self.hall
        hall.platform.start()
        visit = hall.start_terminal(env=self.faked())
        self.file(visit, 2)
        self.turn(to)
        offered = self.offer(visit)
        hall.reach()
        problem = self.outcome()
        print(f"{to}: {offered}, {problem or 'delivered'}", flush=True)
        if problem:
            self.assertIn(problem, NAMED)
            self.assertEqual(hall.platform.cases(), [])
        self.turn(RIGHT)
        until(lambda: self.offer(visit) == "stored", "a terminal that takes cases again")
        # By itself, when it next tries.
        self.assertEqual(set(hall.settled(self, 150)), set(hall.receipts))

    def test_terminal_jumps_ahead(self):
        self.terminal_jumps(AHEAD)

    def test_terminal_jumps_back(self):
        self.terminal_jumps(BEHIND)

    def terminal_starts(self, at):
        """With packets of the day before in its queue. It may refuse to start, with a code; it loses nothing."""
        self.file(self.hall.start_terminal(), 3)
        self.hall.kill_both()
        self.hall.start_platform()
        self.turn(at)
        try:
            print(f"{at}: {self.offer(self.hall.start_terminal(env=self.faked()))}", flush=True)
        except Gone as why:
            self.assertRegex(str(why), CODE)
            print(f"{at}: {CODE.search(str(why))[0]}", flush=True)
        self.right_again()

    def test_terminal_starts_ahead(self):
        self.terminal_starts(AHEAD)

    def test_terminal_starts_behind(self):
        self.terminal_starts(BEHIND)

    def platform_is_wrong(self, by):
        self.file(self.hall.start_terminal(), 3)
        self.hall.kill_both()
        self.turn(by)
        try:
            self.hall.start_platform(env=self.faked())
            self.offer(self.hall.start_terminal())
            print(f"platform {by}: {self.outcome() or 'delivered'}", flush=True)
        except RuntimeError as why:
            self.assertRegex(str(why), CODE)
            print(f"platform {by}: {CODE.search(str(why))[0]}", flush=True)
        self.right_again()

    def test_platform_ahead(self):
        self.platform_is_wrong(AHEAD)

    def test_platform_behind(self):
        self.platform_is_wrong(BEHIND)

    def test_platform_a_year_ahead(self):
        """From its start on, which is to say that somebody believes it. Its certificates are still valid, so it signs; the
        terminal's clock goes on as it was."""
        hall = self.hall
        visit = hall.start_terminal()
        known = hall.status()["clock"]
        self.assertIn(known, ("network", "drift"))
        self.file(visit, 2)
        self.turn(A_YEAR)
        hall.start_platform(env=self.faked())
        hall.drained()
        if known == "drift":  # who is right cannot be told, and is not; with a network's time nothing changes
            until(lambda: hall.status()["clock"] == "unknown", "a clock that is contradicted", 60)
        self.turn(RIGHT)
        hall.household.kill("platform")
        hall.start_platform(env=self.faked())
        self.file(visit, 2)
        self.assertEqual(set(hall.settled(self, 150)), set(hall.receipts))
        until(lambda: hall.status()["clock"] == known, "a clock that is believed again")

    def platform_jumps(self, to):
        """While it serves: it signs nothing by that clock, says so, and goes on by itself."""
        hall = self.hall
        hall.start_platform(env=self.faked())
        visit = hall.start_terminal()
        self.file(visit, 1)
        hall.drained()
        known, before = hall.status()["clock"], set(hall.receipts)
        self.turn(to)
        self.file(visit, 2)
        until(lambda: "ClockDistrusted" in hall.events("platform"), "an alarm", 60)
        self.assertEqual(set(hall.platform.cases()), before)
        self.assertEqual(hall.status()["clock"], known)
        self.turn(RIGHT)
        self.assertEqual(set(hall.settled(self, 150)), set(hall.receipts))
        self.assertIn("ClockTrusted", hall.events("platform"))
        self.assertEqual(hall.status()["clock"], known)

    def test_platform_jumps_ahead(self):
        self.platform_jumps(A_YEAR)

    def test_platform_jumps_a_little(self):
        self.platform_jumps(A_LITTLE)

    def test_both_run_fast(self):
        """The platform soon sees that such a clock is none."""
        self.turn(FAST)
        self.hall.start_platform(env=self.faked())
        visit = self.hall.start_terminal(env=self.faked())
        for _ in range(4):
            self.file(visit, 3)

        def alarm():
            self.offer(visit)  # the platform looks at its clock when it has something to date
            return "ClockDistrusted" in self.hall.events("platform")
        until(alarm, "an alarm", 60)
        self.right_again()


if __name__ == "__main__":
    unittest.main()
