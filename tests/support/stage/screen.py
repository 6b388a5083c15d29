"""A screen of its own, and the bus on which assistive technology (and our driver) meets the programs."""
import os
import shutil
import subprocess
from pathlib import Path

from .waiting import until

# A session bus of our own, open to the user that each program runs as.
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <auth>EXTERNAL</auth>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow user="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"


class Screen:
    """user: (uid, gid) of the program that is shown here, when it is not our own. The bus of assistive technology
    lets in its own user and root, nobody else: it runs as that program."""

    def __init__(self, household, folder, size=(1080, 1920), user=None):
        self.household, self.folder, self.size, self.user = household, Path(folder), size, user
        self.display = None

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        reading, writing = os.pipe()
        width, height = self.size
        self.household.start("xvfb", ["Xvfb", "-displayfd", writing, "-screen", "0", f"{width}x{height}x24",
                                      "-nolisten", "tcp", "-noreset", "-nocursor"], pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start: {self.household.tail('xvfb')}")
        self.display = f":{number}"
        self._bus()

    def _bus(self):
        socket, runtime = self.folder / "bus", self.folder / "runtime"
        socket.unlink(missing_ok=True)
        runtime.mkdir(mode=0o700, exist_ok=True)
        if self.user:
            os.chown(runtime, *self.user)
        config = self.folder / "bus.conf"
        config.write_text(BUS.format(socket=socket))
        self.household.start("session-bus", ["dbus-daemon", "--nofork", "--nopidfile", f"--config-file={config}"])
        until(socket.exists, "the session bus")
        socket.chmod(0o777)
        self.household.start("a11y", [LAUNCHER, "--launch-immediately"], user=self.user,
                             env=dict(os.environ, XDG_RUNTIME_DIR=str(runtime), **self.environment()))
        until(lambda: list(runtime.glob("at-spi/bus*")), "the bus of assistive technology")

    def environment(self):
        """What a program needs to be seen here, and to be read by assistive technology."""
        return {"DISPLAY": self.display, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.folder / 'bus'}",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software"}

    def shoot(self, file):
        """A picture of the whole screen, as PNG."""
        subprocess.run(["import", "-window", "root", str(file)], env=dict(os.environ, DISPLAY=self.display), check=True)

    def xdotool(self, *words):
        return subprocess.run(["xdotool", *map(str, words)], env=dict(os.environ, DISPLAY=self.display), check=True,
                              capture_output=True, text=True).stdout

    def tap(self, x, y):
        self.xdotool("mousemove", x, y, "click", 1)

    def tap_twice(self, x, y):
        """As fast as a nervous finger."""
        self.xdotool("mousemove", x, y, "click", "--repeat", 2, "--delay", 60, 1)

    def draw(self, strokes):
        """Each stroke a list of points, drawn with the button down."""
        words = []
        for (x, y), *rest in strokes:
            words += ["mousemove", x, y, "mousedown", 1]
            for x, y in rest:
                words += ["mousemove", x, y]
            words += ["mouseup", 1]
        self.xdotool(*words)


def missing():
    """What of the machine's programs is not there."""
    return [p for p in ("Xvfb", "dbus-daemon", "xdotool", "import") if not shutil.which(p)] + [LAUNCHER] * (not Path(LAUNCHER).exists())
