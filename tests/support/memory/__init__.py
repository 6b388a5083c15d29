"""A person in the memory of running processes: memscan with the needles of leakscan."""
import subprocess

from leaks import person as persons


def patterns(person):
    """What memscan reads: the plain spellings and the JSON escapes, one a line."""
    needles = persons.plain(person) + [n for n in persons.coded(person) if n.form == "JSON escapes"]
    return "".join(f"{n.kind}/{n.form.replace(' ', '-')} {n.data.hex()}\n" for n in needles)


def scan(memscan, pids, person):
    """The lines LEAK … of the processes; raises when one of them could not be read."""
    done = subprocess.run([memscan, *map(str, pids)], input=patterns(person), capture_output=True, text=True, check=False)
    if "BLIND" in done.stderr or done.returncode not in (0, 1):
        raise RuntimeError(f"memory could not be scanned: {done.stderr.strip()}")
    return [line for line in done.stdout.splitlines() if line.startswith("LEAK ")]
