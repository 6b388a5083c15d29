"""The tables of README.md."""

import re
from dataclasses import dataclass


class TableError(Exception):
    pass


def rows_after(readme, heading):
    """The cells of the first table below a heading, without its two head lines."""
    section = re.search(rf"^#+ {re.escape(heading)}$(.*?)(?=^#+ |\Z)", readme, re.M | re.S)
    if not section:
        raise TableError(f"README.md has no heading '{heading}'")
    lines = [line for line in section.group(1).splitlines() if line.startswith("|")]
    if len(lines) < 3:
        raise TableError(f"README.md has no table below '{heading}'")
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines[2:]]


@dataclass
class Room:
    path: str
    target: str
    uses: set
    libraries: set


def names(cell):
    return set() if cell in ("–", "-", "") else {name.strip(" `") for name in cell.split(",")}


def rooms(readme):
    """{path: Room} of the table of arrows. First cell: `platform/base`, or `platform/server` (`jiujin-platform`) for the
    files that are part of a program itself."""
    found = {}
    for cells in rows_after(readme, "Arrows"):
        words = re.fullmatch(r"`([^`]+)`(?: \(`([^`]+)`\))?", cells[0])
        if len(cells) != 3 or not words:
            raise TableError(f"README.md: a row of the arrows cannot be read: {' | '.join(cells)}")
        path, target = words.groups()
        found[path] = Room(path, target or path.replace("/", "-"), names(cells[1]), names(cells[2]))
    return found
