"""The Debian packages: what a hall is given holds no simulated device and nothing of the tests, and works where it lies."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BUILD = Path(sys.argv.pop(1))
MODULES = "usr/lib/jiujin/modules"


def run(*words, **more):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **more)


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.room = tempfile.TemporaryDirectory(prefix="jiujin-packages-")
        cls.addClassCleanup(cls.room.cleanup)
        cls.folder = Path(cls.room.name)
        made = run("cpack", "--config", BUILD / "CPackConfig.cmake", "-B", cls.folder / "made", cwd=cls.folder)
        if made.returncode != 0:
            raise AssertionError(made.stdout + made.stderr)
        cls.packages = {run("dpkg-deb", "-f", package, "Package").stdout.strip(): package
                        for package in (cls.folder / "made").glob("*.deb")}

    def unpacked(self, name):
        folder = self.folder / name
        if not folder.exists():
            done = run("dpkg-deb", "-x", self.packages[name], folder)
            self.assertEqual(done.returncode, 0, done.stderr)
        return folder

    def files(self, name):
        folder = self.unpacked(name)
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())

    def field(self, name, field):
        return run("dpkg-deb", "-f", self.packages[name], field).stdout.strip()

    def test_there_are_four(self):
        self.assertEqual(sorted(self.packages), ["jiujin-maker", "jiujin-platform", "jiujin-simulators", "jiujin-terminal"])

    def test_no_simulated_device_is_in_what_a_hall_is_given(self):
        for name in ("jiujin-terminal", "jiujin-platform"):
            for path in self.files(name):
                with self.subTest(package=name, path=path):
                    self.assertNotRegex(path, r"(?i)(^|/)(sim-|tests?-|test_)|emulator|simulat|mutant|gallery")
        # The names are not only hidden: no module of the terminal's says that it is one, and those of the other package do.
        said = {path: b"drivers3sim" in (self.unpacked(package) / path).read_bytes()
                for package in ("jiujin-terminal", "jiujin-simulators") for path in self.files(package)
                if path.startswith(MODULES)}
        self.assertEqual([path for path, simulated in said.items() if simulated],
                         [f"{MODULES}/sim-card.so", f"{MODULES}/sim-printer.so"])

    def test_every_real_module_is_there(self):
        sources = BUILD.parents[1] / "drivers"
        declared = [room.name for room in sources.iterdir()
                    if (room / "CMakeLists.txt").exists() and "jiujin_driver(" in (room / "CMakeLists.txt").read_text()]
        packed = [Path(path).stem for path in self.files("jiujin-terminal") if path.startswith(MODULES)]
        self.assertEqual(packed, sorted(name for name in declared if not name.startswith("sim-") and name != "template"))
        self.assertIn("idcard-samv", packed)

    def test_simulators_come_only_by_their_own_name(self):
        self.assertEqual(self.files("jiujin-simulators"), [f"{MODULES}/sim-card.so", f"{MODULES}/sim-printer.so"])
        self.assertRegex(self.field("jiujin-simulators", "Depends"), r"jiujin-terminal \(= ")
        self.assertNotIn("simulators", self.field("jiujin-terminal", "Depends") + self.field("jiujin-terminal", "Recommends"))

    def test_each_has_the_calendars_and_both_may_lie_on_one_machine(self):
        terminal, platform = self.files("jiujin-terminal"), self.files("jiujin-platform")
        years = sorted(path.name for path in (BUILD.parents[1] / "resources" / "calendar").iterdir())
        for folder, files in (("usr/share/jiujin", terminal), ("usr/share/jiujin-platform", platform)):
            self.assertEqual([path for path in files if "/calendar/" in path], [f"{folder}/calendar/{name}" for name in years])
        self.assertEqual(set(terminal) & set(platform), set())

    def test_the_libraries_that_it_needs_are_named(self):
        for name, needed in (("jiujin-terminal", ("libqt6remoteobjects6", "libcups2", "libsqlite3-0", "qml6-module-qtquick")),
                             ("jiujin-platform", ("libsqlite3-0", "libssl3"))):
            for library in needed:
                with self.subTest(package=name, library=library):
                    self.assertIn(library, self.field(name, "Depends"))

    def test_the_programs_run_where_they_lie(self):
        terminal, platform, maker = (self.unpacked(f"jiujin-{name}") for name in ("terminal", "platform", "maker"))
        for program in (terminal / "usr/bin/jiujin-terminal", terminal / "usr/bin/jiujinctl", platform / "usr/bin/jiujin-platform",
                        terminal / "usr/lib/jiujin/jiujin-visit", terminal / "usr/lib/jiujin/jiujin-driver-host",
                        terminal / "usr/lib/jiujin/jiujin-kit", maker / "usr/bin/jiujin-matter",
                        maker / "usr/lib/jiujin/jiujin-preview"):
            with self.subTest(program=program.name):
                done = run(program, "--help", env={"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen"})
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn("--help", done.stdout)

    def test_a_matter_is_previewed_where_its_maker_lies(self):
        maker = self.unpacked("jiujin-maker")
        pictures = self.folder / "pictures"
        done = run(maker / "usr/bin/jiujin-matter", "preview", maker / "usr/share/jiujin-maker/matters/pension-enrolment",
                   "--pictures", pictures)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertTrue(list(pictures.glob("*-receipt*.png")))

    def test_a_hall_that_asks_for_a_simulated_device_is_refused(self):
        terminal = self.unpacked("jiujin-terminal")
        host = [terminal / "usr/lib/jiujin/jiujin-driver-host", "--modules", terminal / MODULES, "--control", "0", "--module"]
        refused = run(*host, "sim-card", stdin=subprocess.DEVNULL)
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("sim-card.so", refused.stderr)
        # A module that is there gets as far as its options.
        found = run(*host, "idcard-samv", stdin=subprocess.DEVNULL)
        self.assertIn("one of device and descriptor", found.stderr)


if __name__ == "__main__":
    unittest.main()
