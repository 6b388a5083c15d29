"""Where the terminal is shown: on the display that is there already, or on the whole screen of a machine without one."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from stage.terminal import Terminal

# The hall's screen at half size, and what a desktop keeps of its own for bars and titles.
WINDOW, BARS = (540, 960), 80


def has_display():
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def has_seat():
    """A screen that nobody draws on yet; or the person has said what the compositor is to draw on."""
    return "WLR_BACKENDS" in os.environ or any(Path("/dev/dri").glob("card*"))


def window_size():
    """WIDTHxHEIGHT of a window that the display has room for."""
    told = subprocess.run(["xdpyinfo"], capture_output=True, text=True, check=False).stdout
    room = re.search(r"dimensions: +\d+x(\d+) pixels", told)
    width, height = WINDOW
    tall = min(height, int(room[1]) - BARS) if room else height
    return f"{tall * width // height}x{tall}"


class Place:
    """What is there already; the programs get a folder of their own beside it."""

    owner = None
    # What to do when nothing can be shown.
    advice = ""

    def __init__(self, folder):
        self.folder, self.runtime = folder, folder / "runtime"

    def start(self):
        self.runtime.mkdir(parents=True, mode=0o700, exist_ok=True)
        if user := Terminal.visit_user():
            os.chown(self.runtime, *user)

    def around(self, command):
        return command


class Desktop(Place):
    def start(self):
        super().start()
        if user := Terminal.visit_user():
            self._let_in(user)

    def environment(self):
        names = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XAUTHORITY", "XDG_SESSION_TYPE")
        known = {name: os.environ[name] for name in names if name in os.environ}
        if socket := os.environ.get("WAYLAND_DISPLAY"):
            known["WAYLAND_DISPLAY"] = os.path.join(os.environ.get("XDG_RUNTIME_DIR", "/"), socket)
        cookie = self.folder / "cookie"
        return known | ({"XAUTHORITY": str(cookie)} if cookie.exists() else {})

    def _let_in(self, user):
        """The visit of a root's terminal has a user of its own, who needs the display's cookie."""
        if "DISPLAY" not in os.environ:
            return
        cookie = self.folder / "cookie"
        found = subprocess.run(["xauth", "extract", "-", os.environ["DISPLAY"]], capture_output=True, check=False)
        if found.returncode == 0 and found.stdout:
            cookie.touch(mode=0o600)
            cookie.write_bytes(found.stdout)
            os.chown(cookie, *user)


class Seat(Place):
    """The whole screen, by the compositor cage with the terminal as its child. Debian 12's cage refuses to be root."""

    advice = "\nThe screen is given to whom it is logged in: do that at the screen itself, as an ordinary user."

    def __init__(self, folder):
        super().__init__(folder)
        missing = [program for program in ("cage", "Xwayland") if not shutil.which(program)]
        if missing:
            raise RuntimeError(f"the whole screen of a machine without a desktop needs {' and '.join(missing)}: "
                               "packaging/install hall")
        self.owner = Terminal.visit_user()

    def around(self, command):
        # -s: another console can still be reached, to end it from there.
        return ["cage", "-d", "-s", "--", *command]

    def environment(self):
        session = ("XDG_SESSION_ID", "XDG_SEAT", "XDG_VTNR", "DBUS_SESSION_BUS_ADDRESS")
        known = {name: value for name, value in os.environ.items() if name in session or name.startswith(("WLR_", "LIBSEAT_"))}
        return known | {"QT_QPA_PLATFORM": "wayland"}
