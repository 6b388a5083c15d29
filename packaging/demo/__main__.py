"""What packaging/run does once everything is built. See packaging/run for the arguments."""

import os
import signal
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "tests/support"), str(TOP / "tests/system/visit")]
from commands import HELP, Commands  # noqa: E402
from hall import Hall, port_is_free  # noqa: E402


def say(words):
    print(words, flush=True)


def has_display():
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def start(hall):
    say("First start: keys and certificates of a platform and a terminal are made." if hall.first_start() else
        "Platform and terminal are as the last start left them.")
    hall.screen.start()
    hall.reader.start()
    hall.printing.start()
    hall.enrol()
    if not port_is_free(hall.proxy.port):
        raise RuntimeError(f"port {hall.proxy.port}, where the terminal looks for its platform, is taken: is another "
                           f"packaging/run at work? Otherwise remove {hall.home} to begin anew.")


def scripted(hall):
    start(hall)
    os.environ.update(hall.screen.environment())
    import atspi
    from scripted import Tour
    hall.shown = atspi.Program("jiujin-visit")
    hall.terminal.start()
    hall.await_terminal()
    Tour(hall, say).take()


def interactive(hall):
    start(hall)
    hall.platform_on()
    hall.terminal.start()
    hall.await_terminal()
    say(f"The window is open. Commands:\n{HELP}")
    commands = Commands(hall, say)
    for line in sys.stdin:
        if not commands.obey(line):
            return
    # Without a keyboard to read from, the window stays until it is told to end.
    if not sys.stdin.isatty():
        signal.pause()


def stop(_signal, _frame):
    raise KeyboardInterrupt


def main():
    by_itself = "--scripted" in sys.argv or not has_display()
    window = None if by_itself or "--fullscreen" in sys.argv else "540x960"
    out = TOP / "build" / "demo"
    out.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, stop)
    with tempfile.TemporaryDirectory(prefix="jiujin-run-") as folder:
        hall = Hall(TOP, Path(folder), out, window, desktop=not by_itself)
        try:
            scripted(hall) if by_itself else interactive(hall)
            return 0
        except KeyboardInterrupt:
            say("Ended.")
            return 130
        except (RuntimeError, AssertionError, OSError) as reason:
            say(f"packaging/run cannot go on: {reason}\nThe programs' own words are in {out / 'logs'}.")
            return 1
        finally:
            hall.end()
            keep_logs(hall, out / "logs")


def keep_logs(hall, kept):
    kept.mkdir(exist_ok=True)
    for log in hall.household.logs.glob("*.log"):
        (kept / log.name).write_bytes(log.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
