"""A packet under tools that share no code with Jiujin: openssl's cms command, and a reader of DER of twenty lines."""
import json
import subprocess
import tempfile
from pathlib import Path


class Refused(Exception):
    """openssl said no."""


def openssl(*words, stdin=b""):
    done = subprocess.run(["openssl", *map(str, words)], input=stdin, capture_output=True, check=False)
    if done.returncode != 0:
        raise Refused(done.stderr.decode(errors="replace").strip())
    return done.stdout


def signed_content(packet, root):
    """What the packet's outer signature covers, when that signature holds under the root."""
    return openssl("cms", "-verify", "-inform", "DER", "-binary", "-purpose", "any", "-CAfile", root, stdin=packet)


def signer_of(packet):
    """Subject of the certificate that the packet carries."""
    pem = openssl("pkcs7", "-inform", "DER", "-print_certs", stdin=packet).decode()
    return next(line for line in pem.splitlines() if line.startswith("subject="))


def items(der):
    """(tag, value) of the elements that stand side by side in DER."""
    at = 0
    while at < len(der):
        tag, size, at = der[at], der[at + 1], at + 2
        if size & 0x80:
            octets = size & 0x7F
            size, at = int.from_bytes(der[at:at + octets], "big"), at + octets
        if at + size > len(der):
            raise ValueError("an element is longer than what holds it")
        yield tag, der[at:at + size]
        at += size


def split(content):
    """(header, sealed) of SEQUENCE { OCTET STRING, OCTET STRING }."""
    (tag, inside), = items(content)
    (first, header), (second, sealed) = items(inside)
    if (tag, first, second) != (0x30, 0x04, 0x04):
        raise ValueError("not a packet's content")
    return json.loads(header), sealed


def opened(sealed, key, certificate=None):
    """The document in an envelope, by the private key of that file."""
    with tempfile.NamedTemporaryFile(dir="/dev/shm") as file:
        file.write(sealed)
        file.flush()
        recipient = ["-recip", certificate] if certificate else []
        return json.loads(openssl("cms", "-decrypt", "-inform", "DER", "-binary", "-in", file.name, "-inkey", key, *recipient))


def new_key(folder):
    """The file of a key that nobody has sealed to."""
    file = Path(folder) / "stranger.key"
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", file)
    return file
