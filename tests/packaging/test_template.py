"""drivers/README.md told as a test: the template, copied out of the tree as a vendor would, builds by JIUJIN_EXTRA_DRIVERS
and passes the cases of its class under the shipped driver host."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BUILD = Path(sys.argv.pop(1))
SOURCE = BUILD.parents[1]
CASES = ("everyPersonIsReadAsTheChipHasIt", "aReadWaitsForTheCardAndIsAnsweredOnce", "noiseBeforeAnAnswerIsDropped",
         "afterACancelTheNextReadWorks", "aSecondReadIsRefusedAndTheFirstGoesOn")


def launchers():
    """A compiler cache of the build that this test belongs to, where it has one."""
    found = re.findall(r"^(CMAKE_C(?:XX)?_COMPILER_LAUNCHER):\w+=(\S+)$", (BUILD / "CMakeCache.txt").read_text(), re.M)
    return [f"-D{name}={value}" for name, value in found]


class Template(unittest.TestCase):
    def run_well(self, *words, **more):
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **more)
        self.assertEqual(done.returncode, 0, done.stdout[-4000:] + done.stderr[-4000:])

    def test_a_vendor_s_copy_builds_and_passes(self):
        with tempfile.TemporaryDirectory(prefix="jiujin-template-") as room:
            mine, build = Path(room) / "my-drivers", Path(room) / "build"
            shutil.copytree(SOURCE / "drivers" / "template", mine)
            self.run_well("cmake", "-S", SOURCE, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DJIUJIN_TESTS=OFF",
                          f"-DJIUJIN_EXTRA_DRIVERS={mine}", *launchers())
            self.run_well("cmake", "--build", build, "--target", "drivers-template")
            self.assertTrue((build / "modules" / "template.so").exists())
            self.run_well(BUILD / "tests" / "bin" / "test-contract-idcard", *CASES, env=os.environ | {
                "JIUJIN_BINARY_DIR": str(BUILD), "JIUJIN_SOURCE_DIR": str(SOURCE), "JIUJIN_READER": "template",
                "JIUJIN_TEMPLATE_MODULES": str(build / "modules")})


if __name__ == "__main__":
    unittest.main()
