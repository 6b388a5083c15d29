"""Fills any matter's form on the screen, by what its package says: each field as its kind is entered."""

import re

from citizen import CHOICE
from stage.waiting import NotInTime, until

PANEL = ("panel", "grouping", "filler")
MORE = re.compile("再看一些")
TYPED = ("text", "name", "citizenNumber", "mobile", "address", "number", "money", "creditCode")


class FormFiller:
    def __init__(self, citizen, form):
        self.citizen, self.form = citizen, form
        self.ways = {"choice": self.choose, "date": self.turn, "division": self.pick_division} | dict.fromkeys(TYPED, self.type)

    def fill(self, answers):
        """answers: as in tests/journey/matters."""
        for group in self.form["groups"]:
            rows = self.rows_of(group, answers)
            for row in range(rows):
                if row >= group.get("repeat", {"least": 1})["least"]:
                    self.citizen.press(group["repeat"]["add"]["zh"])
                for field in group["fields"]:
                    key = f"{group['id']}.{row + 1}.{field['id']}" if "repeat" in group else field["id"]
                    if key in answers:
                        self.ways[field["kind"]](field, row, answers[key])

    @staticmethod
    def rows_of(group, answers):
        if "repeat" not in group:
            return 1
        numbers = [int(key.split(".")[1]) for key in answers if key.startswith(group["id"] + ".")]
        return max(numbers, default=0)

    def wait(self, condition, field):
        return self.citizen.wait(condition, f"{field['label']['zh']!r} to be filled")

    def part(self, field, row, roles):
        """What has the field's name on the screen, in the group's row; None while it is not there. A choice with a search has
        its name twice, one within the other: then it is the outer one."""
        found = [element for name, element in self.citizen.screen.named(roles) if name == field["label"]["zh"]]
        return found[row] if len(found) > row else None

    def choose(self, field, row, code):
        label = next(choice["label"]["zh"] for choice in field["choices"] if choice["code"] == code)
        self.wait(lambda: press_in(self.part(field, row, PANEL), lambda name: name == label), field)

    def type(self, field, row, text):
        def written():
            place = self.part(field, row, ("text",))
            return place is not None and place.text == text

        # A busy machine may lose a key: then all of it is typed anew.
        def typed():
            place = self.part(field, row, ("text",))
            if place is None or place.text == text:
                return place is not None
            place.focus()
            until(lambda: place.has("focused"), "the cursor", 5)
            keyboard = self.citizen.stage.screen.xdotool
            if place.text:
                keyboard("key", "ctrl+a", "BackSpace")
            # What stands on no key gets one for its time: each needs long enough to be read by it.
            keyboard("type", "--delay", 20 if text.isascii() else 250, text)
            try:
                return until(written, "the text", 4)
            except NotInTime:
                return False
        self.wait(typed, field)

    def turn(self, field, row, day):
        """A day that has passed, or one that is to come: the wheels stand at this year's first day after one press."""
        for _ in range(2 if field.get("least") == "today" else 1):
            self.citizen.press(f"{field['label']['zh']} 年，加一")

    def pick_division(self, field, row, answer):
        """From the province down: each time the one with which what is left of the name begins."""
        left = answer.split(" ")[1]
        while left:
            left = self.wait(lambda rest=left: self.step_down(self.part(field, row, PANEL), rest), field)[0]

    def step_down(self, panel, rest):
        """Presses it, and gives what is left of the name then, in a tuple: it may be nothing."""
        names = {element.name: element for element in panel.everything() if element.role in (*CHOICE, "push button")} if panel else {}
        name = max((name for name in names if name and rest.startswith(name)), key=len, default=None)
        if name:
            names[name].press()
            return (rest[len(name):],)
        if more := next((element for name, element in names.items() if MORE.search(name)), None):
            more.press()
        return None


def press_in(panel, fits):
    """Presses the one of a panel's choices whose name fits, or lets more of them be shown; true once it is chosen."""
    more = None
    for element in panel.everything() if panel else ():
        if element.role in CHOICE and fits(element.name):
            return element.has("checked") or element.press()
        if element.role == "push button" and MORE.search(element.name):
            more = element
    if more:
        more.press()
    return False
