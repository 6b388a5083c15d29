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
from screens import Desktop, Seat, has_display, has_seat, window_size  # noqa: E402


def say(words):
    print(words, flush=True)


def start(hall):
    say("First start: keys and certificates of a platform and a terminal are made." if hall.first_start() else
        "Platform and terminal are as the last start left them.")
    hall.screen.start()
    hall.reader.start()
    hall.printing.start()
    hall.enrol()
    hall.read_cards()
    if not port_is_free(hall.proxy.port):
        raise RuntimeError(f"port {hall.proxy.port}, where the terminal looks for its platform, is taken: is another "
                           f"packaging/run at work? Otherwise remove {hall.home} to begin anew.")


def watched(hall):
    """A hall whose screen is read; neither platform nor terminal is up yet."""
    start(hall)
    os.environ.update(hall.screen.environment())
    import atspi
    hall.shown = atspi.Program("jiujin-visit")


def scripted(hall):
    watched(hall)
    from mishaps import Mishaps
    from scripted import Tour
    hall.terminal.start()
    hall.await_terminal()
    Tour(hall, say).take()
    say("The next visit: everything goes wrong with reader and printer.")
    Mishaps(hall, say).take()


def every_matter(hall):
    watched(hall)
    from matters import Matters
    hall.platform_on()
    hall.terminal.start()
    hall.await_terminal()
    Matters(hall, say).take()


def interactive(hall):
    start(hall)
    hall.platform_on()
    hall.terminal.start()
    hall.await_terminal()
    if isinstance(hall.screen, Seat):
        say(f"The terminal has the whole screen. To end it, on another console or over the network: kill {os.getpid()}")
    say(f"The terminal is open. It stays until you quit here: a window that is closed comes back. Commands:\n{HELP}")
    commands = Commands(hall, say)
    for line in sys.stdin:
        if not commands.obey(line):
            return
    # Without a keyboard to read from, the terminal stays until it is told to end.
    if not sys.stdin.isatty():
        signal.pause()


def stop(_signal, _frame):
    raise KeyboardInterrupt


def choose(arguments):
    """What to do, where to show it, and in a window of which size: a scripted visit has a screen that nobody sees."""
    if "--matters" in arguments:
        return every_matter, None, None
    if "--scripted" in arguments:
        return scripted, None, None
    if has_display():
        return interactive, Desktop, None if "--fullscreen" in arguments else window_size()
    if "--fullscreen" not in arguments:
        return scripted, None, None
    if has_seat():
        return interactive, Seat, None
    say("There is neither a display (DISPLAY, WAYLAND_DISPLAY) nor a graphics card (/dev/dri), so that the visit is made by "
        "itself.")
    return scripted, None, None


def main():
    what, place, window = choose(sys.argv[1:])
    out = TOP / "build" / "demo"
    out.mkdir(parents=True, exist_ok=True)
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(ending, stop)
    with tempfile.TemporaryDirectory(prefix="jiujin-run-") as folder:
        hall = None
        try:
            hall = Hall(TOP, Path(folder), out, window, place)
            what(hall)
            return 0
        except KeyboardInterrupt:
            say("Ended.")
            return 130
        except (RuntimeError, AssertionError, OSError) as reason:
            say(f"packaging/run cannot go on: {reason}")
            if hall:
                say(f"The programs' own words are in {out / 'logs'}.")
            return 1
        finally:
            # Whoever presses Ctrl-C once more has nothing left behind either.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            if hall:
                hall.end()
                keep_logs(hall, out / "logs")


def keep_logs(hall, kept):
    kept.mkdir(exist_ok=True)
    for log in hall.household.logs.glob("*.log"):
        (kept / log.name).write_bytes(log.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
