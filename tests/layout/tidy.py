#!/usr/bin/env python3
"""tidy BUILD [--each] [--jobs N]: clang-tidy over every source of app, drivers and platform.

BUILD is a built tree with compile_commands.json. Most of the time goes into headers, so the sources of a room are judged a few
at a time, as one; where something is found, or where they cannot stand in one file (two have a helper of one name), in halves,
down to each by itself, and only that counts. --each judges all by themselves: that alone finds an include that was forgotten, for
gcc's precompiled headers are left out, and a using-declaration that nobody needs.
"""
import argparse
import json
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
OURS = ("app", "drivers", "platform")
TOGETHER = 8


def without_gcc(words):
    """The command's flags as clang takes them: neither precompiled headers nor gcc's own warnings, no output."""
    kept, skip = [], False
    for word in words[1:]:
        if skip or word in ("-Winvalid-pch", "-fpch-preprocess", "-c") or word.startswith("-Wno-stringop"):
            skip = False
        elif word in ("-o", "-include"):
            skip = True
        else:
            kept.append(word)
    return kept


def sources(build):
    """Of each room or program: its sources, each with its flags and the folder that they are meant for."""
    rooms, seen = {}, set()
    for entry in json.loads((build / "compile_commands.json").read_text()):
        file = Path(entry["file"])
        words = shlex.split(entry["command"])
        if words[0].endswith("ccache"):
            words = words[1:]
        if not file.is_relative_to(TOP) or file.relative_to(TOP).parts[0] not in OURS or file.is_relative_to(build) or file in seen:
            continue
        seen.add(file)
        room = re.search(r"CMakeFiles/([^/]+)\.dir/", words[words.index("-o") + 1])[1]
        flags = [word for word in without_gcc(words) if word != str(file)]
        rooms.setdefault(room, []).append((file, flags, entry["directory"]))
    return rooms


class Tidy:
    def __init__(self, folder):
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)

    def judge(self, file, flags, directory):
        """What it says; nothing when all is well."""
        done = subprocess.run(["clang-tidy", "-quiet", "--extra-arg=-w", "--header-filter=(app|drivers|platform)/.*", str(file), "--",
                               *flags], cwd=directory, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr if done.returncode else ""

    def together(self, name, members):
        """What is wrong with these sources of one room."""
        if len(members) == 1:
            (file, *rest), = members
            return [(file, said)] if (said := self.judge(file, *rest)) else []
        unit = self.folder / f"{name}.cpp"
        unit.write_text("".join(f'#include "{file}"\n' for file, _, _ in members))
        if not self.judge(unit, *members[0][1:]):
            return []
        half = len(members) // 2
        return self.together(f"{name}a", members[:half]) + self.together(f"{name}b", members[half:])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    given = parser.parse_args()
    build = given.build.resolve()
    rooms = sources(build)
    if sum(len(members) for members in rooms.values()) < 100:
        sys.exit(f"tidy: {build}/compile_commands.json names hardly any source")
    tidy = Tidy(build.parent / "tidy")
    size = 1 if given.each else TOGETHER
    parts = [(f"{room}-{first}", members[first:first + size])
             for room, members in sorted(rooms.items()) for first in range(0, len(members), size)]
    with ThreadPoolExecutor(given.jobs) as pool:
        wrong = [each for found in pool.map(lambda part: tidy.together(*part), parts) for each in found]
    for file, said in wrong:
        print(f"{file.relative_to(TOP)}:\n{said}", file=sys.stderr)
    print(f"tidy: {len(wrong)} of {sum(len(members) for members in rooms.values())} sources have findings")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
