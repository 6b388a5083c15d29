#!/usr/bin/python3
"""layout.py RULE --source DIR --build DIR: holds the tree against one rule of the house.

Exceptions stand in exceptions.txt, one `key  # reason` a line. The list may only shrink: an exception whose violation
has vanished fails too, until its line is removed."""

import argparse
import importlib
import sys
from pathlib import Path

from table import TableError
from tree import Tree, Violation

RULES = ("arrows", "sizes", "screens", "codes", "private", "features", "format")
EXCEPTIONS = "tests/layout/exceptions.txt"


def exceptions_of(tree, rule):
    if not tree.has(EXCEPTIONS):
        return []
    lines = (line for line in tree.text(EXCEPTIONS).splitlines() if line.startswith(rule + ": "))
    return [line.split("  #")[0].rstrip() for line in lines]


def judge(violations, exceptions):
    """What is left: violations without an exception, exceptions without a violation."""
    keys = {violation.key for violation in violations}
    vanished = [Violation(key, f"the exception '{key}' is not needed any more: remove it from {EXCEPTIONS}")
                for key in exceptions if key not in keys]
    return [violation for violation in violations if violation.key not in exceptions] + vanished


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rule", choices=RULES)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--build", type=Path)
    wanted = parser.parse_args()
    tree = Tree(wanted.source)
    try:
        violations = importlib.import_module("rule_" + wanted.rule).check(tree, wanted.build)
    except TableError as error:
        violations = [Violation(f"{wanted.rule}: table", str(error))]
    left = judge(violations, exceptions_of(tree, wanted.rule))
    for violation in left:
        print(violation.text)
    print(f"{wanted.rule}: {len(left)} violations in {len(tree.files)} files")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
