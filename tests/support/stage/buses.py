"""The buses on which assistive technology (and our driver) meets the programs."""
import os
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


class Buses:
    """user: (uid, gid) of the program that is shown, when it is not our own. The bus of assistive technology lets in its
    own user and root, nobody else: it runs as that program."""

    # Whom the terminal itself runs as, when it is not us.
    owner = None

    def __init__(self, household, folder, user=None):
        self.household, self.folder, self.user = household, Path(folder), user
        self.runtime = self.folder / "runtime"

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        socket = self.folder / "bus"
        socket.unlink(missing_ok=True)
        self.runtime.mkdir(mode=0o700, exist_ok=True)
        if self.user:
            os.chown(self.runtime, *self.user)
        config = self.folder / "bus.conf"
        config.write_text(BUS.format(socket=socket))
        self.household.start("session-bus", ["dbus-daemon", "--nofork", "--nopidfile", f"--config-file={config}"])
        until(socket.exists, "the session bus")
        socket.chmod(0o777)
        self.household.start("a11y", [LAUNCHER, "--launch-immediately"], user=self.user,
                             env=dict(os.environ, XDG_RUNTIME_DIR=str(self.runtime), **self.environment()))
        until(lambda: list(self.runtime.glob("at-spi/bus*")), "the bus of assistive technology")

    def around(self, command):
        """What is started for `command` to be shown here."""
        return command

    def environment(self):
        """What a program needs to be read by assistive technology."""
        return {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.folder / 'bus'}", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                "QT_QUICK_BACKEND": "software"}
