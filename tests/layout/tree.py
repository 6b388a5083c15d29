"""The checked tree: its files as git sees them, their text, and what a rule reports."""

import re
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TEXT_ENDINGS = {
    ".cpp", ".h", ".c", ".def", ".rep", ".qml", ".js", ".mjs", ".cmake", ".txt", ".md", ".py", ".sh", ".json", ".toml",
    ".ts", ".conf", ".svg", ".yml", ".yaml", "",
}


@dataclass(frozen=True, order=True)
class Violation:
    """key names the place without line numbers, so that an exception outlives an edit elsewhere."""

    key: str
    text: str


class Tree:
    def __init__(self, root):
        self.root = Path(root)
        self.files = sorted(self._git_files() or self._walk())

    def _git_files(self):
        if not (self.root / ".git").exists():
            return []
        # The tree may belong to somebody else (a mounted checkout): git would refuse to look at it.
        command = ["git", "-c", f"safe.directory={self.root}", "-C", str(self.root), "ls-files", "-z", "--cached",
                   "--others", "--exclude-standard"]
        listed = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split("\0")
        return [name for name in listed if name and (self.root / name).is_file()]

    def _walk(self):
        skipped = {"build", "node_modules", "__pycache__", ".git"}
        paths = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        return [str(path) for path in paths if not skipped.intersection(path.parts)]

    def matching(self, *endings, under=()):
        folders = tuple(folder.rstrip("/") + "/" for folder in under)
        return [name for name in self.files if name.endswith(endings) and (not under or name.startswith(folders))]

    def texts(self):
        return [name for name in self.files if Path(name).suffix in TEXT_ENDINGS and self.is_text(name)]

    def is_text(self, name):
        return b"\0" not in self._bytes(name)[:4096]

    @lru_cache(maxsize=None)
    def _bytes(self, name):
        return (self.root / name).read_bytes()

    def text(self, name):
        return self._bytes(name).decode("utf-8", errors="replace")

    def has(self, name):
        return (self.root / name).exists()


_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]{0,16})\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-zA-Z])'(?:\\.|[^'\\\n])+'", re.S)


def without_comments(text, strings=False):
    """Comments (and, when asked, the inside of strings) as blanks; every line keeps its number."""

    def blank(match):
        token = match.group(0)
        if token.startswith(("//", "/*")):
            return re.sub(r"[^\n]", " ", token)
        return '""' + "\n" * token.count("\n") if strings else token

    return _TOKEN.sub(blank, text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1
