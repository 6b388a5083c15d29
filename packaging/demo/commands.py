"""What the person at the keyboard of packaging/run may ask for: hands for the card, the paper, the network."""

import inspect
import json
import os
import shutil
import signal

from stage.processes import host_of

HELP = """\
  card ID            lay a sample card on the reader (cards: lists them)
  lift               take the card away
  operator in | out  an operator's card (PIN 82640917); the page of the devices: hold the seal for three seconds, or F2
  reader unplug | plug   the reader's cable
  paper out | in     the printer's tray
  papers             what the printer gave, copied to build/demo/papers
  platform stop | start   the network goes, and comes back
  host idcard | printer stop | kill   the device's program stands still, or dies
  status             how the terminal is
  devices            how its reader and its printer are, what was printed and what is left
  ledger             sheets of which nobody knew what became
  explain CODE       what a code means, and what a technician does
  cases              what the platform has accepted
  case NUMBER        the trail of one case, verified
  reader WORDS       any command of tests/support/samv/README.md
  printer WORDS      any command of tests/support/printing/README.md
  help, quit"""


class Refused(Exception):
    """A command that cannot be carried out, with the reason in plain words."""


class Commands:
    def __init__(self, hall, say):
        self.hall = hall
        self.say = say
        self.words = {
            "card": self.card, "cards": self.cards, "lift": lambda: self.do(hall.reader.do, "nocard"), "paper": self.paper,
            "operator": self.operator, "papers": self.papers, "platform": self.platform, "status": lambda: say(hall.status()),
            "devices": lambda: say(hall.told("device", "list", "--socket", hall.terminal.control)),
            "ledger": lambda: say(hall.told("device", "ledger", "--socket", hall.terminal.control)),
            "explain": lambda code: say(hall.told("device", "explain", code)),
            "host": self.host, "cases": self.cases_of_platform, "case": lambda number: say(hall.platform.show(number)), "help": lambda: say(HELP),
            "reader": self.reader,
            "printer": lambda *words: self.do(hall.printing.do, " ".join(words)),
        }

    def obey(self, line):
        """False when it was the last command."""
        word, *rest = line.split() or [""]
        if word in ("quit", "exit"):
            return False
        if not word:
            return True
        try:
            self.action(word, rest)(*rest)
        except Refused as reason:
            self.say(f"  {reason}")
        except (RuntimeError, AssertionError, OSError) as reason:
            self.say(f"  it did not work: {reason}")
        return True

    def action(self, word, rest):
        if word not in self.words:
            raise Refused(f"'{word}' is not known; help lists the commands")
        try:
            inspect.signature(self.words[word]).bind(*rest)
        except TypeError:
            raise Refused(f"'{word}' needs other words; help lists the commands") from None
        return self.words[word]

    def do(self, deed, *words):
        deed(*words)
        self.say("  done")

    def cards(self):
        for person in json.loads(self.hall.persons.read_text(encoding="utf-8")):
            self.say(f"  {person['id']:14}{person['name']}  {person['note']}")

    def card(self, name):
        known = [person["id"] for person in json.loads(self.hall.persons.read_text(encoding="utf-8"))]
        if name not in known:
            raise Refused(f"no card '{name}'; there are {', '.join(known)}")
        self.do(self.hall.reader.do, f"card {name}")

    def operator(self, state):
        if state not in ("in", "out"):
            raise Refused("operator in, or operator out")
        if not self.hall.reads_cards:
            raise Refused("this user may have no reader of smart cards here; root may")
        self.do(self.hall.cards.do, "card operator" if state == "in" else "nocard")

    def reader(self, *words):
        cable = {("unplug",): self.hall.reader.unplug, ("plug",): self.hall.reader.plug}
        self.do(*((cable[words],) if words in cable else (self.hall.reader.do, " ".join(words))))

    def paper(self, state):
        if state not in ("out", "in"):
            raise Refused("paper out, or paper in")
        self.do(self.hall.printing.do, f"paper-{state}")

    def papers(self):
        kept = self.hall.out / "papers"
        kept.mkdir(exist_ok=True)
        papers = [shutil.copy(paper, kept) for paper in self.hall.printing.papers()]
        self.say("\n".join(f"  {paper}" for paper in papers) or "  none yet")

    def platform(self, state):
        platform = self.hall.platform
        if state not in ("start", "stop"):
            raise Refused("platform start, or platform stop")
        if (state == "start") == platform.running:
            raise Refused("it is so already")
        self.do(self.hall.platform_on if state == "start" else self.hall.platform_off)

    def host(self, device, how):
        blows = {"stop": signal.SIGSTOP, "kill": signal.SIGKILL}
        modules = {"idcard": "idcard-samv", "printer": "printer-cups"}
        if device not in modules or how not in blows:
            raise Refused("host idcard stop, host printer kill, and so on")
        pid = host_of(modules[device])
        if not pid:
            raise Refused("it is being started; try again")
        self.do(os.kill, pid, blows[how])

    def cases_of_platform(self):
        numbers = self.hall.platform.cases()
        self.say("\n".join(f"  {number}" for number in numbers) or "  none yet")
