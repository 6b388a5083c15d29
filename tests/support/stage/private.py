"""Temporary folders of its own for a test and all that it starts, where root may: then what lies there is the stage's."""
import ctypes
import os
import subprocess
import sys

CLONE_NEWNS = 0x00020000
TEMPORARY = ("/tmp", "/var/tmp", "/dev/shm")


def temporary_folders(*kept):
    """Leaves the machine's mounts; `kept` are folders that stay where they are, even below /tmp. True when it was done."""
    if os.geteuid() != 0 or ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNS) != 0:
        return False
    kept = [(os.path.realpath(folder), os.open(folder, os.O_PATH)) for folder in kept]
    try:
        mount("--make-rprivate", "/")
        for folder in TEMPORARY:
            mount("-t", "tmpfs", "-o", "mode=1777", "tmpfs", folder)
        for folder, descriptor in kept:
            if folder.startswith(TEMPORARY):
                os.makedirs(folder, exist_ok=True)
                # -c: by the descriptor itself, not by the name that it had.
                mount("-c", "--bind", f"/proc/{os.getpid()}/fd/{descriptor}", folder)
    except subprocess.CalledProcessError as error:
        sys.exit(f"the test has left the machine's mounts and cannot make its own: {error}")
    finally:
        for _, descriptor in kept:
            os.close(descriptor)
    return True


def mount(*words):
    subprocess.run(["mount", *words], check=True)
