"""The card reader of a stage: the emulator of a SAM_V module on a pseudo terminal, worked through its FIFO."""
import json
import os
from pathlib import Path

from .waiting import until


class Reader:
    def __init__(self, household, folder, emulator):
        self.household, self.folder, self.emulator = household, Path(folder), emulator
        self.line = self.folder / "reader"
        self._hands = self.folder / "hands"

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        # Nobody lives in it: cards come from files of the test's own.
        persons = self.folder / "persons.json"
        persons.write_text("[]")
        self.household.log("reader").unlink(missing_ok=True)
        self.household.start("reader", [self.emulator, "--link", self.line, "--persons", persons,
                                        "--control", self._hands])
        until(lambda: "ready" in self.household.tail("reader"), "the reader's line")

    def do(self, command):
        """Gives one command and waits until it was carried out."""
        before = self._answers()
        with open(self._hands, "w", encoding="utf-8") as hands:
            hands.write(command + "\n")
        until(lambda: self._answers() > before, f"the reader to take {command.split()[0]!r}")
        if "unknown" in self.household.tail("reader", 1):
            raise ValueError(f"the reader does not know {command.split()[0]!r}")

    def lay(self, citizen, **changed):
        """Lays that citizen's card on the reader; `changed` replaces fields of the card."""
        card = self.folder / "card.json"
        card.touch(mode=0o600)
        card.write_text(json.dumps(citizen.card(**changed), ensure_ascii=False), encoding="utf-8")
        try:
            self.do(f"card @{card}")
        finally:
            os.unlink(card)

    def lift(self):
        self.do("nocard")

    def _answers(self):
        lines = self.household.log("reader").read_text(errors="replace").splitlines()
        return sum(line.startswith(("ok", "unknown")) for line in lines)
