"""The central platform of a stage: the shipped program with its embedded store, on a free port."""
import subprocess
from pathlib import Path

from .waiting import until


class Platform:
    def __init__(self, household, folder, program, matters):
        self.household, self.folder, self.program, self.matters = household, Path(folder), program, matters
        self.settings = self.folder / "platform.toml"
        self._port_file = self.folder / "run" / "port"
        self.port = None

    def init(self, terminal_id, terminal_files, address):
        """Makes keys and settings; `address`: (host, port) under which the terminal reaches it."""
        host, port = address
        self._run("init", self.folder, "--terminal-id", terminal_id, "--terminal-out", terminal_files,
                  "--matters", self.matters, "--address", host, "--port", port)
        # The terminal's address is a proxy's; the platform itself takes any free port.
        text = self.settings.read_text().replace(f"port = {port}", "port = 0")
        if "port_file" not in text:
            raise RuntimeError("the platform's settings name no file for its port")
        self.settings.write_text(text)

    def launch(self, before=(), env=None):
        """Starts it and waits for nothing; before: words in front of its own, as of a tracer."""
        self._port_file.unlink(missing_ok=True)
        self.household.start("platform", [*before, self.program, "serve", "--settings", self.settings], env=env)

    def start(self, before=(), env=None):
        self.launch(before, env)
        self.port = int(until(self._port, f"the platform's port; {self.household.tail('platform', 3)}", 60))

    def _port(self):
        if not self.household.alive("platform"):
            raise RuntimeError(f"the platform ended: {self.household.tail('platform')}")
        return self._port_file.exists() and self._port_file.read_text().strip()

    def stop(self):
        self.household.stop("platform")

    def kill(self):
        self.household.kill("platform")

    @property
    def running(self):
        return self.household.alive("platform")

    def cases(self):
        """Numbers of all cases, oldest first, one entry a row: a case that is there twice is told twice."""
        return [line.split()[0] for line in self._run("case", "list", "--settings", self.settings).splitlines()
                if line[:1].isalnum() and "-" in line.split()[0]]

    def show(self, number, full=False):
        """What the command prints of a case's trail; it fails when the trail does not hold."""
        return self._run("case", "show", "--settings", self.settings, number, *(["--full"] if full else []))

    def terminals(self):
        """One line a terminal: how it stands."""
        return self._run("terminal", "list", "--settings", self.settings)

    def resume(self, terminal_id):
        """Lifts a suspension; how the terminal stands then."""
        return self._run("terminal", "resume", terminal_id, "--settings", self.settings)

    def _run(self, *words):
        done = subprocess.run([self.program, *map(str, words)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"jiujin-platform {words[0]} {words[1]} ended with {done.returncode}: "
                               f"{(done.stderr or done.stdout).strip()[-300:]}")
        return done.stdout
