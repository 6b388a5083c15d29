"""What goes wrong at a terminal: each time a clear sentence with its code, nothing lost, nothing wrongly accepted."""
import os
import re
import unittest

import outbox_file
from citizen import HEADING, TAKEN, Citizen
from scene import Scene, SceneTest
from stage.platform import Platform
from stage.processes import running
from stage.waiting import until

WORDS = ("label", "alert", "notification", "comment", "heading")


class BadInput(SceneTest):
    @classmethod
    def setUpClass(cls):
        cls.scene = Scene(cls)

    def setUp(self):
        self.scene.reader.lift()
        self.scene.welcoming()
        self.filed = len(self.rows())
        self.citizen = Citizen(self.scene, self.scene.people.next())

    def tearDown(self):
        self.scene.walk_home()

    def rows(self):
        return outbox_file.rows(self.scene.outbox)

    def printer_on(self):
        if not running("ippeveprinter"):
            self.scene.printing.do("printer-on")

    def told(self, code):
        """Waits for the sentence with that code."""
        self.scene.shown.see(re.compile(code), WORDS)

    def test_an_expired_card(self):
        self.citizen.visit(until_step="agree")
        self.scene.reader.lay(self.citizen.person, validFrom="20050101", validUntil="20200101")
        self.told("JJ-1003")

    def test_a_number_with_a_wrong_last_character(self):
        number = self.citizen.person.number
        self.citizen.visit(until_step="agree")
        self.scene.reader.lay(self.citizen.person, number=number[:17] + ("1" if number[17] != "1" else "2"))
        self.told("JJ-1004")

    def test_a_card_that_is_lifted_while_it_is_read_and_laid_again(self):
        self.citizen.visit(until_step="agree")
        self.scene.reader.do("lift")
        self.scene.reader.lay(self.citizen.person)
        self.told("JJ-1002")
        self.citizen.lay_card()

    def test_another_card_before_signing(self):
        self.citizen.visit(until_step="provide")
        self.scene.reader.lift()
        self.scene.reader.lay(self.scene.people.next())
        self.scene.reader.found()
        self.citizen.press("没有错，去签名")
        self.told("JJ-1005")
        self.scene.reader.lift()
        self.scene.reader.lay(self.citizen.person)
        self.citizen.title("请签名")
        self.assertEqual(len(self.rows()), self.filed)

    def test_two_taps_on_submit_make_one_filing(self):
        self.citizen.visit(until_step="sign")
        place = self.scene.shown.see("确认提交").centre
        self.scene.screen.tap_twice(*place)
        self.citizen.take_receipt()
        self.assertEqual(len(self.rows()), self.filed + 1)

    def test_no_paper_before_filing(self):
        papers = len(self.scene.printing.papers())
        self.scene.printing.do("paper-out")
        self.addCleanup(self.scene.printing.do, "paper-in")
        until(lambda: self.scene.device("printer") == "JJ-1201", "the terminal to know of the empty tray")
        self.citizen.visit(until_step="provide")
        self.citizen.go("没有错，去签名", "现在打印不了凭证")
        self.assertEqual(len(self.rows()), self.filed)
        self.citizen.go("不要纸，继续", "请签名")
        self.citizen.sign()
        self.citizen.submit()
        self.citizen.take_receipt()
        self.scene.shown.see(re.compile("没有打印"), WORDS)
        self.assertEqual(len(self.rows()), self.filed + 1)
        self.assertEqual(len(self.scene.printing.papers()), papers)

    def test_a_printer_that_dies_after_filing(self):
        papers = len(self.scene.printing.papers())
        self.citizen.visit(until_step="sign")
        self.scene.printing.do("slow 30")
        self.citizen.submit()
        self.citizen.take_receipt()
        self.scene.printing.do("printer-off")
        self.addCleanup(self.printer_on)
        self.scene.shown.see(re.compile("JJ-120[57]"), WORDS, 60)
        self.assertEqual(len(self.rows()), self.filed + 1)
        self.printer_on()
        self.citizen.go("再打印一次凭证", TAKEN)
        self.scene.printing.await_papers(papers + 1, 60)

    def test_a_platform_with_a_certificate_of_another_issuer(self):
        stranger = Platform(self.scene.household, self.scene.folder / "stranger", self.scene.platform.program,
                            self.scene.platform.matters)
        stranger.init(self.scene.terminal_id, self.scene.folder / "stranger-terminal", ("127.0.0.1", self.scene.proxy.port))
        self.citizen.visit()
        stranger.start()
        self.scene.proxy.target = ("127.0.0.1", stranger.port)
        self.scene.proxy.open()
        # Another centre made by the same program: its authority has the same name, and is not the same.
        until(lambda: self.scene.status()["syncProblem"] == "JJ-2311", "the terminal to refuse it", 40)
        self.assertEqual(stranger.cases(), [])
        self.assertEqual(self.scene.status()["queued"], self.filed + 1)
        self.scene.proxy.close()
        stranger.stop()


@unittest.skipIf(os.geteuid() != 0, "only root can give the terminal a small disk of its own")
class DiskFull(SceneTest):
    def test_a_full_disk_takes_nothing_and_says_so(self):
        self.scene = Scene(self, state_bytes=64 << 20)
        citizen = Citizen(self.scene, self.scene.people.next())
        citizen.visit(until_step="sign")
        stuffing = self.scene.terminal.state / "stuffing"
        with open(stuffing, "wb") as file:
            try:
                while True:
                    file.write(b"x" * 65536)
                    file.flush()
            except OSError:
                pass
        citizen.submit()
        self.scene.shown.see(re.compile("没有提交成功|本终端已收到"), HEADING)
        self.scene.shown.see(re.compile("JJ-200[12]"), WORDS)
        self.assertEqual(outbox_file.rows(self.scene.outbox), [])


if __name__ == "__main__":
    unittest.main()
