"""One visit made by itself, on a screen that nobody sees: the network is down, a citizen files, the network returns."""

import json
import re
import shutil
import subprocess

from citizen import Citizen as Visitor
from stage.people import Citizen as Person
from stage.waiting import until
from story import Story

CASE = re.compile(r"\d{6}-[0-9A-Z]{4}-\d{7}-[0-9A-Z]")
STEPS = (
    ("begin", "touches the screen and reads the notice"), ("agree", "agrees; the screen asks for the card"),
    ("lay_card", "lays the card on the reader; it is read"), ("choose", "chooses the matter and sees its guide"),
    ("read_guide", "opens the form, which the card has filled in part"), ("answer", "answers what is not known yet"),
    ("give_number", "types a telephone number on the screen's keyboard"), ("leave_form", "goes on to the materials"),
    ("provide", "brings one material later, vouches for the other"), ("review", "reviews it all"),
    ("sign", "signs"), ("submit", "submits"), ("take_receipt", "is given a receipt, with the network still down"),
    ("ask_for_form", "asks for the application form on paper"),
)


def sample_person(persons):
    """The usual citizen of the sample cards."""
    card = json.loads(persons.read_text(encoding="utf-8"))[0]
    return Person(name=card["name"], number=card["number"], birth=card["birth"], address=card["address"], phone="13900000000")


class Tour(Story):
    def __init__(self, hall, say):
        super().__init__(hall, say, "screens")

    def take(self):
        hall = self.hall
        self.tell("the network is down: the platform is not running")
        visitor = Visitor(hall, sample_person(hall.persons))
        visitor.title(re.compile("就在您身边"))
        self.picture("welcome")
        for step, words in STEPS:
            getattr(visitor, step)()
            self.tell(f"the citizen {words}")
            self.picture(step)
        papers = self.papers()
        visitor.leave()
        hall.reader.lift()
        self.picture("next-welcome")
        self.tell("the visit has ended and its process with it; the next citizen may begin")
        self.deliver(papers)

    def papers(self):
        """Receipt and form as they left the printer."""
        found = self.hall.printing.await_papers(2)[-2:]
        kept = [shutil.copy(paper, self.hall.out / name) for paper, name in zip(found, ("receipt.pdf", "form.pdf"))]
        self.tell(f"the printer gave {', '.join(f'build/demo/{name}' for name in ('receipt.pdf', 'form.pdf'))}")
        return kept

    def deliver(self, papers):
        hall = self.hall
        number = CASE.search(subprocess.run(["pdftotext", "-layout", papers[0], "-"], capture_output=True, check=True)
                             .stdout.decode()).group(0)
        self.tell(f"the terminal: {hall.terminal.status()['queued']} packet in the queue, case {number}")
        hall.platform_on()
        self.tell("the network returns: the platform is up")
        until(lambda: number in hall.platform.cases(), "the case at the platform", 60)
        times = hall.platform.cases().count(number)
        self.tell(f"the platform has accepted the case, {times} time")
        trail = hall.platform.show(number)
        (hall.out / "trail.txt").write_text(trail, encoding="utf-8")
        self.say(trail.rstrip())
        self.tell("its trail is in build/demo/trail.txt, the pictures are in build/demo/screens")
        if times != 1:
            raise RuntimeError("the case is there more than once")
        self.verify(papers[0])

    def verify(self, receipt):
        """The receipt's code, by the command that anyone may use."""
        page = self.hall.folder / "receipt"
        subprocess.run(["pdftoppm", "-r", "200", "-singlefile", "-png", receipt, page], check=True)
        done = self.hall.control("verify", f"{page}.png", "--enrolment", self.hall.terminal.enrolment)
        if done.returncode:
            raise RuntimeError(f"jiujinctl does not believe the receipt: {done.stdout}{done.stderr}")
        self.say(done.stdout.rstrip())
        self.tell("jiujinctl verify: the receipt holds, without any network")
