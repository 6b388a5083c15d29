"""Drives a program from outside, as a screen reader does: by the roles and names of what it shows."""
import sys
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from stage.waiting import until  # noqa: E402

# What can be pressed; their names never hold what a citizen typed, so that looking for them carries nothing personal.
CONTROLS = ("push button", "toggle button", "check box", "radio button", "combo box", "list item", "menu item", "link")
PRESSING = ("Press", "Toggle", "press", "toggle", "click")


class Gone(Exception):
    """What was looked at is no longer there."""


class Element:
    """One thing on the screen. Reading a thing that has gone raises Gone."""

    def __init__(self, accessible):
        self._accessible = accessible

    def _ask(self, call, *arguments):
        try:
            return call(*arguments)
        except GLib.Error as error:
            raise Gone(str(error)) from None

    def _offers(self, interface):
        return interface in self._ask(self._accessible.get_interfaces)

    @property
    def role(self):
        return self._ask(self._accessible.get_role_name)

    @property
    def name(self):
        return self._ask(self._accessible.get_name)

    @property
    def description(self):
        return self._ask(self._accessible.get_description)

    @property
    def process(self):
        return self._ask(self._accessible.get_process_id)

    def has(self, state):
        return self._ask(self._accessible.get_state_set).contains(getattr(Atspi.StateType, state.upper()))

    @property
    def text(self):
        if not self._offers("Text"):
            return ""
        return self._ask(Atspi.Text.get_text, self._accessible, 0, -1)

    @property
    def box(self):
        """(left, top, width, height) on the screen, in pixels."""
        area = self._ask(Atspi.Component.get_extents, self._accessible, Atspi.CoordType.SCREEN)
        return area.x, area.y, area.width, area.height

    @property
    def centre(self):
        left, top, width, height = self.box
        return left + width // 2, top + height // 2

    def press(self):
        count = self._ask(Atspi.Action.get_n_actions, self._accessible) if self._offers("Action") else 0
        for index in range(count):
            if self._ask(Atspi.Action.get_action_name, self._accessible, index) in PRESSING:
                return self._ask(Atspi.Action.do_action, self._accessible, index)
        raise AssertionError(f"{self.role} {self.name!r} cannot be pressed")

    def focus(self):
        return self._ask(Atspi.Component.grab_focus, self._accessible)

    def children(self):
        count = self._ask(self._accessible.get_child_count)
        found = (self._ask(self._accessible.get_child_at_index, index) for index in range(count))
        return [Element(child) for child in found if child]

    def below(self):
        """Everything under it, in order. What is hidden is left out with all it holds; what only has to be scrolled
        to is there, as for a screen reader."""
        for child in self.children():
            try:
                if not child.has("visible") and not child.box[2]:
                    continue
                yield child
                yield from child.below()
            except Gone:
                continue


class Program:
    """The program of that name that has the screen now; a hidden standby of the same name is none."""

    def __init__(self, name):
        self.name = name
        Atspi.set_timeout(3000, 3000)

    def window(self):
        """Its window, or None while nothing is shown."""
        desktop = Atspi.get_desktop(0)
        try:
            # Nothing is kept from one look to the next: what was there a moment ago may belong to the dead.
            desktop.clear_cache()
            for index in range(desktop.get_child_count()):
                application = desktop.get_child_at_index(index)
                if not application or application.get_name() != self.name:
                    continue
                application.set_cache_mask(Atspi.Cache.NONE)
                shown = [w for w in Element(application).children() if w.has("showing") and w.has("visible")]
                if shown:
                    return shown[-1]
        except (GLib.Error, Gone):
            return None
        return None

    def all(self, roles=None):
        window = self.window()
        try:
            return [e for e in window.below() if roles is None or e.role in roles] if window else []
        except Gone:
            return []

    def look(self, name, roles=CONTROLS):
        """What has one of the roles and that name (a text or a compiled pattern), or None."""
        for element in self.all(roles):
            try:
                if element.name == name if isinstance(name, str) else name.search(element.name):
                    return element
            except Gone:
                continue
        return None

    def see(self, name, roles=CONTROLS, seconds=20.0):
        """Waits until it is there."""
        shown = name if isinstance(name, str) else name.pattern
        return until(lambda: self.look(name, roles), f"{shown!r} on the screen of {self.name}", seconds)

    def press(self, name, roles=CONTROLS, seconds=20.0):
        """Waits until it is there and presses it. Qt 6.4 does not tell whether it is enabled: wait for what follows."""
        def once():
            element = self.look(name, roles)
            try:
                return element and (element.press() or True)
            except Gone:
                return False
        until(once, f"{name!r} to be pressed on the screen of {self.name}", seconds)

    def named(self, roles=CONTROLS):
        """Name -> element of everything of those roles that is there now."""
        found = {}
        for element in self.all(roles):
            try:
                found.setdefault(element.name, element)
            except Gone:
                continue
        return found

    def describe(self):
        """The whole tree as lines of text, for a person who looks for the cause of a failure."""
        return "\n".join(f"{e.role}: {e.name}" for e in self.all())


