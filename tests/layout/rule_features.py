"""Each feature of README names the ctest tests that prove it, and they exist."""

import re
import subprocess

import table
from tree import Violation


def ctest_names(build):
    done = subprocess.run(["ctest", "--test-dir", str(build), "--show-only"], capture_output=True, text=True, check=True)
    return set(re.findall(r"Test\s+#\d+: (\S+)", done.stdout))


def compare(rows, existing):
    found = []
    for cells in rows:
        named = re.findall(r"`([^`]+)`", cells[-1])
        if not named:
            found.append(Violation(f"features: {cells[0]}", f"README: the feature '{cells[0]}' names no test"))
        for test in named:
            if test not in existing:
                found.append(Violation(f"features: {test}", f"README: the test {test} of '{cells[0]}' does not exist"))
    return found


def check(tree, build):
    return compare(table.rows_after(tree.text("README.md"), "Features"), ctest_names(build))
