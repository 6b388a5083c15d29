"""Everything a visit needs, in one temporary folder: screen, buses, reader, printer, platform behind a proxy, terminal."""
import os
import time
from pathlib import Path

from .platform import Platform
from .printing import Printing
from .private import TEMPORARY
from .processes import Household
from .proxy import CuttingProxy
from .reader import Reader
from .screen import Screen
from .terminal import Terminal

# Other stages that run at the same time, and their printers' spools.
NEIGHBOURS = ("jiujin-stage-", "jiujin-cups.")


class Stage:
    terminal_id = "110105-A017"

    def __init__(self, folder, source, build, state_bytes=0, screen=Screen, terminal=None):
        """state_bytes: the size of a disk of its own for the terminal's state, which only root can give it. screen: what
        the visit is shown on. terminal: called with the terminal before it has settings."""
        self.state_bytes = state_bytes
        self.folder, self.source, self.build = Path(folder), Path(source), Path(build)
        self.folder.chmod(0o755)
        self.household = Household(self.folder / "logs")
        self.proxy = CuttingProxy()
        matters = self.source / "resources" / "matters"
        user = Terminal.visit_user()
        self.screen = screen(self.household, self.folder / "screen", user=user)
        self.reader = Reader(self.household, self.folder / "reader", self.tool("samv-emulator"))
        self.printing = Printing(self.household, self.folder / "printer",
                                 self.source / "tests" / "support" / "printing" / "print-peers", self.tool("avahi-stub.so"))
        self.platform = Platform(self.household, self.folder / "platform", self.program("jiujin-platform"), matters)
        self.terminal = Terminal(self)
        if terminal:
            terminal(self.terminal)
        self.shown, self.began = None, time.time()

    def program(self, name):
        return self.build / "bin" / name

    def tool(self, name):
        return self.build / "tests" / "bin" / name

    def begin(self, platform=False):
        """Starts everything and waits for the welcome page."""
        self.screen.start()
        self.reader.start()
        self.printing.start()
        self.terminal.enrol(self.platform, ("127.0.0.1", self.proxy.port))
        if platform:
            self.platform_on()
        os.environ.update(self.screen.environment())
        import atspi
        self.shown = atspi.Program("jiujin-visit")
        self.terminal.start()

    def platform_on(self):
        self.platform.start()
        self.proxy.target = ("127.0.0.1", self.platform.port)
        self.proxy.open()

    def platform_off(self):
        self.proxy.close()
        self.platform.stop()

    @property
    def outbox(self):
        return self.terminal.state / "outbox" / "outbox.db"

    @property
    def trust(self):
        """What enrolment left: root.pem, trust/, device.key."""
        return self.terminal.enrolment

    def restart_terminal(self):
        """After a kill: the same terminal, on the same disk."""
        self.terminal.gone()
        self.terminal.start()

    def places(self):
        """Where a terminal could leave something: name -> (a folder of that place, the paths to look at)."""
        # Beside cupsd's own folders lies the printer's: it is the paper.
        spool = [folder for folder in self.printing.spool.iterdir() if folder.name != "printer"]
        return {"state": (self.terminal.state, [self.terminal.state]), "logs": (self.household.logs, [self.household.logs]),
                "spool": (self.printing.spool / "spool", spool), "temporary": (Path("/tmp"), self._temporary()),
                "runtime": (self.screen.runtime, [self.screen.folder])}

    def _temporary(self):
        """What has come into the machine's temporary folders since the stage began, but for the stage itself."""
        entries = [entry for folder in TEMPORARY for entry in Path(folder).iterdir()]
        return [e for e in entries if not e.name.startswith(NEIGHBOURS) and changed(e) >= self.began]

    def tails(self):
        return "\n".join(f"== {name}\n{self.household.tail(name)}" for name in self.household.programs)

    def end(self):
        self.proxy.end()
        self.household.end()


def changed(path):
    """When a file of ours was last changed; never, for one that has gone or that is another user's."""
    try:
        stat = path.lstat()
    except FileNotFoundError:
        return 0
    return stat.st_mtime if os.geteuid() in (0, stat.st_uid) else 0
