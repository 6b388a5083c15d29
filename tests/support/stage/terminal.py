"""The terminal of a stage: jiujin-terminal and what it starts, with one user a program where this runs as root."""
import json
import os
import socket
import subprocess

from .processes import running
from .waiting import until

SETTINGS = """[terminal]
state = "{state}"
enrolment = "{enrolment}"
matters = "{source}/resources/matters"
calendar = "{source}/resources/calendar"
divisions = "{source}/resources/divisions"
notices = "{source}/resources/notices"

[programs]
folder = "{programs}"
modules = "{modules}"

[devices.idcard]
{idcard}

[devices.printer]
module = "printer-cups"
options = {{ server = "{cups}", queue = "{queue}" }}

[control]
socket = "{control}"
{users}"""
# The visit's user must be known to the system, or no D-Bus lets it in; for the others a free number will do.
VISIT, READER, PRINTER = 65534, 60912, 60913
SAMV = 'module = "idcard-samv"\noptions = {{ device = "{reader}" }}'
USERS = f"""
[users]
visit = {VISIT}
idcard = {READER}
printer = {PRINTER}
"""


class Terminal:
    program = "jiujin-terminal"

    def __init__(self, stage, window=None):
        """window: "540x960"; without it, the whole screen. modules and idcard may be set to others before it is started."""
        self.window = window
        self.modules, self.idcard = stage.build / "modules", SAMV
        self.stage, self.folder = stage, stage.folder / "terminal"
        self.state, self.enrolment = self.folder / "state", self.folder / "enrolment"
        self.control, self.settings = self.folder / "control.sock", self.folder / "terminal.toml"

    @staticmethod
    def visit_user():
        return (VISIT, VISIT) if os.geteuid() == 0 else None

    def enrol(self, platform, address):
        self.folder.mkdir(mode=0o755)
        if self.stage.state_bytes:
            self.state.mkdir(mode=0o700)
            self.stage.household.mount_memory(self.state, self.stage.state_bytes)
        platform.init(self.stage.terminal_id, self.enrolment, address)

    def write_settings(self):
        self.stage.reader.let_hosts_in()
        self.settings.write_text(SETTINGS.format(
            state=self.state, enrolment=self.enrolment, source=self.stage.source, programs=self.stage.build / "bin",
            modules=self.modules, idcard=self.idcard.format(reader=self.stage.reader.line),
            cups=self.stage.printing.server, queue=self.stage.printing.queue, control=self.control,
            users=self._users() + (f'\n[window]\nsize = "{self.window}"\n' if self.window else "")))

    def _users(self):
        """Only a root's terminal gives each of its programs a user."""
        return USERS if os.geteuid() == 0 and not self.stage.screen.owner else ""

    def start(self):
        """Starts it; whether the screen stands is another question."""
        self.write_settings()
        screen = self.stage.screen
        if os.geteuid() == 0:
            self.state.mkdir(mode=0o700, exist_ok=True)
            give(screen.owner or (0, 0), self.folder, self.state, self.enrolment)
        command = screen.around([self.stage.program(self.program), "--settings", self.settings])
        self.stage.household.start("terminal", command, env=self.environment(), user=screen.owner)

    def environment(self):
        known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL") if name in os.environ}
        return known | self.stage.screen.environment() | {"XDG_RUNTIME_DIR": str(self.stage.screen.runtime)}

    def kill(self):
        self.stage.household.kill("terminal")

    def stop(self):
        self.stage.household.stop("terminal", 20)

    def gone(self):
        """Waits until nothing of it is left: what it started dies with it."""
        until(lambda: not running("jiujin-visit") and not running("jiujin-driver-host"), "the end of visits and hosts")

    def status(self):
        """The report that jiujinctl prints, as data (app/link/status_report.h)."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(10)
            line.connect(str(self.control))
            line.sendall(b"status\n")
            with line.makefile(encoding="utf-8") as answer:
                return json.loads(answer.readline())

    def ctl(self, *words):
        return subprocess.run([self.stage.program("jiujinctl"), *map(str, words)], capture_output=True, text=True, check=False)


def give(owner, *folders):
    """Folders, and all that is in them, become that user's."""
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            if path.exists():
                os.chown(path, *owner)
