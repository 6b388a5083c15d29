"""What visits that are made by themselves share: sentences with their time, and pictures of the screen."""

import shutil
import subprocess
import time

from stage.waiting import until


class Story:
    def __init__(self, hall, say, folder):
        """folder: below build/demo; its pictures are this story's alone."""
        self.hall, self.say, self.began = hall, say, time.monotonic()
        self.pictures = hall.out / folder
        shutil.rmtree(self.pictures, ignore_errors=True)
        self.pictures.mkdir(parents=True)

    def tell(self, words):
        self.say(f"{time.monotonic() - self.began:6.1f} s  {words}")

    def file(self, name):
        return self.pictures / f"{len(list(self.pictures.iterdir())) + 1:02}-{name}.png"

    def picture(self, name):
        """Of a screen at rest."""
        file, before = self.file(name), []

        def still():
            self.hall.screen.shoot(file)
            pixels = subprocess.run(["identify", "-format", "%#", file], capture_output=True, check=True).stdout
            before.append(pixels)
            return len(before) > 1 and before[-2] == pixels

        until(still, f"the screen to rest at {name}", 30)
