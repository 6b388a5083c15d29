"""Peers that take commands by a FIFO named "hands" and answer each with a line on their standard output."""
from .waiting import until


class Hands:
    def __init__(self, household, name, fifo):
        self.household, self.name, self.fifo = household, name, fifo

    def ready(self, seconds=20.0):
        """The line that begins with "ready", once it is there."""
        def line():
            if not self.household.alive(self.name):
                raise RuntimeError(f"{self.name} ended: {self.household.tail(self.name)}")
            return next((text for text in self._lines() if text.startswith("ready")), None)
        return until(line, f"{self.name} to be ready", seconds)

    def do(self, command, seconds=20.0):
        """Gives one command and waits until it was carried out."""
        before = len(self._answers())
        with open(self.fifo, "w", encoding="utf-8") as hands:
            hands.write(command + "\n")
        until(lambda: len(self._answers()) > before, f"{self.name} to obey", seconds)
        if not self._answers()[before].startswith("ok"):
            raise RuntimeError(f"{self.name} did not obey {command.split()[0]!r}")

    def _lines(self):
        return self.household.log(self.name).read_text(errors="replace").splitlines()

    def _answers(self):
        return [line for line in self._lines() if line.startswith(("ok ", "unknown ", "failed "))]
