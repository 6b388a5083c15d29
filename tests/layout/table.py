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
    """path 'app/visit' and target 'jiujin-visit'; uses None: everything."""

    path: str
    target: str
    uses: set | None
    libraries: set | None


def names(cell, everything):
    if cell == everything:
        return None
    return set() if cell in ("–", "-", "") else {name.strip(" `") for name in cell.split(",")}


def rooms(readme):
    """{path: Room} of the table of arrows. First cell: `platform/base`, or `drivers/host` (`jiujin-driver-host`)."""
    found = {}
    for cells in rows_after(readme, "Arrows"):
        words = re.findall(r"`([^`]+)`", cells[0])
        if len(cells) != 3 or len(words) not in (1, 2):
            raise TableError(f"README.md: a row of the arrows cannot be read: {' | '.join(cells)}")
        target = words[1] if len(words) == 2 else words[0].replace("/", "-")
        found[words[0]] = Room(words[0], target, names(cells[1], "everything"), names(cells[2], "all"))
    return found
