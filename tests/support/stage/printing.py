"""The printer of a stage: a private cupsd with an IPP Everywhere printer behind it."""
import signal
from pathlib import Path

from .hands import Hands
from .waiting import quiet, until


class Printing:
    def __init__(self, household, folder, script, stub):
        self.household, self.folder, self.script, self.stub = household, Path(folder), script, stub
        self.hands = Hands(household, "printing", self.folder / "hands")
        self.server = self.spool = self.printed = None
        self.queue = "a4"

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        self.household.log("printing").unlink(missing_ok=True)
        self.household.start("printing", [self.script, self.folder, self.stub], last_word=signal.SIGTERM)
        told = dict(word.split("=", 1) for word in self.hands.ready(40).split()[1:])
        self.server, self.queue, self.spool, self.printed = told["server"], told["queue"], Path(told["spool"]), Path(told["printed"])

    def do(self, command):
        self.hands.do(command)

    def papers(self):
        """The files that left the printer, in their order."""
        return sorted(self.printed.glob("*.*"))

    def await_papers(self, count, seconds=30.0):
        """Waits until so many papers have left it in all, and nothing more comes."""
        until(lambda: len(self.papers()) >= count, f"paper {count} of the printer", seconds)
        return quiet(self.papers, "the printer")
