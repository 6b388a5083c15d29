"""Networks that lose, delay and swallow: every case arrives, once."""
import ctypes
import os
import shutil
import subprocess
import unittest

from hall import HallTest, until

CLONE_NEWNET = 0x40000000
CASES = 6


def own_network():
    """A network of the test's own, where losses trouble nobody else. False where that is not permitted."""
    if os.geteuid() != 0 or not shutil.which("nft") or ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET) != 0:
        return False
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    return True


def rules(text):
    subprocess.run(["nft", "-f", "-"], input=text.encode(), check=True)


class Network(HallTest):
    def file(self):
        visit = self.hall.start_terminal()
        for _ in range(CASES):
            self.assertTrue(self.hall.file(visit))

    def arrived(self, seconds):
        cases = self.hall.settled(self, seconds)
        self.assertEqual(sorted(cases), sorted(self.hall.receipts))

    def test_answers_are_lost(self):
        """One way only: what is sent arrives, and no answer comes back."""
        hall = self.hall
        # Enough for the handshake; the packets come after it.
        hall.proxy.lose_answers(after=2000)
        hall.start_platform()
        self.file()
        until(lambda: len(hall.platform.cases()) >= 1, "a case of which the terminal does not know")
        self.assertEqual(hall.status()["queued"], CASES)
        self.assertEqual(hall.status()["delivered"], 0)
        for _ in range(2):
            taken = hall.proxy.taken
            hall.proxy.cut()
            until(lambda before=taken: hall.proxy.taken > before, "another attempt", 60)
        self.assertEqual(hall.status()["delivered"], 0)
        hall.proxy.be_faithful()
        hall.proxy.cut()
        self.arrived(60)

    def test_connections_break(self):
        """The first three connections break: in the handshake, after it, amid the packets."""
        hall = self.hall
        hall.proxy.delay(0.02)
        limits = iter((300, 1400, 3000))
        hall.proxy.break_after(lambda: next(limits, None))
        hall.start_platform()
        self.file()
        self.arrived(100)
        self.assertGreater(hall.proxy.taken, 3)

    @unittest.skipUnless(own_network(), "a network of its own needs root and nft")
    def test_a_third_is_lost_and_the_rest_is_slow(self):
        """30 % of the packets on the way between terminal and proxy, 500 ms each way behind it."""
        hall = self.hall
        hall.proxy.delay(0.5)
        drop = "numgen random mod 100 < 30 counter drop"
        rules("table inet loss {\nchain in {\ntype filter hook input priority 0;\n"
              f"tcp dport {hall.proxy.port} {drop}\ntcp sport {hall.proxy.port} {drop}\n}}\n}}\n")
        self.addCleanup(rules, "delete table inet loss")
        hall.start_platform()
        self.file()
        self.arrived(100)
        print(subprocess.run(["nft", "list", "table", "inet", "loss"], capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    unittest.main()
