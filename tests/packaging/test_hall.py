"""packaging/run --fullscreen on a machine without a desktop: the terminal below a compositor, and commands all the same."""
import os
import re
import signal
import subprocess
import sys
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "support"))
from stage.cage import HEADLESS  # noqa: E402
from stage.processes import descendants, running  # noqa: E402
from stage.waiting import until  # noqa: E402

DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY")


class Hall(unittest.TestCase):
    def setUp(self):
        known = {name: value for name, value in os.environ.items() if name not in DESKTOP}
        self.run = subprocess.Popen([SOURCE / "packaging" / "run", "--fullscreen"], env=known | HEADLESS, text=True,
                                    stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(self.run.wait)
        self.addCleanup(self.run.kill)
        self.addCleanup(self.run.stdout.close)
        self.addCleanup(self.run.stdin.close)

    def hear(self, words):
        """The first line that has them."""
        heard = []
        for line in self.run.stdout:
            heard.append(line)
            if re.search(words, line):
                return line
        return self.fail(f"{words!r} was not said: {''.join(heard)}")

    def type(self, line):
        self.run.stdin.write(f"{line}\n")
        self.run.stdin.flush()

    def ends(self, code):
        self.run.wait(30)
        self.assertEqual(self.run.returncode, code)
        until(lambda: not descendants(os.getpid()), "the end of all that it started")

    def test_the_compositor_shows_the_terminal_and_commands_work(self):
        self.hear("help, quit")
        cage, = running("cage")
        self.assertTrue(running("jiujin-terminal", cage))
        for typed, answer in (("status", "^screen +ready"), ("devices", "^idcard +idcard-samv +ok"),
                              ("ledger", "nothing stands in the ledger|待查 open"),
                              ("explain JJ-1202", "open the rear cover"), ("explain JJ-9", "there is no code"), ("card zhang", "done"), ("card", "needs other words"),
                              ("card nobody", "no card 'nobody'"), ("dance", "not known"), ("paper out", "done"),
                              ("paper in", "done"), ("operator in", "done"), ("operator card", "or operator out"),
                              ("operator out", "done"), ("papers", "none yet"), ("platform start", "so already"), ("lift", "done"),
                              ("host door kill", "and so on"), ("host idcard kill", "done"), ("host printer stop", "done"),
                              ("reader unplug", "done"), ("reader plug", "done")):
            with self.subTest(typed=typed):
                self.type(typed)
                self.hear(answer)
        self.type("quit")
        self.ends(0)

    def test_an_interruption_leaves_nothing(self):
        self.hear("help, quit")
        self.run.send_signal(signal.SIGINT)
        self.hear("Ended")
        self.ends(130)


if __name__ == "__main__":
    unittest.main()
