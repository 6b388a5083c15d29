"""The terminal's store as anybody reads it who has the disk: a copy of the file, and SQLite."""
import sqlite3
from contextlib import closing
from pathlib import Path


def rows(file):
    """(case number, packet, receipt's code) of every packet, oldest first."""
    data = Path(file).read_bytes()
    with closing(sqlite3.connect(":memory:")) as store:
        store.deserialize(data)
        return store.execute("SELECT number, packet, receipt FROM packet ORDER BY counter").fetchall()
