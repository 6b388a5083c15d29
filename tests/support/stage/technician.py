"""A technician at the keyboard of `jiujinctl device test`, or of the kit that it runs (app/kit)."""
import os
import re
import subprocess

PROMPT = re.compile(r">> .*\n   (.*)  \[.*\] $")


class Technician:
    """Answers each prompt by what the first fitting entry does: a call, whose result is typed where it is a text."""

    def __init__(self, command, deeds):
        self.deeds, self.said = deeds, ""
        self.kit = subprocess.Popen(  # pylint: disable=consider-using-with
            [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def prompt(self):
        """The next thing that is asked for, in English; nothing when the kit has ended."""
        part = ""
        while chunk := os.read(self.kit.stdout.fileno(), 4096).decode(errors="replace"):
            part += chunk
            self.said += chunk
            if found := PROMPT.search(part):
                return found[1]
        return None

    def answer(self, words=""):
        self.kit.stdin.write(words.encode() + b"\n")
        self.kit.stdin.flush()

    def work(self):
        while asked := self.prompt():
            deed = next(done for words, done in self.deeds.items() if words in asked)
            self.answer(deed() or "")
        return self.ended()

    def ended(self):
        with self.kit:
            return self.kit.wait(30)

    def outcomes(self):
        """English name of each case, with what came of it."""
        return {name: (kind, why or "") for kind, name, why in
                re.findall(r"^\S+ (passed|FAILED|skipped) +\S.* / ([^:\n]+?)(?:: (.*))?$", self.said, re.M)}
