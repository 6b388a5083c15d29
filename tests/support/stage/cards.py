"""A reader of smart cards for a stage: a pcscd of its own, and cards that are put in by command (tests/support/smartcard)."""
import subprocess
from pathlib import Path

from .processes import dies_with_us
from .waiting import until

KINDS = "2.25.257061233134196493375598798290885342647"
OPERATOR = f"""basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = {KINDS}.8
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


class Cards:
    """The PIN of every operator's card is 82640917."""

    pin = "82640917"

    def __init__(self, stage, keys=None):
        """keys: a folder for what outlives the stage; without it, nothing does."""
        self.stage, self.folder = stage, stage.folder / "cards"
        self.keys = keys or self.folder
        self.socket = self.folder / "pcscd.comm"
        self.process = None

    def issue(self, root):
        """Two operators' cards, signed by the root in that folder, as its keeper would with openssl."""
        self.keys.mkdir(mode=0o755)
        kinds = self.keys / "kinds"
        kinds.write_text(OPERATOR)
        for name in ("operator", "other"):
            key, request, pem = (self.keys / f"{name}.{end}" for end in ("key", "csr", "pem"))
            openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}",
                    "-keyout", key, "-out", request)
            openssl("x509", "-req", "-in", request, "-CA", Path(root) / "root.pem", "-CAkey", Path(root) / "root.key",
                    "-days", "2", "-extfile", kinds, "-out", pem)
            openssl("x509", "-in", pem, "-outform", "DER", "-out", self.keys / f"{name}.der")

    def enlist(self, name, enrolment):
        """That operator is one of the terminal's from now on."""
        listed = Path(enrolment) / "operators"
        listed.mkdir(exist_ok=True)
        (listed / f"{name}.pem").write_text((self.keys / f"{name}.pem").read_text())

    def settings(self):
        """A device of the terminal's settings, to be formatted once more."""
        return (f'\n\n[devices.smartcard]\nmodule = "smartcard-pcsc"\noptions = {{{{ socket = "{self.socket}", '
                'reader = "00 00" }}')

    def start(self):
        """False where this user may have no network of its own."""
        self.folder.mkdir(mode=0o755, exist_ok=True)
        log = self.stage.household.log("cards")
        with open(log, "ab") as output:
            self.process = subprocess.Popen(
                [self.stage.tool("smartcard-peer"), "--folder", self.folder, "--driver",
                 self.stage.build / "tests" / "lib" / "ifd-pullable.so", "--persons",
                 self.stage.source / "tests" / "data" / "persons.json", "--keys", self.keys],
                stdin=subprocess.PIPE, stdout=output, stderr=output, preexec_fn=dies_with_us(9))
        first = until(lambda: next(iter(self.lines()), None), "the reader of smart cards")
        if not first.startswith("ready"):
            return False
        # As systemd's unit of pcscd has it.
        self.socket.chmod(0o666)
        return True

    def lines(self):
        return self.stage.household.log("cards").read_text(errors="replace").splitlines()

    def do(self, command):
        before = self.lines().count(f"ok {command}")
        self.process.stdin.write(command.encode() + b"\n")
        self.process.stdin.flush()
        until(lambda: self.lines().count(f"ok {command}") > before, f"{command!r} to be obeyed")

    def end(self):
        if self.process:
            self.process.communicate()


def openssl(*words):
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)
