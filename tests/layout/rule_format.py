"""Every C++ file is as clang-format writes it."""

import re
import subprocess

from tree import Violation


def check(tree, _build):
    names = tree.matching(".cpp", ".h")
    if not names:
        return []
    done = subprocess.run(["clang-format", "--dry-run", "--Werror", "--style=file", *names], cwd=tree.root,
                          capture_output=True, text=True, check=False)
    wrong = sorted(set(re.findall(r"^(\S+?):\d+:\d+: error: code should be clang-formatted", done.stderr, re.M)))
    if done.returncode and not wrong:
        raise RuntimeError("clang-format failed:\n" + done.stderr[-2000:])
    return [Violation(f"format: {name}", f"{name} is not formatted: clang-format -i {name}") for name in wrong]
