"""The whole output of a compositor without a desktop, as in a hall. The terminal is the compositor's own child: when the
terminal ends, so does the compositor."""
import os
import socket
import subprocess
from typing import NamedTuple

from .buses import Buses
from .waiting import until

# No graphics card and no input devices: an output in memory.
HEADLESS = {"WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}
# What is darker cannot be told from black in a lit hall.
LIT = bytes(level >= 16 for level in range(256))


class Look(NamedTuple):
    """What the output was like at one moment."""
    size: tuple
    # Which part of it was not black, from 0 to 1.
    lit: float


class Cage(Buses):
    """cage 0.1 refuses to be root: it runs as `user`, and with it the terminal and all that the terminal starts."""

    @property
    def owner(self):
        return self.user

    def around(self, command):
        # Turned, because a headless output lies on its side; and of one that is not, where cage 0.1 shows the window's own
        # buffer, a picture comes out black.
        return ["cage", "-d", "-r", "--", *command]

    def environment(self):
        return super().environment() | HEADLESS | {"QT_QPA_PLATFORM": "wayland"}

    def shoot(self, file):
        """A picture of the whole output, as PNG."""
        self._grim(file)

    def look(self):
        *_, size, _, pixels = self._grim("-t", "ppm", "-").split(b"\n", 3)
        red, green, blue = (int.from_bytes(pixels[channel::3].translate(LIT), "big") for channel in range(3))
        width, height = map(int, size.split())
        return Look((width, height), (red | green | blue).bit_count() / (width * height))

    def _grim(self, *words):
        return subprocess.run(["grim", *words], env=dict(os.environ, WAYLAND_DISPLAY=str(until(self._door, "the compositor"))),
                              capture_output=True, check=True).stdout

    def _door(self):
        """Where the compositor takes clients, once it does."""
        for path in self.runtime.glob("wayland-*"):
            with socket.socket(socket.AF_UNIX) as line:
                if path.is_socket() and line.connect_ex(str(path)) == 0:
                    return path
        return None
