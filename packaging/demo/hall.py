"""One hall: a central platform, the peers where no hardware is, and a terminal, all as they are shipped."""

import os
import shutil
import socket
import stat
from pathlib import Path

from stage.cards import Cards
from stage.platform import Platform
from stage.reader import Reader
from stage.stage import Stage
from stage.terminal import Terminal
from stage.waiting import until


def open_to_all(folder):
    """Whether other users may pass through every folder on the way."""
    return all(stat.S_IMODE(part.stat().st_mode) & stat.S_IXOTH for part in (folder, *folder.parents))


def reachable(top, folder):
    """The checkout, or, when a root's terminal could not let its programs into it, a copy of what a package would
    install."""
    if os.geteuid() != 0 or open_to_all(top):
        return top
    copy = folder / "shipped"
    for part in ("resources/matters", "resources/calendar", "resources/divisions", "resources/notices",
                 "build/release/bin", "build/release/modules", "build/release/tests/bin", "build/release/tests/lib",
                 "tests/support/printing", "tests/data"):
        shutil.copytree(top / part, copy / part)
    return copy


class Hall(Stage):
    """folder: short-lived, with a short path. home: what outlives a start. out: where results lie."""

    terminal_id = "330105-A017"

    def __init__(self, top, folder, out, window=None, place=None):
        """window: "540x960"; without it, the whole screen. place: where it is shown, when that is no screen of its own."""
        source = reachable(top, folder)
        super().__init__(folder, source, source / "build" / "release")
        self.top, self.out = top, out
        self.home = out / "state" if os.geteuid() != 0 or open_to_all(out) else Path("/var/lib/jiujin-demo")
        self.home.mkdir(parents=True, exist_ok=True)
        self.persons = source / "tests" / "data" / "persons.json"
        self.reader = Reader(self.household, folder / "reader", self.tool("samv-emulator"), self.persons)
        self.platform = Platform(self.household, self.home / "platform", self.program("jiujin-platform"),
                                 top / "resources" / "matters")
        self.terminal = Terminal(self, window)
        self.terminal.idcard += "\n\n[devices.printer.supplies]\npaper = 250\ntoner_pages = 2300"
        self.terminal.state, self.terminal.enrolment = self.home / "state", self.home / "enrolment"
        self.cards = Cards(self, self.home / "cards")
        self.advice = place.advice if place else ""
        if place:
            self.screen = place(folder / "screen")

    def first_start(self):
        return not self.platform.settings.exists()

    def enrol(self):
        """Makes keys and settings at the first start; the terminal's port stays for ever."""
        self.terminal.folder.mkdir()
        port_file = self.home / "port"
        if self.first_start():
            shutil.rmtree(self.terminal.enrolment, ignore_errors=True)
            shutil.rmtree(self.terminal.state, ignore_errors=True)
            self.platform.init(self.terminal_id, self.terminal.enrolment, ("127.0.0.1", self.proxy.port))
            port_file.write_text(str(self.proxy.port))
        self.proxy.close()
        self.proxy.port = int(port_file.read_text())

    def read_cards(self):
        """An operator's card, where this user may have a reader for it."""
        if not (self.cards.keys / "operator.der").exists():
            shutil.rmtree(self.cards.keys, ignore_errors=True)
            self.cards.issue(self.platform.folder / "root")
        self.cards.enlist("operator", self.terminal.enrolment)
        self.reads_cards = self.cards.start()
        if self.reads_cards:
            self.terminal.idcard += self.cards.settings()

    def end(self):
        self.cards.end()
        super().end()

    def await_terminal(self, seconds=30):
        """Until a citizen could begin."""
        def ready():
            if not self.household.alive("terminal"):
                raise RuntimeError(f"the terminal ended:\n{self.household.tail('terminal')}{self.advice}")
            try:
                return self.terminal.status()["screen"] == "ready"
            except (OSError, ValueError):
                return False
        until(ready, "the terminal's first page", seconds)

    def control(self, *words):
        """jiujinctl, as a technician would type it."""
        return self.terminal.ctl(*words)

    def told(self, *words):
        done = self.control(*words)
        return (done.stdout + done.stderr).rstrip()

    def status(self):
        return self.told("status", "--socket", self.terminal.control)


def port_is_free(port):
    try:
        socket.create_server(("127.0.0.1", port)).close()
        return True
    except OSError:
        return False
