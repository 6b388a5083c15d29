"""memscan's own proof: a string held by a child is found in each encoding, on the heap, in a mapping and on a stack."""
import subprocess
import sys
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import memory  # noqa: E402
from leaks import person as persons  # noqa: E402

MEMSCAN = sys.argv.pop(1)
PERSON = persons.load('{"name": "欧阳建华", "number": "11010519491231002X", "phone": "13900001234"}')
# The child holds the text it reads, in one encoding only and in the middle of other bytes.
HOLDER = """
import mmap, sys
source, size = sys.stdin.buffer, int(sys.argv[1])
kept = mmap.mmap(-1, size)
place = size - 3000
kept[place:place + 1] = b"x"
view = memoryview(kept)[place + 1:place + 1001]
held = source.raw.readinto(view)
print(held, flush=True)
sys.stdin.buffer.raw.read()
"""


class Holder:
    def __init__(self, data, size=8 << 20):
        self.process = subprocess.Popen(["/usr/bin/python3", "-c", HOLDER, str(size)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.process.stdin.write(data)
        self.process.stdin.flush()
        if int(self.process.stdout.readline()) != len(data):
            raise RuntimeError("the child did not take what it should hold")

    def __enter__(self):
        return self.process.pid

    def __exit__(self, *_):
        self.process.communicate()


class Memscan(unittest.TestCase):
    def test_each_kind_in_each_encoding(self):
        for kind, (value,) in PERSON.items():
            for encoding in persons.ENCODINGS:
                with self.subTest(kind=kind, encoding=encoding), Holder(value.encode(encoding)) as pid:
                    leaks = memory.scan(MEMSCAN, [pid], PERSON)
                    self.assertTrue(leaks)
                    self.assertEqual({line.split()[3].split("/")[0] for line in leaks}, {kind})
                    self.assertNotIn(value, "".join(leaks))

    def test_over_the_edge_of_a_chunk(self):
        # 4 MiB are read at a time; the text lies across that edge for some of these sizes.
        text = PERSON["number"][0].encode("utf-16-le")
        for size in range((4 << 20) + 3000 - 40, (4 << 20) + 3001, 4):
            with Holder(text, size) as pid:
                self.assertTrue(memory.scan(MEMSCAN, [pid], PERSON), size)

    def test_clean_process(self):
        with Holder(b"nobody") as pid:
            self.assertEqual(memory.scan(MEMSCAN, [pid], PERSON), [])

    def test_it_does_not_find_itself(self):
        # A shell that hands over its own number by exec: the scanner is asked to look at itself.
        done = subprocess.run(["/bin/sh", "-c", 'exec "$0" $$', MEMSCAN], input=memory.patterns(PERSON),
                              capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_what_cannot_be_read_is_not_clean(self):
        ended = subprocess.Popen(["/bin/true"])
        ended.wait()
        with self.assertRaises(RuntimeError):
            memory.scan(MEMSCAN, [ended.pid], PERSON)

    def test_it_is_quick(self):
        with Holder(b"nobody", 500 << 20) as pid:
            started = time.monotonic()
            memory.scan(MEMSCAN, [pid], PERSON)
            self.assertLess(time.monotonic() - started, 10)


if __name__ == "__main__":
    unittest.main()
