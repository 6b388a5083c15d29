"""A visit in which everything goes wrong that can go wrong with reader and printer: each time the screen tells the truth, and
the visit goes on with what was typed. Made by itself; one picture a mishap."""

import os
import re
import signal
import time
from pathlib import Path

from atspi import Gone
from citizen import CONTROLS, GOODBYE, HEADING, WELCOME, Citizen as Visitor
from scripted import sample_person
from stage.processes import host_of
from stage.waiting import until
from story import Story

READER, PRINTER = "idcard-samv", "printer-cups"
PLACE, NO_PRINTER, PRINTER_AGAIN = "请把身份证放在读卡区", "现在打印不了凭证", "又可以打印了"
UNPLUGGED, STOPPED, KILLED = "JJ-3102", "JJ-3111", "JJ-3105"
LIFTED, NO_PAPER, UNKNOWN = "JJ-1002", "JJ-1201", "JJ-1207"
PRINTING, PRINTED = "正在打印，请在出纸口取走。", "已经打印，请在出纸口取走。"
# A host that died younger than this may be one of a storm, after which its device is out of service.
SETTLED = 3.2


def age_of(pid):
    ticks = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")


class Mishaps(Story):
    def __init__(self, hall, say):
        super().__init__(hall, say, "mishaps")
        self.visitor = Visitor(hall, sample_person(hall.persons))

    def take(self):
        self.visitor.visit("agree")
        visit = self.hall.shown.window().process
        for mishap in (self.reader_unplugged, self.reader_stopped, self.reader_killed, self.card_lifted, self.both_killed,
                       self.paper_empty, self.paper_back, self.stopped_while_it_prints, self.killed_while_it_prints):
            mishap()
        if self.hall.shown.window().process != visit:
            raise RuntimeError("the visit did not survive")
        self.leave()
        self.tell(f"{len(list(self.pictures.iterdir()))} mishaps and remedies: the screen told the truth each time, and the "
                  "visit survived; the pictures are in build/demo/mishaps")

    def says(self, words):
        """Whether the screen says it; nothing while no page can be read."""
        try:
            page = self.hall.shown.describe()
        except Gone:
            return None
        return words in page if page else None

    def told(self, words, what, seconds=20):
        until(lambda: self.says(words), f"the screen to say {words} when {what}", seconds)

    def shown(self, name, words, what):
        """It says so and goes on saying so, in a picture."""
        self.told(words, what)
        self.picture(name)
        self.told(words, f"{what}, and it has its picture", 1)
        self.tell(f"{what}: the screen says {words}")

    def shown_at_once(self, name, words, what):
        """A fresh program has the device back within half a second, and the screen says what was for two."""
        self.told(words, what)
        self.hall.screen.shoot(self.file(name))
        self.told(words, f"{what}, and it has its picture", 1)
        self.tell(f"{what}: the screen says {words}")

    def in_english(self, name, words):
        self.visitor.press("English")
        self.told("中文", "English is chosen")
        self.told(words, "English is chosen")
        self.picture(f"{name}-en")
        self.visitor.press("中文")
        self.told("English", "Chinese is chosen again")

    def health(self, device):
        return next(d["health"] for d in self.hall.terminal.status()["devices"] if d["name"] == device)

    def ready(self, device):
        until(lambda: self.health(device) == "ok", f"the {device} to be well")

    def settled(self, module):
        return until(lambda: (pid := host_of(module)) and age_of(pid) > SETTLED and pid, f"a program of {module} that stays")

    def asked_again(self):
        self.visitor.title(PLACE)
        self.ready("idcard")

    def reader_unplugged(self):
        self.hall.reader.unplug()
        self.shown("reader-unplugged", UNPLUGGED, "the reader is unplugged")
        self.in_english("reader-unplugged", UNPLUGGED)
        self.hall.reader.plug()
        self.asked_again()
        self.picture("reader-plugged-in")
        self.tell("the reader is plugged in: the screen asks for the card again")

    def reader_stopped(self):
        os.kill(self.settled(READER), signal.SIGSTOP)
        self.shown_at_once("reader-program-stopped", STOPPED, "the reader's program stands still")
        self.asked_again()

    def reader_killed(self):
        os.kill(self.settled(READER), signal.SIGKILL)
        self.shown_at_once("reader-program-killed", KILLED, "the reader's program is killed")
        self.asked_again()
        self.tell("the reader is there again, and the screen asks for the card")

    def card_lifted(self):
        self.hall.reader.do("lift")
        self.hall.reader.lay(self.visitor.person)
        self.shown("card-lifted", LIFTED, "the card is lifted while it is read")
        self.in_english("card-lifted", LIFTED)
        self.visitor.lay_card()
        self.tell("the card is laid again: it is read")

    def both_killed(self):
        for step in (self.visitor.choose, self.visitor.read_guide, self.visitor.answer, self.visitor.give_number):
            step()
        for module in (READER, PRINTER):
            os.kill(until(lambda: host_of(module), f"a program of {module}"), signal.SIGKILL)
        for device in ("idcard", "printer"):
            self.ready(device)
        if re.sub(r"\D", "", self.visitor.see("手机号码", ("text",)).text) != self.visitor.person.phone:
            raise RuntimeError("what was typed is gone")
        self.picture("form-after-both-were-killed")
        self.tell("both programs are killed while the form is filled in: nothing that was typed is gone")
        self.visitor.leave_form()
        self.visitor.provide()

    def paper_empty(self):
        self.hall.printing.do("paper-out")
        until(lambda: self.health("printer") == NO_PAPER, "the printer to say that it has no paper")
        self.visitor.go("没有错，去签名", NO_PRINTER)
        self.shown("paper-empty", NO_PAPER, "the tray is empty")
        self.in_english("paper-empty", NO_PAPER)

    def paper_back(self):
        self.hall.printing.do("paper-in")
        self.visitor.title(PRINTER_AGAIN)
        self.picture("paper-is-there")
        self.tell("there is paper again: the screen says so, and the visit goes on")
        self.visitor.go("继续", "请签名")
        self.visitor.sign()

    def stopped_while_it_prints(self):
        self.hall.printing.do("slow 3")
        self.visitor.submit()
        self.visitor.take_receipt()
        self.blow(signal.SIGSTOP, "printer-program-stopped", "the printer's program stands still while it prints")
        self.visitor.press("再打印一次凭证")
        self.told(PRINTED, "the receipt was asked for once more", 60)
        self.picture("receipt-printed")
        self.tell("the citizen asks for the receipt once more, and it is printed")

    def killed_while_it_prints(self):
        self.hall.printing.do("slow 3")
        self.visitor.ask_for_form()
        self.blow(signal.SIGKILL, "printer-program-killed", "the printer's program is killed while it prints")

    def blow(self, how, name, what):
        """Nothing is printed twice unasked: whether the sheet came out is not known, and that is what the screen says."""
        self.told(PRINTING, "a sheet is at the printer")
        os.kill(self.settled(PRINTER), how)
        self.shown(name, UNKNOWN, what)
        self.ready("printer")

    def leave(self):
        def goodbye():
            shown = dict(self.hall.shown.named((*CONTROLS, *HEADING)))
            if "完成，离开" in shown:
                shown["完成，离开"].press()
            return GOODBYE in shown
        self.visitor.wait(goodbye, "the goodbye")
        self.hall.screen.shoot(self.file("take-your-card"))
        self.tell("the goodbye asks to take the card along")
        self.hall.reader.lift()
        self.visitor.title(WELCOME)
