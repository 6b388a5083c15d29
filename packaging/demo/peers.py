"""What stands around a terminal where no hardware is: the card reader's emulator and a private cupsd with a printer.

Both take commands, one a line, through a FIFO `hands` in their folder and answer each on their standard output."""

import os

from stage.waiting import until


class Peer:
    def __init__(self, household, name, folder, command):
        self.household = household
        self.name = name
        self.folder = folder
        self._command = command

    def start(self, seconds=40):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.household.log(self.name).unlink(missing_ok=True)
        self.household.start(self.name, self._command)

        def ready():
            if not self.household.alive(self.name):
                raise RuntimeError(f"{self.name} ended at once:\n{self.household.tail(self.name)}")
            return any(line.startswith("ready") for line in self._lines())

        until(ready, f"{self.name} to be ready", seconds)

    def do(self, command):
        """Gives one command; False when the peer does not know it or cannot do it."""
        before = len(self._answers())
        # Opened for reading too, so that a peer that has just died cannot hold us.
        hands = os.open(self.folder / "hands", os.O_RDWR | os.O_NONBLOCK)
        try:
            os.write(hands, command.encode() + b"\n")
            until(lambda: len(self._answers()) > before, f"{self.name} to answer", 15)
        finally:
            os.close(hands)
        return self._answers()[-1].startswith("ok")

    def _lines(self):
        log = self.household.log(self.name)
        return log.read_text(errors="replace").splitlines() if log.exists() else []

    def _answers(self):
        return [line for line in self._lines() if line.startswith(("ok", "unknown", "failed"))]


def reader(household, top, built, folder):
    return Peer(household, "reader", folder, [
        built / "tests/bin/samv-emulator", "--link", folder / "reader", "--persons", top / "tests/data/persons.json",
        "--control", folder / "hands"])


def printer(household, top, built, folder):
    return Peer(household, "printing", folder, [
        top / "tests/support/printing/print-peers", folder, built / "tests/bin/avahi-stub.so"])
