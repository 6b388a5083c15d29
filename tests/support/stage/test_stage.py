"""The parts of the stage that can be proved without the programs."""
import json
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from stage.people import Population, check_character  # noqa: E402
from stage.proxy import CuttingProxy  # noqa: E402
from stage.waiting import NotInTime, quiet, until  # noqa: E402


class Echo:
    """Answers each piece that comes with the same, and counts what came."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.heard = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            with near:
                while data := near.recv(65536):
                    self.heard += len(data)
                    near.sendall(data)


class Proxy(unittest.TestCase):
    def setUp(self):
        self.echo = Echo()
        self.addCleanup(self.echo.listener.close)
        self.proxy = CuttingProxy()
        self.addCleanup(self.proxy.end)
        self.proxy.target = self.echo.listener.getsockname()

    def connect(self):
        near = socket.create_connection(("127.0.0.1", self.proxy.port), timeout=5)
        self.addCleanup(near.close)
        return near

    def test_closed_it_refuses_and_open_it_carries_on_the_same_port(self):
        with self.assertRaises(ConnectionRefusedError):
            self.connect()
        for _ in range(3):
            self.proxy.open()
            near = self.connect()
            near.sendall(b"word")
            self.assertEqual(near.recv(10), b"word")
            self.proxy.close()
            self.assertEqual(near.recv(10), b"")
            with self.assertRaises(ConnectionRefusedError):
                self.connect()

    def test_answers_are_lost_only_after_the_request_went_through(self):
        self.proxy.open()
        self.proxy.lose_answers(after=1000)
        near = self.connect()
        near.sendall(b"x" * 10)
        self.assertEqual(near.recv(100), b"x" * 10)
        near.sendall(b"y" * 990)
        until(lambda: self.echo.heard == 1000, "all to be heard")
        near.settimeout(0.3)
        with self.assertRaises(TimeoutError):
            near.recv(100)
        self.proxy.be_faithful()
        self.proxy.cut()
        near = self.connect()
        near.sendall(b"z" * 2000)
        self.assertEqual(near.recv(10), b"z" * 10)


class People(unittest.TestCase):
    def test_check_characters(self):
        # The literal numbers of GB 11643's own examples.
        self.assertEqual([check_character(n) for n in ("11010519491231002", "44052418800101001")], ["X", "4"])

    def test_no_two_have_anything_in_common(self):
        people = Population(1)
        crowd = [people.next() for _ in range(200)]
        self.assertEqual(crowd[0], Population(1).next(), "the same seed gives the same people")
        for field in ("name", "number", "address", "phone"):
            self.assertEqual(len({getattr(c, field) for c in crowd}), 200)
        self.assertEqual(json.loads(json.dumps(crowd[0].card(validUntil="20200101")))["validUntil"], "20200101")


class Waiting(unittest.TestCase):
    def test_until_gives_up(self):
        with self.assertRaises(NotInTime):
            until(lambda: None, "nothing", 0.1)

    def test_quiet_waits_for_rest(self):
        values = iter([1, 2, 3])
        self.assertEqual(quiet(lambda: next(values, 3), "a row", still=0.1, seconds=2), 3)


class Household(unittest.TestCase):
    def test_all_ends_when_the_test_itself_is_killed(self):
        script = ("import sys, os; sys.path.insert(0, sys.argv[1]);"
                  "from stage.processes import Household; h = Household(sys.argv[2]);"
                  "p = h.start('s', ['sleep', '1000']); print(p.pid, flush=True); os.kill(os.getpid(), 9)")
        with tempfile.TemporaryDirectory() as logs:
            done = subprocess.run(["/usr/bin/python3", "-c", script, str(Path(__file__).resolve().parent.parent), logs],
                                  stdout=subprocess.PIPE, text=True, check=False)
        pid = int(done.stdout)
        state = Path(f"/proc/{pid}/stat")
        until(lambda: not state.exists() or state.read_text().rpartition(")")[2].split()[0] in "ZX", "its end")
        self.assertEqual(done.returncode, -9)


if __name__ == "__main__":
    unittest.main()
