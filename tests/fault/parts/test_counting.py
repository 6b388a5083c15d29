"""Terminal and platform count together: what is confirmed may go, what a backup lost comes back, a copied disk shows itself."""
import re
import shutil
import sqlite3
import unittest
from contextlib import closing

from hall import TERMINAL_ID, HallTest, until

CONFIRMED = 4  # app/terminal/outbox/row_store.h
SUSPENDED = "JJ-2324"


class Counting(HallTest):
    def states(self):
        return [state for _, _, state in self.hall.outbox()]

    def confirmed(self, count):
        until(lambda: self.states() == [CONFIRMED] * count, f"{count} confirmed packets, and nothing else", 60)

    def file(self, visit, count):
        for _ in range(count):
            self.assertTrue(self.hall.file(visit))
        self.hall.drained()

    def filed(self, numbers):
        """When each was filed and its whole trail, as the centre tells it."""
        return {number: self.hall.platform.show(number) for number in numbers}

    def restart_terminal(self):
        self.hall.stop_terminal()
        return self.hall.start_terminal()

    def test_a_disk_from_before_gives_no_number_twice(self):
        hall = self.hall
        hall.start_platform()
        self.file(hall.start_terminal(), 1)
        hall.stop_terminal()
        older = hall.folder / "older"
        shutil.copytree(hall.state, older)
        self.file(hall.start_terminal(), 2)
        self.confirmed(3)
        hall.stop_terminal()
        shutil.rmtree(hall.state)
        older.rename(hall.state)
        visit = hall.start_terminal()
        until(lambda: hall.status()["outOfService"] == SUSPENDED, "closed doors", 60)
        self.assertEqual(visit.order("file"), ["refused", SUSPENDED])
        self.assertNotIn("suspended", hall.platform.terminals())  # nothing came twice

    def test_nothing_is_deleted_before_a_checkpoint(self):
        hall = self.hall
        # Whatever is confirmed goes at once.
        hall.settings.write_text(hall.settings.read_text() + "\n[outbox]\nkept_mebibytes = 0\n")
        hall.start_platform()
        visit = hall.start_terminal()
        self.file(visit, 3)
        until(lambda: CONFIRMED in self.states() or not self.states(), "a checkpoint", 60)
        # The next round of the courier clears up; what the platform had not confirmed would still stand here.
        self.file(visit, 1)
        until(lambda: len(hall.outbox()) <= 1, "room for new ones", 60)
        self.assertEqual(len(hall.settled(self)), 4)

    def test_a_restored_backup_gets_everything_again(self):
        hall = self.hall
        hall.start_platform()
        visit = hall.start_terminal()
        self.file(visit, 3)
        self.confirmed(3)
        hall.platform.stop()
        store = hall.platform.folder / "store"
        backup = hall.folder / "backup"
        shutil.copytree(store, backup)
        hall.start_platform()
        self.file(visit, 4)
        self.confirmed(7)
        before = self.filed(hall.receipts)
        hall.platform.stop()
        shutil.rmtree(store)
        shutil.copytree(backup, store)
        hall.start_platform()
        self.assertEqual(len(hall.platform.cases()), 3)
        # At its start, as every night, the terminal counts all that it holds.
        self.restart_terminal()
        until(lambda: len(hall.platform.cases()) == 7, "every case of before", 60)
        self.confirmed(7)
        hall.settled(self)
        for number, shown in self.filed(hall.receipts).items():
            for fact in (r"Filed: (\S+)", r"header: (\S+)", r"packet: (\S+)", r"counter: (\S+)"):
                self.assertEqual(re.findall(fact, shown), re.findall(fact, before[number]), fact)
            self.assertIn("Receipt confirmed", shown)
        # Both sides name what had been lost: those of after the backup.
        lost = sorted(hall.receipts)[3:]
        self.assertEqual(hall.events().count("PacketSentAgain"), len(lost))
        for number in lost:
            self.assertIn(f'"case":"{number}"', hall.household.log("terminal").read_text())
        self.assertIn("ReconciliationDiffers", hall.events("platform"))

    def test_a_copied_disk_suspends_both(self):
        hall = self.hall
        hall.start_platform()
        visit = hall.start_terminal()
        self.file(visit, 2)
        self.confirmed(2)
        hall.stop_terminal()
        copy = hall.folder / "copy"
        shutil.copytree(hall.state, copy)
        # The machine goes on with two more; then its copy, which knows nothing of them.
        self.file(hall.start_terminal(), 2)
        self.confirmed(4)
        hall.stop_terminal()
        original = hall.folder / "original"
        hall.state.rename(original)
        copy.rename(hall.state)
        # Without a network it cannot know better, and so the same number is given twice.
        hall.cut_off()
        visit = hall.start_terminal()
        clash = visit.order("file")
        self.assertEqual(clash[0], "stored")
        self.assertIn(clash[1], hall.receipts)
        hall.reach()
        until(lambda: hall.status()["outOfService"] == SUSPENDED, "the copy's closing", 60)
        self.assertEqual(hall.status()["quarantined"], 1)
        self.assertEqual(visit.order("file"), ["refused", SUSPENDED])
        hall.stop_terminal()
        # The machine itself hears of it at its start.
        hall.state.rename(hall.folder / "copied")
        original.rename(hall.state)
        visit = hall.start_terminal()
        until(lambda: hall.status()["outOfService"] == SUSPENDED, "the machine's closing", 60)
        self.assertEqual(visit.order("file"), ["refused", SUSPENDED])
        self.assertIn("TerminalStopped", hall.events("platform"))
        # Nothing stored is lost, and staff see and lift it.
        self.assertEqual(sorted(hall.platform.cases()), sorted(hall.receipts))
        self.assertIn("suspended", hall.platform.terminals())
        self.assertNotIn("suspended", hall.platform.resume(TERMINAL_ID))
        hall.stop_terminal()
        visit = hall.start_terminal()
        until(lambda: hall.status()["accepting"], "open doors", 60)
        self.file(visit, 1)
        self.assertEqual(len(hall.platform.cases()), 5)

    def test_a_backdated_receipt_is_seen_by_staff(self):
        hall = self.hall
        hall.start_platform()
        visit = hall.start_terminal()
        self.file(visit, 2)
        hall.platform.stop()
        with closing(sqlite3.connect(hall.platform.folder / "store" / "platform.db")) as store, store:
            # The receipt before was taken an hour from now.
            store.execute("UPDATE terminals SET head_taken=head_taken+3600000")
        hall.start_platform()
        self.assertTrue(hall.file(visit))
        hall.drained()
        number = hall.platform.cases()[-1]
        self.assertIn("JJ-2113", hall.platform.show(number))
        self.assertNotIn("JJ-2113", hall.platform.show(hall.platform.cases()[0]))


if __name__ == "__main__":
    unittest.main()
