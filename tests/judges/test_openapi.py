"""Redocly's strictest rules over the wire's OpenAPI document; then mistakes are planted, and found."""

import re
import subprocess
import tempfile
import unittest
from pathlib import Path

FOLDER = Path(__file__).parent
DOCUMENT = FOLDER.parents[1] / "platform/protocol/openapi.yaml"
README = DOCUMENT.with_name("README.md")


class OpenApi(unittest.TestCase):
    def lint(self, text):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml", prefix="jiujin-openapi-") as file:
            file.write(text)
            file.flush()
            return subprocess.run(["node", FOLDER / "lint_openapi.mjs", file.name], capture_output=True, text=True, check=False)

    def test_no_problem(self):
        done = self.lint(DOCUMENT.read_text())
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_planted_mistakes(self):
        text = DOCUMENT.read_text()
        for rule, old, new in [("operation-operationId-unique", "askHealth", "fetchAcknowledgements"),
                               ("no-unresolved-refs", "schemas/Words", "schemas/Wrods"),
                               ("no-unused-components", "  schemas:\n", "  schemas:\n    Spare:\n      type: string\n"),
                               ("security-defined", "- terminal: []", "- termnial: []")]:
            with self.subTest(rule=rule):
                self.assertIn(old, text)
                done = self.lint(text.replace(old, new, 1))
                self.assertEqual(done.returncode, 1, done.stdout)
                self.assertIn(rule, done.stdout + done.stderr)

    def test_the_prose_names_the_same_calls(self):
        path = None
        calls = set()
        for line in DOCUMENT.read_text().splitlines():
            if found := re.match(r"  (/v1/\S+):$", line):
                path = found[1]
            elif path and (found := re.match(r"    (get|post|put|head):$", line)):
                calls.add(f"{found[1].upper()} {path}")
        prose = set(re.findall(r"^\| `((?:GET|POST|PUT|HEAD) /v1/[\w/.{}]+)", README.read_text(), re.M))
        self.assertGreater(len(calls), 2)
        self.assertEqual(calls, prose)


if __name__ == "__main__":
    unittest.main()
