"""kill -9 at every step that lasts: at the N-th system call that changes the disk or leaves for the other machine, for
N = 1…K. The first argument names the course:

  filing      the terminal, from its very first start, while it takes cases
  delivering  the terminal, while its queue is delivered
  sending     the terminal, at each send
  taking      the platform, while it takes the queue
  answering   the platform, at each send; what it writes to the log is among them
  any-moment  either of them, at random moments under load; JIUJIN_KILLS says how often, JIUJIN_SEED repeats

After each kill everything is started again, and every receipt must have its case, once.
"""
import contextlib
import os
import signal
import sys
import unittest

from hall import Gone, Hall, HallTest, NotInTime, until
from stage.tracing import DURABLE, SENDING, Tracing

COURSE = sys.argv.pop(1)
# More than two batches of the sync, so that its thread takes more steps than the start does.
QUEUE = 34
KILLS = int(os.environ.get("JIUJIN_KILLS", 16))


class Round(contextlib.ExitStack):
    """A hall for one round."""

    addCleanup = contextlib.ExitStack.callback


class Kills(HallTest):
    """Each course gives the number of steps when nothing is injected, and takes the same way again with an injection."""

    def setUp(self):
        self.killed = 0

    def test_killed_at_every_step(self):
        {"filing": self.filing, "any-moment": self.any_moment,
         "delivering": lambda: self.wire("terminal", DURABLE, QUEUE),
         "taking": lambda: self.wire("platform", DURABLE, QUEUE),
         "sending": lambda: self.wire("terminal", SENDING, 2),
         "answering": lambda: self.wire("platform", (*SENDING, "write"), 2)}[COURSE]()

    def every_step(self, one_round):
        """one_round(inject) -> the steps there were, when nothing was injected."""
        steps = one_round(None)
        self.assertGreater(len(steps), 0)
        for call, number in steps:
            with self.subTest(call=call, number=number):
                one_round(f"{call}:signal=KILL:when={number}")
        calls = ", ".join(f"{call} {max(n for c, n in steps if c == call)}" for call in dict(steps))
        print(f"{COURSE}: K = {len(steps)} ({calls}), {self.killed} killed", flush=True)
        # How a thread's work falls into batches may differ a little from run to run.
        self.assertGreaterEqual(self.killed, 0.8 * len(steps))

    def fallen(self, program):
        """Notes a death by the kill that was injected. SIGALRM is the tracer's, when it does not come within three seconds:
        then the program has not begun."""
        code = self.hall.household.programs[program].poll()
        self.assertIn(code, (None, 0, -signal.SIGKILL, -signal.SIGALRM), self.hall.household.tail(program))
        self.killed += code == -signal.SIGKILL

    # A terminal that has never run takes two cases.

    def filing(self):
        def one_round(inject):
            with Round() as ends:
                self.hall = Hall(ends)
                tracing = Tracing(self.hall.folder / "trace", DURABLE, inject)
                self.take_two(tracing)
                steps = tracing.steps()
                self.fallen("terminal")
                self.again()
                return steps
        self.every_step(one_round)

    def take_two(self, tracing):
        hall = self.hall
        try:
            visit = hall.start_terminal(tracing.words)
            for _ in range(2):
                self.assertTrue(hall.file(visit))
            hall.stop_terminal()
        except (Gone, ConnectionError):
            until(lambda: not hall.terminal_lives(), "the end of the terminal")

    def again(self):
        """Everything runs, and nothing is lost or there twice; the terminal takes cases again."""
        hall = self.hall
        hall.kill_both()
        hall.start_platform()
        self.visit = hall.start_terminal()
        self.assertTrue(hall.file(self.visit))
        hall.settled(self)

    # A queue goes over the wire.

    def wire(self, victim, calls, queue):
        self.hall = Hall(self)

        def one_round(inject):
            # What a round that failed has left running is no part of the next one.
            with contextlib.ExitStack() as failed:
                failed.callback(self.hall.kill_both)
                self.fill(queue)
                tracing = Tracing(self.hall.folder / "trace", calls, inject)
                self.deliver(victim, tracing)
                steps = tracing.steps()
                self.fallen(victim)
                self.again()
                failed.pop_all()
                return steps
        # What is fetched once, at the first time of all, is sent in no round after it.
        one_round(None)
        self.every_step(one_round)

    def fill(self, queue):
        hall = self.hall
        hall.cut_off()
        if not hall.terminal_lives():
            self.visit = hall.start_terminal()
        for _ in range(queue):
            self.assertTrue(hall.file(self.visit))
        hall.kill_both()

    def deliver(self, victim, tracing):
        """Until the queue is empty and both have counted together, or the victim is dead."""
        hall = self.hall
        counted = hall.events("platform").count("Reconciled")

        def ended():
            return not hall.household.alive(victim) or (
                hall.status()["queued"] == 0 and hall.events("platform").count("Reconciled") > counted)
        words = {victim: tracing.words}
        try:
            hall.start_platform(words.get("platform", ()))
            hall.start_terminal(words.get("terminal", ()))
            until(ended, "the end of the delivery", 60)
            hall.household.stop(victim, 20)
        except (Gone, ConnectionError, RuntimeError):
            until(lambda: not hall.household.alive(victim), f"the end of the {victim}")

    # Without a tracer, as fast as it goes.

    def any_moment(self):
        self.hall = Hall(self)
        self.hall.start_platform()
        visit = self.hall.start_terminal()
        for number in range(KILLS):
            with self.subTest(kill=number):
                visit = self.one_blow(visit)
        print(f"{KILLS} kills", flush=True)
        self.again()

    def one_blow(self, visit):
        """Some filings, then a kill in the midst of one, of which nobody hears the end."""
        hall = self.hall
        for _ in range(hall.random.randrange(6)):
            self.assertTrue(hall.file(visit))
        victim = hall.random.choice(("terminal", "platform"))
        late = hall.random.uniform(0, 0.006)
        visit.begin("file")
        with contextlib.suppress(NotInTime):
            until(lambda: False, "the moment", late)
        hall.household.kill(victim)
        if victim == "platform":
            hall.start_platform()
            self.assertTrue(hall.note(visit.answer()))
            return visit
        with contextlib.suppress(Gone):
            self.assertTrue(hall.note(visit.answer()))
        return hall.start_terminal()


if __name__ == "__main__":
    unittest.main()
