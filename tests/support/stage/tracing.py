"""A program under strace: to count its system calls, and to have one of them fail or be its last."""
import re
from collections import Counter
from pathlib import Path

# What changes the disk for good, and what leaves for another machine.
DURABLE = ("fdatasync", "fsync", "ftruncate", "rename", "renameat", "renameat2", "unlink", "unlinkat")
SENDING = ("sendto", "sendmsg")


class Tracing:
    """Words to put before a program's own. The tracer steps aside: the program stays the child of whoever starts it."""

    def __init__(self, log, calls, inject=None):
        """inject: what happens to a call, as strace spells it: "fdatasync:signal=KILL:when=3". `when` counts the calls of
        that name in each thread by itself."""
        self.log, self.calls = Path(log), tuple(calls)
        self.words = ["strace", "-D", "-f", "-qq", "-o", str(self.log), "-e", "signal=none",
                      "-e", "trace=" + ",".join(self.calls)]
        if inject:
            self.words += ["-e", "inject=" + inject]

    def steps(self):
        """(name, number) of every call: the number as `when` counts, up to the most that any one thread made."""
        made = Counter()
        for line in self.log.read_text(errors="replace").splitlines():
            if found := re.match(r"(\d+) +(\w+)\(", line):
                if found[2] in self.calls:
                    made[found[1], found[2]] += 1
        most = {call: max((n for (_, name), n in made.items() if name == call), default=0) for call in self.calls}
        return [(call, number) for call in self.calls for number in range(1, most[call] + 1)]
