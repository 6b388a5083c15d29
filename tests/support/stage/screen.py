"""A screen of its own, under X."""
import os
import subprocess

from .buses import Buses


class Screen(Buses):
    def __init__(self, household, folder, size=(1080, 1920), user=None):
        super().__init__(household, folder, user)
        self.size, self.display = size, None

    def start(self):
        reading, writing = os.pipe()
        width, height = self.size
        self.household.start("xvfb", ["Xvfb", "-displayfd", writing, "-screen", "0", f"{width}x{height}x24",
                                      "-nolisten", "tcp", "-noreset", "-nocursor"], pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start: {self.household.tail('xvfb')}")
        self.display = f":{number}"
        super().start()

    def environment(self):
        return super().environment() | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def shoot(self, file):
        """A picture of the whole screen, as PNG."""
        subprocess.run(["import", "-window", "root", str(file)], env=dict(os.environ, DISPLAY=self.display), check=True)

    def xdotool(self, *words):
        return subprocess.run(["xdotool", *map(str, words)], env=dict(os.environ, DISPLAY=self.display), check=True,
                              capture_output=True, text=True).stdout

    def tap(self, x, y):
        self.xdotool("mousemove", x, y, "click", 1)

    def tap_twice(self, x, y):
        """As fast as a nervous finger."""
        self.xdotool("mousemove", x, y, "click", "--repeat", 2, "--delay", 60, 1)

    def draw(self, strokes):
        """Each stroke a list of points, drawn with the button down."""
        words = []
        for (x, y), *rest in strokes:
            words += ["mousemove", x, y, "mousedown", 1]
            for x, y in rest:
                words += ["mousemove", x, y]
            words += ["mouseup", 1]
        self.xdotool(*words)
