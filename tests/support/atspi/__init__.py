"""Drives a program from outside, as a screen reader does: by the roles and names of what it shows."""
import sys
from pathlib import Path

from gi.repository import GLib

from .bus import ACCESSIBLE, ROOT, Bus, Gone, extents_of, property_of

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from stage.waiting import until  # noqa: E402

__all__ = ["CONTROLS", "Element", "Gone", "Program"]

# What can be pressed; their names never hold what a citizen typed, so that looking for them carries nothing personal.
CONTROLS = ("push button", "toggle button", "check box", "radio button", "combo box", "list item", "menu item", "link")
PRESSING = ("Press", "Toggle")
# Places in the two words of GetState, from atspi-constants.h.
STATES = {"checked": 4, "enabled": 8, "focused": 12, "showing": 25, "visible": 30}


def has(states, name):
    return states[0] >> STATES[name] & 1 == 1


class Element:
    """One thing on the screen. Reading a thing that has gone raises Gone."""

    def __init__(self, bus, place, role, states):
        self._bus, self._place, self.role, self._states = bus, place, role, states
        self.children = []

    @property
    def name(self):
        return self._bus.ask(*property_of(self._place, "Name"))[0]

    @property
    def process(self):
        return self._bus.process(self._place[0])

    def has(self, state):
        """Whether it is so now."""
        return has(self._bus.ask(self._place, ACCESSIBLE, "GetState")[0], state)

    def was(self, state):
        """Whether it was so when it was found."""
        return has(self._states, state)

    @property
    def text(self):
        return self._bus.ask(self._place, "org.a11y.atspi.Text", "GetText", GLib.Variant("(ii)", (0, -1)))[0]

    @property
    def box(self):
        """(left, top, width, height) on the screen, in pixels."""
        return self._bus.ask(*extents_of(self._place))[0]

    @property
    def centre(self):
        left, top, width, height = self.box
        return left + width // 2, top + height // 2

    def focus(self):
        self._bus.ask(self._place, "org.a11y.atspi.Component", "GrabFocus")

    def press(self):
        actions, = self._bus.ask(self._place, "org.a11y.atspi.Action", "GetActions")
        for index, action in enumerate(actions):
            if action[0] in PRESSING:
                self._bus.ask(self._place, "org.a11y.atspi.Action", "DoAction", GLib.Variant("(i)", (index,)))
                return
        raise AssertionError(f"{self.role} {self.name!r} cannot be pressed")

    def everything(self):
        """It and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.everything()


def children_of(bus, elements):
    """What is directly under each of them, as a list an element. What is hidden is left out; what only has to be
    scrolled to is there, as for a screen reader."""
    listed = bus.ask_all([(e._place, ACCESSIBLE, "GetChildren", None) for e in elements])
    places = [(parent, tuple(place)) for parent, answer in zip(elements, listed) for place in (answer or [[]])[0]]
    told = bus.ask_all([(p, ACCESSIBLE, question, None) for _, p in places for question in ("GetState", "GetRoleName")]
                       + [extents_of(p) for _, p in places])
    for index, (parent, place) in enumerate(places):
        states, role, box = told[2 * index], told[2 * index + 1], told[2 * len(places) + index]
        if states and role and (has(states[0], "visible") or box and box[0][2] > 0):
            parent.children.append(Element(bus, place, role[0], states[0]))
    return [child for parent in elements for child in parent.children]


class Program:
    """The program of that name that has the screen now; a hidden standby of the same name is none."""

    def __init__(self, name):
        self.name, self._bus = name, Bus()

    def window(self):
        """Its window, or None while nothing is shown."""
        try:
            programs = [tuple(place) for place in self._bus.ask(ROOT, ACCESSIBLE, "GetChildren")[0]]
        except Gone:
            return None
        names = self._bus.ask_all([property_of(place, "Name") for place in programs])
        ours = [Element(self._bus, p, "application", (0, 0)) for p, n in zip(programs, names) if n and n[0] == self.name]
        windows = [w for w in children_of(self._bus, ours) if has(w._states, "showing") and has(w._states, "visible")]
        return windows[-1] if windows else None

    def page(self):
        """Everything that its window shows now, in order."""
        window = self.window()
        level = [window] if window else []
        while level:
            level = children_of(self._bus, level)
        return list(window.everything())[1:] if window else []

    def named(self, roles=CONTROLS):
        """(name, element) of everything of those roles that is there now."""
        found = [e for e in self.page() if e.role in roles]
        names = self._bus.ask_all([property_of(e._place, "Name") for e in found])
        return [(name[0], element) for name, element in zip(names, found) if name]

    def look(self, name, roles=CONTROLS):
        """What has one of the roles and that name (a text or a compiled pattern), or None."""
        for shown, element in self.named(roles):
            if shown == name if isinstance(name, str) else name.search(shown):
                return element
        return None

    def see(self, name, roles=CONTROLS, seconds=20.0):
        """Waits until it is there."""
        return until(lambda: self.look(name, roles), f"{name!r} on the screen of {self.name}", seconds)

    def press(self, name, roles=CONTROLS, seconds=20.0):
        """Waits until it is there and presses it. Qt 6.4 does not tell whether it is enabled: wait for what follows."""
        def once():
            element = self.look(name, roles)
            try:
                return element and (element.press() or True)
            except Gone:
                return False
        until(once, f"{name!r} to be pressed on the screen of {self.name}", seconds)

    def describe(self):
        """The whole page as lines of text, for a person who looks for the cause of a failure."""
        page = self.page()
        names = self._bus.ask_all([property_of(e._place, "Name") for e in page])
        return "\n".join(f"{e.role}: {name[0] if name else '(gone)'}" for e, name in zip(page, names))
