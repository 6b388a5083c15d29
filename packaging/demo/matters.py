"""Every matter of the catalogue on the real terminal: an invented citizen a matter, from the card to the receipt, by what
tests/journey/matters says; then the platform has accepted every one. Pictures under build/demo/matters."""

import json
import re

from citizen import CHOICE
from citizen import Citizen as Visitor
from form_filler import PANEL, FormFiller, press_in
from stage.waiting import until
from story import Story

# How the ways are told on the screen (platform/matter/material_words.cpp).
WAYS = {"bring": re.compile("到窗口"), "later": re.compile("容缺"), "commit": re.compile("承诺")}
AGREED = "我已看清，作出以上承诺"
PICTURED = ("choose", "answer", "provide", "leave_materials", "take_receipt")


class Filer(Visitor):
    """A citizen with one matter to file. package: its folder; sample: what this citizen answers."""

    def __init__(self, hall, package, sample):
        super().__init__(hall, None)
        self.sample = sample
        self.matter, self.form = (json.loads((package / f"{name}.json").read_text(encoding="utf-8")) for name in ("matter", "form"))
        self.name, self.matter_title = package.name, self.matter["title"]["zh"]
        self.steps = [self.begin, self.agree, self.lay_card, self.choose, self.read_guide, self.answer, self.leave_form,
                      self.provide, self.leave_materials, self.review, self.sign, self.submit, self.take_receipt, self.leave]

    def lay_card(self):
        self.stage.reader.do(f"card {self.sample['card']}")
        self.title(re.compile("您要办什么"))

    def choose(self):
        self.go(self.matter_title, self.matter_title)

    def answer(self):
        FormFiller(self, self.form).fill(self.sample["answers"])

    def provide(self):
        for material in self.matter["materials"]:
            if way := self.sample["ways"].get(material["id"]):
                self.provide_one(material["name"]["zh"], way)

    def leave_materials(self):
        self.go("下一步", "请核对")

    def provide_one(self, name, way):
        def part():
            return next((panel for shown, panel in self.screen.named(PANEL) if shown == name), None)
        self.wait(lambda: press_in(part(), WAYS[way].search), f"{name!r} to be provided")
        if way == "commit":
            self.agree_to(name)

    def agree_to(self, name):
        """Ticks the one of the commitments that is not agreed to yet, once: another tap would take it back."""
        pressed = []

        def agreed():
            left = [line for words, line in self.screen.named(CHOICE) if words == AGREED and not line.has("checked")]
            if left and not pressed:
                pressed.append(left[0].press())
            return pressed and not left
        self.wait(agreed, f"the commitment for {name!r} to be agreed to")


class Matters(Story):
    def __init__(self, hall, say):
        super().__init__(hall, say, "matters")

    def take(self):
        hall, before = self.hall, set(self.hall.platform.cases())
        samples = sorted((hall.top / "tests" / "journey" / "matters").glob("*.json"))
        for sample in samples:
            self.walk(Filer(hall, hall.top / "resources" / "matters" / sample.stem, json.loads(sample.read_text(encoding="utf-8"))))
        accepted = until(lambda: len(new := set(hall.platform.cases()) - before) == len(samples) and new, "every case at the platform", 60)
        self.tell(f"the platform has accepted {len(accepted)} cases, of {len(samples)} matters")

    def walk(self, filer):
        for step in filer.steps:
            step()
            if step.__name__ in PICTURED:
                self.picture(f"{filer.name}-{step.__name__}")
        self.hall.reader.lift()
        self.tell(f"{filer.matter_title}: from the card to the receipt")
