"""A citizen at the terminal: knows the card, what to answer, and what is written on the screen; nothing of the inside."""
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
from atspi import CONTROLS, Gone  # noqa: E402
from stage.waiting import NotInTime, until  # noqa: E402

HEADING = ("heading",)
CHOICE = ("check box", "radio button")
WELCOME, LOST = re.compile("就在您身边"), "很抱歉，刚才中断了"
MATTER = "城乡居民基本养老保险参保登记"
ANSWERS = ("农村", "都不是", "500元", "自己缴（手机、网上或银行）")
WAYS = ("容缺后补", "告知承诺")
GOODBYE, EMPTY_PLACE = "请取走证件和纸张", (8, 1000)
TAKEN = "本终端已收到您的密封申请包"


class Interrupted(Exception):
    """The visit came to an end that is not the citizen's doing."""


class Citizen:
    """One visit, as steps that can be walked one by one. given_up: asked while waiting; ends the visit when true."""

    def __init__(self, stage, person):
        self.stage, self.person, self.screen = stage, person, stage.shown
        self.given_up = lambda: False
        self.steps = [self.begin, self.agree, self.lay_card, self.choose, self.read_guide, self.answer, self.give_number,
                      self.leave_form, self.provide, self.review, self.sign, self.submit, self.take_receipt, self.leave]

    def visit(self, until_step=None):
        """Walks all steps, or up to and with the one of that name."""
        for step in self.steps:
            step()
            if step.__name__ == until_step:
                return

    def wait(self, condition, what, seconds=20.0):
        def once():
            if self.given_up():
                raise Interrupted(what)
            try:
                return condition()
            except Gone:
                return None
        return until(once, what, seconds)

    def see(self, name, roles, seconds=20.0):
        return self.wait(lambda: self.screen.look(name, roles), f"{name!r} on the screen", seconds)

    def title(self, words, seconds=20.0):
        return self.see(words, HEADING, seconds)

    def press(self, button):
        def once():
            element = self.screen.look(button)
            return element and (element.press() or True)
        self.wait(once, f"{button!r} to be pressed")

    def go(self, button, title):
        """Presses and waits for the page that follows; presses again when nothing came of it."""
        for patience in (3.0, 3.0, 20.0):
            self.press(button)
            try:
                return self.title(title, patience)
            except NotInTime:
                if self.screen.look(button) is None:
                    return self.title(title)
        raise NotInTime(f"{button!r} did not lead to {title!r}")

    def begin(self):
        self.title(WELCOME)
        self.go("开始办理", re.compile("个人信息|告知"))

    def agree(self):
        self.go("我已看完，同意", "请把身份证放在读卡区")

    def lay_card(self):
        self.stage.reader.lay(self.person)
        self.title(re.compile("您要办什么"))

    def choose(self):
        self.go(MATTER, re.compile(MATTER))

    def read_guide(self):
        self.go("我要办理", "填写申请表")

    def answer(self):
        self.pick(*ANSWERS)

    def pick(self, *choices):
        """Presses those that are not chosen yet, until all are. Of a way to provide a material its name is
        enough: it goes on with days and counts."""
        def called(name):
            ways = [way for way in choices if way in WAYS and name.startswith(way)]
            return ways[0] if ways else name

        def picked():
            shown = {called(name): control for name, control in self.screen.named(CHOICE)}
            missing = [c for c in choices if c not in shown or not shown[c].was("checked")]
            for choice in missing:
                if choice in shown:
                    shown[choice].press()
            return not missing
        self.wait(picked, f"{choices} to be chosen")

    def give_number(self):
        self.see("手机号码", ("text",)).focus()
        self.see("下一项", CONTROLS)
        keys = dict(self.screen.named())
        for key in [*self.person.phone, "收起键盘"]:
            if key not in keys:
                raise Interrupted("the keyboard is not whole")
            keys[key].press()

    def leave_form(self):
        self.go("下一步", "准备材料")

    def provide(self):
        self.pick(*WAYS)
        self.pick("我已看清，作出以上承诺")
        self.go("下一步", "请核对")

    def review(self):
        self.go("没有错，去签名", "请签名")

    def sign(self):
        left, top, width, height = self.see("签名框", ("canvas", "drawing area", "panel", "filler")).box
        self.stage.screen.draw([[(left + width * x // 100, top + height * y // 100) for x, y in stroke]
                                for stroke in ([(20, 40), (40, 40), (30, 70)], [(50, 30), (50, 75), (75, 60)])])
        self.see("擦掉重写", CONTROLS)

    def submit(self):
        self.press("确认提交")

    def take_receipt(self):
        self.title(TAKEN)

    def ask_for_form(self):
        self.press("打印申请表")

    def leave(self):
        # While paper is printed the button does nothing; the goodbye goes at the next tap, or by itself after a while.
        def left():
            shown = dict(self.screen.named((*CONTROLS, *HEADING)))
            if "完成，离开" in shown:
                shown["完成，离开"].press()
            elif GOODBYE in shown:
                self.stage.screen.tap(*EMPTY_PLACE)
            return any(WELCOME.search(name) for name in shown)
        self.wait(left, "the next visit's welcome")
