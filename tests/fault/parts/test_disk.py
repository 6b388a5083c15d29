"""Disks that fail: full, failing to sync, gone read-only, damaged where they lie. The promise each time: no receipt without
a packet that lasts, no case that a citizen was told is not filed, the others go on, it is logged, and nothing comes twice.
JIUJIN_SEED repeats a run, JIUJIN_ROUNDS changes how often a page is damaged.
"""
import contextlib
import os
import shutil
import sqlite3
import subprocess
import unittest
from contextlib import closing

from hall import CODE, Gone, Hall, HallTest, NotInTime, until
from stage.tracing import Tracing

ROUNDS = int(os.environ.get("JIUJIN_ROUNDS", 12))
# The store is full, or it failed.
CLOSED = {"JJ-2001", "JJ-2002"}


class Round(contextlib.ExitStack):
    """A hall for one round."""

    addCleanup = contextlib.ExitStack.callback


class DiskTest(HallTest):
    def setUp(self):
        self.refusals = 0

    def file(self, visit):
        """One filing: taken, or refused because of the disk."""
        answer = visit.order("file")
        if not self.hall.note(answer):
            self.assertEqual(answer[0], "refused")
            self.assertIn(answer[1], CLOSED)
            self.refusals += 1
            return False
        return True

    def exact(self):
        """On a disk that is well again: each receipt has its case, and there are no others."""
        hall = self.hall
        hall.kill_both()
        hall.start_platform()
        visit = hall.start_terminal()
        self.assertTrue(hall.file(visit))
        cases = hall.settled(self)
        self.assertEqual(set(cases), set(hall.receipts), "a case that was not to be")


def columns_of(file):
    """(table, column) of a store."""
    with closing(sqlite3.connect(file)) as store:
        tables = [name for name, in store.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return [(table, row[1]) for table in tables for row in store.execute(f"PRAGMA table_info({table})")]


def key_of(store, table):
    """The columns that tell the rows of a table apart."""
    without_rowid = next(row[4] for row in store.execute("PRAGMA table_list") if row[1] == table)
    return [row[1] for row in store.execute(f"PRAGMA table_info({table})") if row[5]] if without_rowid else ["rowid"]


def flip(file, table, column, random):
    """One bit of one of the youngest values; a table without rows or a value without bits has none."""
    with closing(sqlite3.connect(file)) as store:
        store.execute("PRAGMA ignore_check_constraints=ON")
        for trigger, in store.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            store.execute(f"DROP TRIGGER {trigger}")
        key = key_of(store, table)
        rows = store.execute(f"SELECT {', '.join(key)}, {column} FROM {table} WHERE length({column}) > 0").fetchall()
        if not rows:
            return
        *place, value = random.choice(rows[-6:])
        here = " AND ".join(f"{name}=?" for name in key)

        def written():
            try:
                return store.execute(f"UPDATE {table} SET {column}=? WHERE {here}", (flipped(value, random), *place))
            except sqlite3.IntegrityError:
                # A number that another row has cannot be written over it.
                return None
        until(written, "a bit to flip")
        store.commit()


def flipped(value, random):
    if isinstance(value, int):
        return value ^ (1 << random.randrange(20))
    data = bytearray(value.encode() if isinstance(value, str) else value)
    # The lowest bit, so that text stays text.
    data[random.randrange(len(data))] ^= 1
    return data.decode() if isinstance(value, str) else bytes(data)


class Terminal(DiskTest):
    """The terminal's disk."""

    def taking(self, inject):
        """A new terminal takes three cases while calls fail; what it made of it is seen afterwards."""
        with Round() as ends:
            self.hall = hall = Hall(ends)
            tracing = Tracing(hall.folder / "trace", ("fdatasync", "pwrite64"), inject)
            before = self.refusals
            try:
                visit = hall.start_terminal(tracing.words)
                for _ in range(3):
                    self.file(visit)
                hall.stop_terminal()
            except Gone:
                until(lambda: not hall.terminal_lives(), "the end of the terminal")
                self.assertEqual(hall.household.programs["terminal"].returncode, 1)
                self.assertTrue(CODE.search(hall.household.tail("terminal", 3)), "it ended without a code")
            if self.refusals > before:
                self.assertIn("StoreFailed", hall.events())
            self.exact()
            return tracing.steps()

    def test_calls_fail(self):
        steps = self.taking(None)
        syncs = [number for call, number in steps if call == "fdatasync"]
        writes = [number for call, number in steps if call == "pwrite64"]
        faults = [f"fdatasync:error=EIO:when={number}" for number in syncs]
        faults += [f"fdatasync:error=EIO:when={number}+" for number in self.hall.random.sample(syncs, 2)]
        for name in ("EROFS", "ENOSPC", "EIO"):
            faults += [f"pwrite64:error={name}:when={number}+" for number in self.hall.random.sample(writes, 3)]
        for fault in faults:
            with self.subTest(fault=fault):
                self.taking(fault)
        print(f"{len(faults)} faults, {self.refusals} filings refused", flush=True)
        self.assertGreaterEqual(self.refusals, len(syncs) // 2)

    @unittest.skipUnless(os.geteuid() == 0, "only root may mount")
    def test_full(self):
        self.hall = hall = Hall(self)
        hall.household.mount_memory(hall.state, 48 * 1024 * 1024)
        visit = hall.start_terminal()
        for _ in range(6):
            self.assertTrue(self.file(visit))
        with open(hall.state / "filler", "wb") as filler:
            os.posix_fallocate(filler.fileno(), 0, shutil.disk_usage(hall.state).free)
        self.assertFalse(self.file(visit))
        self.assertFalse(hall.status()["accepting"])
        # The ballast went overboard: the queue drains on the full disk, after a new start too.
        hall.household.kill("terminal")
        hall.start_platform()
        self.assertFalse(self.file(hall.start_terminal()))
        hall.settled(self)
        (hall.state / "filler").unlink()
        self.exact()

    @unittest.skipUnless(os.geteuid() == 0, "only root may mount")
    def test_read_only_from_the_start(self):
        self.hall = hall = Hall(self)
        hall.household.mount_memory(hall.state, 48 * 1024 * 1024)
        self.fill()
        subprocess.run(["mount", "-o", "remount,ro", hall.state], check=True)
        with self.assertRaisesRegex(Gone, CODE):
            hall.start_terminal()
        subprocess.run(["mount", "-o", "remount,rw", hall.state], check=True)
        self.exact()

    # At rest.

    def fill(self):
        hall = self.hall
        hall.kill_both()
        hall.cut_off()
        visit = hall.start_terminal()
        for _ in range(6):
            self.assertTrue(hall.file(visit))
        hall.household.kill("terminal")

    @property
    def file_of_outbox(self):
        return self.hall.state / "outbox" / "outbox.db"

    def after_damage(self, damage):
        """Fills the queue and damages it; gives how many receipts stay without a case, or None when the terminal does not
        start. Then the disk is as it was before, and everything arrives."""
        hall = self.hall
        self.fill()
        whole = self.file_of_outbox.read_bytes()
        damage()
        hall.start_platform()
        try:
            hall.start_terminal()
            missing = self.drained_beside_damage()
        except Gone as why:
            self.assertTrue(CODE.search(str(why)), f"it ended without a code: {why}")
            missing = None
        finally:
            hall.kill_both()
            for leftover in self.file_of_outbox.parent.glob("outbox.db-*"):
                leftover.unlink()
            self.file_of_outbox.write_bytes(whole)
        self.exact()
        return missing

    def drained_beside_damage(self):
        hall = self.hall
        try:
            hall.drained(20)
        except NotInTime:
            # What SQLite's own pages hide, nobody can set aside. Then the terminal must say that its store is damaged.
            told = set(hall.events()) & {"StoreFailed", "PacketQuarantined"}
            self.assertTrue(told or hall.status()["outOfService"], "a queue stands still without a word")
            return None
        cases = hall.platform.cases()
        self.assertEqual(sorted(set(cases)), sorted(cases), "a case is there twice")
        self.assertLessEqual(set(cases), set(hall.receipts), "a case without a receipt")
        missing = len(set(hall.receipts) - set(cases))
        status = hall.status()
        self.assertGreaterEqual(status["damaged"] + status["quarantined"], missing, "a receipt was lost without a word")
        if missing:
            self.assertIn("PacketQuarantined", hall.events())
        return missing

    def test_a_damaged_page(self):
        self.hall = hall = Hall(self)
        found = []

        def scribble():
            at = hall.random.randrange(self.file_of_outbox.stat().st_size - 16)
            with open(self.file_of_outbox, "r+b") as file:
                file.seek(at)
                file.write(hall.random.randbytes(16))
            print(f"damage at {at}", flush=True)
        for number in range(ROUNDS):
            with self.subTest(round=number):
                found.append(self.after_damage(scribble))
        print(f"{found.count(None)} of {ROUNDS} not started, {sum(filter(None, found))} rows set aside", flush=True)

    def test_a_flipped_bit_in_every_column(self):
        self.hall = Hall(self)
        self.fill()
        columns = columns_of(self.file_of_outbox)
        for table, column in columns:
            with self.subTest(table=table, column=column):
                missing = self.after_damage(lambda: flip(self.file_of_outbox, table, column, self.hall.random))
                if table in ("packet", "progress"):
                    self.assertIsNotNone(missing, "one row keeps the whole terminal from starting")
                    self.assertLessEqual(missing, 1, "others were held up")
        print(f"{len(columns)} columns", flush=True)


class Centre(DiskTest):
    """The platform's disk."""

    def serving(self, inject):
        """A new platform is given two cases while calls fail."""
        with Round() as ends:
            self.hall = hall = Hall(ends)
            hall.cut_off()
            visit = hall.start_terminal()
            for _ in range(2):
                self.assertTrue(hall.file(visit))
            hall.household.kill("terminal")
            tracing = Tracing(hall.folder / "trace", ("fdatasync", "pwrite64"), inject)
            try:
                hall.start_platform(tracing.words)
                hall.start_terminal()
                # The inner half may fail alone: the packets are kept, the terminal waits for the words.
                until(lambda: hall.status()["queued"] == 0 or hall.status()["syncProblem"]
                      or "StoreFailed" in hall.events("platform"), "an outcome")
                if hall.status()["queued"]:
                    self.refusals += 1
                    self.assertIn("StoreFailed", hall.events("platform"))
                hall.platform.stop()
            except RuntimeError:
                self.assertTrue(CODE.search(hall.household.tail("platform", 3)), "it ended without a code")
            self.exact()
            return tracing.steps()

    def test_calls_fail(self):
        steps = self.serving(None)
        syncs = [number for call, number in steps if call == "fdatasync"]
        writes = [number for call, number in steps if call == "pwrite64"]
        faults = [f"fdatasync:error=EIO:when={number}" for number in syncs]
        faults += [f"fdatasync:error=EIO:when={number}+" for number in self.hall.random.sample(syncs, 2)]
        for name in ("EROFS", "ENOSPC", "EIO"):
            faults += [f"pwrite64:error={name}:when={number}+" for number in self.hall.random.sample(writes, 3)]
        for fault in faults:
            with self.subTest(fault=fault):
                self.serving(fault)
        print(f"{len(faults)} faults, {self.refusals} times the terminal was sent away", flush=True)
        self.assertGreater(self.refusals, 0)

    # At rest.

    def shown(self, number):
        try:
            return self.hall.platform.show(number)
        except RuntimeError as why:
            self.assertRegex(str(why), CODE)
            return None

    def test_a_flipped_bit_in_every_column(self):
        self.hall = hall = Hall(self)
        self.exact()
        for _ in range(5):
            self.exact()
        hall.kill_both()
        store, = hall.platform.folder.glob("**/*.db")
        whole = store.read_bytes()
        before = {number: self.shown(number) for number in hall.receipts}
        seen = 0
        columns = columns_of(store)
        for table, column in columns:
            with self.subTest(table=table, column=column):
                flip(store, table, column, hall.random)
                touched = [number for number, trail in before.items() if self.shown(number) != trail]
                seen += bool(touched)
                if table == "events" and column in ("case_number", "json", "hash"):
                    self.assertEqual(len(touched), 1, "an altered event was not seen")
                self.assertLessEqual(len(touched), 1, "the trails of others are not to be had")
            store.write_bytes(whole)
        print(f"{len(columns)} columns, {seen} flips seen", flush=True)
        self.exact()


if __name__ == "__main__":
    unittest.main()
