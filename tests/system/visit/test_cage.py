"""The whole terminal as a hall runs it: below the compositor cage, which shows one visit after the other and nothing else."""
import os
import signal
import tempfile
import threading
import unittest
from pathlib import Path

from citizen import GOODBYE, Citizen
from scene import Scene, SceneTest
from stage.cage import Cage
from stage.processes import Household, descendants, program_of, running
from stage.terminal import Terminal
from stage.waiting import until

PROGRAMS = ("cage", "jiujin-terminal", "jiujin-visit", "jiujin-driver-host", "Xwayland")
# What a page always covers; all of them are light.
COVERED = 0.9


class Watch(threading.Thread):
    """Looks at the output again and again, from the beginning to the end of the `with`."""

    def __init__(self, screen):
        super().__init__(daemon=True)
        self.screen, self.lit, self._over = screen, [], threading.Event()

    def run(self):
        while not self._over.is_set():
            self.lit.append(self.screen.look().lit)

    def more(self, count):
        """Waits for so many further looks."""
        enough = len(self.lit) + count
        until(lambda: len(self.lit) >= enough or not self.is_alive(), "pictures of the output")
        if not self.is_alive():
            raise AssertionError("the output could not be looked at")

    def __enter__(self):
        self.start()
        self.more(1)
        return self

    def __exit__(self, *_):
        self._over.set()
        self.join()


class Hall(SceneTest):
    def setUp(self):
        self.scene = Scene(self, screen=Cage)

    def process(self):
        """The visit that has the screen."""
        return until(self.scene.shown.window, "a visit on the screen").process

    def test_a_visit_has_the_whole_output(self):
        terminal, = running("jiujin-terminal")
        cage, = running("cage")
        self.assertIn(terminal, descendants(cage))
        output = self.scene.screen.look()
        self.assertEqual(self.scene.shown.window().box, (0, 0, *output.size))
        self.assertGreater(output.lit, COVERED)

    def test_visits_follow_each_other_and_the_screen_is_never_black(self):
        visits = [self.process()]
        with Watch(self.scene.screen) as watch:
            for _ in range(2):
                self.come_and_leave()
                watch.more(3)
                visits.append(self.process())
        self.assertEqual(len(set(visits)), 3, "each citizen has a process of their own")
        print(f"{len(watch.lit)} pictures, the darkest {min(watch.lit):.3f}", flush=True)
        self.assertGreater(min(watch.lit), COVERED)

    def come_and_leave(self):
        citizen = Citizen(self.scene, self.scene.people.next())
        citizen.visit(until_step="lay_card")
        citizen.press("首页")
        citizen.press("离开")
        citizen.title(GOODBYE)
        self.scene.reader.lift()
        self.scene.welcoming()

    def test_the_compositor_ends_with_the_terminal_and_nothing_is_left(self):
        for how in (signal.SIGTERM, signal.SIGKILL):
            with self.subTest(how=how.name):
                terminal, = running("jiujin-terminal")
                os.kill(terminal, how)
                until(lambda: not self.scene.household.alive("terminal"), "the end of the compositor")
                until(lambda: not [name for name in PROGRAMS if running(name)], "the end of all")
            if how == signal.SIGTERM:
                self.scene.terminal.start()
                self.scene.welcoming()


class Empty(unittest.TestCase):
    def test_a_compositor_that_shows_nothing_is_seen_to_be_black(self):
        with tempfile.TemporaryDirectory(prefix="jiujin-stage-") as folder, Household(Path(folder) / "logs") as household:
            Path(folder).chmod(0o755)
            screen = Cage(household, Path(folder) / "screen", Terminal.visit_user())
            screen.start()
            household.start("cage", screen.around(["sleep", "1000"]), user=screen.owner,
                            env=os.environ | screen.environment() | {"XDG_RUNTIME_DIR": str(screen.runtime)})
            self.assertEqual(screen.look().lit, 0)


if __name__ == "__main__":
    unittest.main()
