"""A stage for one test: everything is up and a welcome page stands when it is made, and all ends with the test."""
import os
import sys
import tempfile
import time
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3]
BUILD = Path(os.environ.get("JIUJIN_BINARY_DIR", SOURCE / "build" / "release"))
LEAKSCAN = SOURCE / "tests" / "support" / "leaks" / "leakscan"
MEMSCAN = BUILD / "tests" / "bin" / "memscan"
JUDGE = SOURCE / "tests" / "judges" / "receipt.mjs"
sys.path.insert(0, str(SOURCE / "tests" / "support"))
from stage.people import Population  # noqa: E402
from atspi import Gone  # noqa: E402
from stage.private import temporary_folders  # noqa: E402
from stage.stage import Stage  # noqa: E402
from stage.waiting import until  # noqa: E402
from citizen import EMPTY_PLACE, GOODBYE, HEADING, WELCOME  # noqa: E402

# Before anything makes a temporary file.
temporary_folders(SOURCE, BUILD)


class Scene(Stage):
    """owner: a test or, for a whole class, the class; its clean-up ends the scene."""

    def __init__(self, owner, platform=False, **settings):
        clean = owner.addClassCleanup if isinstance(owner, type) else owner.addCleanup
        folder = tempfile.TemporaryDirectory(prefix="jiujin-stage-")
        clean(folder.cleanup)
        super().__init__(folder.name, SOURCE, BUILD, **settings)
        clean(self.end)
        self.seed = int(os.environ.get("JIUJIN_SEED", time.time_ns() % 1_000_000_007))
        print(f"seed {self.seed}", flush=True)
        self.people = Population(self.seed)
        try:
            self.begin(platform)
            self.welcoming()
        except BaseException:
            print(self.tails(), flush=True)
            raise

    def status(self):
        return self.terminal.status()

    def device(self, name):
        """How a device is: "ok" or a code."""
        return next(d["health"] for d in self.status()["devices"] if d["name"] == name)

    def welcoming(self, seconds=40.0):
        """Waits until the next citizen may begin."""
        return self.shown.see(WELCOME, HEADING, seconds)

    def walk_home(self, seen=lambda titles: None, seconds=60.0):
        """From whatever page stands to the welcome page, as a citizen would; `seen` is told the titles on the way."""
        def there():
            titles = [name for name, _ in self.shown.named(HEADING)]
            if any(WELCOME.search(title) for title in titles):
                return True
            seen(titles)
            if GOODBYE in titles:
                self.screen.tap(*EMPTY_PLACE)
            for button in ("完成，离开", "离开", "结束", "首页", "返回"):
                if element := self.shown.look(button):
                    try:
                        element.press()
                    except Gone:
                        pass
                    break
            return False
        until(there, "the welcome page", seconds)


class SceneTest(unittest.TestCase):
    """A test that shows the programs' own words when it fails."""

    scene = None

    def doCleanups(self):
        if self.scene and not self._outcome.success:
            print(f"--- {self.id()}\n{self.scene.tails()}\n{self.scene.shown.describe()}", flush=True)
        return super().doCleanups()


__all__ = ["JUDGE", "LEAKSCAN", "MEMSCAN", "Scene", "SceneTest", "until"]
