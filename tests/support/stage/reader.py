"""The card reader of a stage: the emulator of a SAM_V module on a pseudo terminal."""
import json
import os
from pathlib import Path

from .hands import Hands
from .waiting import until


class Reader:
    def __init__(self, household, folder, emulator, persons=None):
        """persons: the file of those whose cards it has; without it, cards come from files of the test's own."""
        self.household, self.folder, self.emulator, self.persons = household, Path(folder), emulator, persons
        self.line = self.folder / "reader"
        self.hands = Hands(household, "reader", self.folder / "hands")

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        persons = self.persons or self.folder / "persons.json"
        if not self.persons:
            persons.write_text("[]")
        self.household.log("reader").unlink(missing_ok=True)
        self.household.start("reader", [self.emulator, "--link", self.line, "--persons", persons,
                                        "--control", self.hands.fifo])
        self.hands.ready()

    def let_hosts_in(self):
        """What a udev rule does for a real reader's node."""
        os.chmod(os.path.realpath(self.line), 0o666)

    def unplug(self):
        self.do("unplug")

    def plug(self):
        """The same name as before, whatever node is behind it now."""
        self.do("plug")
        self.let_hosts_in()

    def do(self, command):
        self.hands.do(command)

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

    def found(self):
        """Waits until the driver has looked for a card twice more: it knows what lies on the reader now."""
        self.do("trace on")
        log = self.household.log("reader")
        looks = log.read_text(errors="replace").count("request 2001")
        until(lambda: log.read_text(errors="replace").count("request 2001") >= looks + 2, "the driver to look for a card")
        self.do("trace off")
