"""The bus of assistive technology, spoken to directly: many questions go out at once, so that a whole page is read in the
time of a few round trips. Interfaces: https://gitlab.gnome.org/GNOME/at-spi2-core, folder xml."""
import os

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
FLAGS = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
PATIENCE_MS = 3000


class Gone(Exception):
    """What was asked is no longer there."""


class Bus:
    def __init__(self):
        # Not Gio's shared connection: a test may set one stage after another, each with a bus of its own.
        session = Gio.DBusConnection.new_for_address_sync(os.environ["DBUS_SESSION_BUS_ADDRESS"], FLAGS, None, None)
        address, = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                     Gio.DBusCallFlags.NONE, PATIENCE_MS)
        self._connection = Gio.DBusConnection.new_for_address_sync(address, FLAGS, None, None)

    def ask_all(self, questions):
        """The answers, None for what is gone. A question: ((bus name, path), interface, method, arguments or None)."""
        answers, waiting = [None] * len(questions), len(questions)

        def take(connection, result, index):
            nonlocal waiting
            waiting -= 1
            try:
                answers[index] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass

        for index, ((name, path), interface, method, arguments) in enumerate(questions):
            self._connection.call(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NO_AUTO_START,
                                  PATIENCE_MS, None, take, index)
        while waiting:
            GLib.MainContext.default().iteration(True)
        return answers

    def ask(self, place, interface, method, arguments=None):
        answer, = self.ask_all([(place, interface, method, arguments)])
        if answer is None:
            raise Gone(f"{method} was not answered")
        return answer

    def process(self, name):
        """Number of the process behind a name on this bus."""
        return self.ask(("org.freedesktop.DBus", "/org/freedesktop/DBus"), "org.freedesktop.DBus",
                        "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))[0]


def property_of(place, name, interface=ACCESSIBLE):
    """The question for a property."""
    return place, "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", (interface, name))


def extents_of(place):
    """The question for (left, top, width, height) on the screen."""
    return place, "org.a11y.atspi.Component", "GetExtents", GLib.Variant("(u)", (0,))
