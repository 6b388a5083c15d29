"""Processes that a stage starts, and everything they start in turn: all of it ends with the stage."""
import ctypes
import os
import signal
import subprocess
from pathlib import Path

from .waiting import until

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
LIBC = ctypes.CDLL(None, use_errno=True)


def dies_with_us(how):
    return lambda: LIBC.prctl(PR_SET_PDEATHSIG, how)


def stat_of(pid):
    """(state, parent) of a process, or None when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return fields[0], int(fields[1])
    except (FileNotFoundError, ProcessLookupError):
        return None


def descendants(root):
    """Every living process below `root`."""
    children = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (stat := stat_of(entry.name)) and stat[0] not in "ZX":
            children.setdefault(stat[1], []).append(int(entry.name))
    found, todo = [], [root]
    while todo:
        below = children.get(todo.pop(), [])
        found += below
        todo += below
    return found


def program_of(pid):
    """The file name of what a process runs, or nothing when it is gone."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return os.path.basename(words[0].decode(errors="replace"))
    except (FileNotFoundError, ProcessLookupError):
        return ""


def running(program, root=None):
    """Processes below `root` (this one by default) that run a program of that name, oldest first."""
    return sorted(p for p in descendants(root or os.getpid()) if program_of(p) == program)


def host_of(module):
    """The driver host below this process that runs a module, or nothing."""
    for pid in running("jiujin-driver-host"):
        try:
            if module.encode() in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
                return pid
        except (FileNotFoundError, ProcessLookupError):
            pass
    return None


class Household:
    """Starts programs and knows them by name. A context: at its end nothing that it started is left."""

    def __init__(self, folder):
        self.logs = Path(folder)
        self.logs.mkdir(parents=True, exist_ok=True)
        self.programs, self.mounts = {}, []
        # What our programs leave behind becomes our child, so that it can be found and ended too.
        LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def log(self, name):
        return self.logs / f"{name}.log"

    def start(self, name, command, env=None, user=None, pass_fds=(), last_word=signal.SIGKILL):
        """Starts a program; its output goes to its log. user: (uid, gid) to run as; last_word: the signal that it gets
        when we are killed."""
        if self.alive(name):
            raise RuntimeError(f"{name} runs already")
        with open(self.log(name), "ab") as log:
            self.programs[name] = subprocess.Popen(
                [str(part) for part in command], env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                pass_fds=pass_fds, preexec_fn=dies_with_us(last_word), start_new_session=True,
                **({"user": user[0], "group": user[1], "extra_groups": []} if user else {}))
        return self.programs[name]

    def alive(self, name):
        return name in self.programs and self.programs[name].poll() is None

    def pid(self, name):
        if not self.alive(name):
            raise RuntimeError(f"{name} is not running: {self.tail(name)}")
        return self.programs[name].pid

    def tail(self, name, lines=15):
        log = self.log(name)
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else "no output"

    def stop(self, name, seconds=10):
        """Asks a program to end, and waits for it."""
        program = self.programs[name]
        if program.poll() is None:
            program.terminate()
        until(lambda: program.poll() is not None, f"the end of {name}", seconds)
        return program.returncode

    def kill(self, name):
        """kill -9, and what it leaves is not cleaned up."""
        self.programs[name].kill()
        self.programs[name].wait()

    def end(self):
        for program in reversed(self.programs.values()):
            if program.poll() is None:
                program.terminate()
        try:
            until(lambda: all(p.poll() is not None for p in self.programs.values()), "the end of all", 5)
        except AssertionError:
            pass
        while left := descendants(os.getpid()):
            for pid in left:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            reap()
        reap()
        while self.mounts:
            subprocess.run(["umount", "-l", self.mounts.pop()], check=False)

    def mount_memory(self, folder, size):
        """A disk of `size` bytes at a folder, until the end."""
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(folder)], check=True)
        self.mounts.append(str(folder))


def reap():
    """Takes the exit of processes that fell to us; those of Popen are left to it."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass
