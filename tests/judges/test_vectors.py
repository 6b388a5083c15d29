"""platform/protocol/vectors before judges that share no code with Jiujin: openssl for CMS, jose for JWS, Python for the rest."""

import base64
import hashlib
import json
import struct
import subprocess
import tempfile
import unittest
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "platform/protocol/vectors"
NOON = "1795320000"  # 2026-11-22T04:00:00Z, when the vectors' certificates are valid


def vector(name):
    return (FOLDER / name).read_bytes()


def digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")


def octets(data, tag):
    """Content and rest of a DER element with a definite length."""
    assert data[0] == tag, data[:4]
    size, start = data[1], 2
    if size > 127:
        start += size - 128
        size = int.from_bytes(data[2:start], "big")
    return data[start:start + size], data[start + size:]


class Vectors(unittest.TestCase):
    def openssl(self, data, *arguments):
        with tempfile.TemporaryDirectory(prefix="jiujin-vectors-") as folder:
            given, out = Path(folder, "in"), Path(folder, "out")
            given.write_bytes(data)
            done = subprocess.run(["openssl", "cms", *arguments, "-binary", "-inform", "DER", "-in", given, "-out", out],
                                  capture_output=True, check=False)
            return out.read_bytes() if done.returncode == 0 else None

    def verify(self, packet):
        return self.openssl(packet, "-verify", "-CAfile", FOLDER / "keys/root.pem", "-purpose", "any", "-attime", NOON)

    def jws(self, text, signer):
        done = subprocess.run(["node", Path(__file__).parent / "jws.mjs", FOLDER / "keys" / f"{signer}.pem"], input=text,
                              capture_output=True, check=False)
        return done.stdout if done.returncode == 0 else None

    def test_packet(self):
        content = self.verify(vector("packet.der"))
        self.assertEqual(content, vector("content.der"))
        inside, rest = octets(content, 0x30)
        header, more = octets(inside, 0x04)
        sealed, end = octets(more, 0x04)
        self.assertEqual((header, sealed, rest, end), (vector("header.json"), vector("sealed.der"), b"", b""))
        self.assertEqual(json.loads(header)["sealedDigest"], digest(sealed))
        self.assertEqual(vector("batch.bin"), struct.pack(">I", len(vector("packet.der"))) + vector("packet.der"))

    def test_packet_with_a_flipped_bit(self):
        packet = bytearray(vector("packet.der"))
        packet[packet.index(vector("sealed.der")) + 900] ^= 1
        self.assertIsNone(self.verify(bytes(packet)))

    def test_sealed(self):
        for recipient in ("seal", "escrow"):
            keys = ["-recip", FOLDER / f"keys/{recipient}.pem", "-inkey", FOLDER / f"keys/{recipient}.key"]
            self.assertEqual(self.openssl(vector("sealed.der"), "-decrypt", *keys), vector("document.json"))
        keys = ["-recip", FOLDER / "keys/terminal.pem", "-inkey", FOLDER / "keys/terminal.key"]
        self.assertIsNone(self.openssl(vector("sealed.der"), "-decrypt", *keys))

    def test_document(self):
        text = vector("document.json")
        document, header = json.loads(text), json.loads(vector("header.json"))
        self.assertEqual(document["header"], header["core"])
        self.assertEqual(vector("core.json"), json.dumps(header["core"], separators=(",", ":")).encode())
        salt = base64.urlsafe_b64decode(document["salt"] + "=")
        body = text[text.index(b'"body":') + len(b'"body":'):-1]
        self.assertEqual(json.loads(body), document["body"])
        self.assertEqual(header["core"]["bodyDigest"], digest(salt + body))

    def test_signed_words(self):
        for name, signer in [("acknowledgement", "acknowledge"), ("checkpoint", "acknowledge"), ("receipt", "terminal"),
                             ("credential", "credential"), ("evidence", "witness"), ("answer", "acknowledge")]:
            with self.subTest(name):
                token = vector(f"{name}.jws")
                self.assertEqual(self.jws(token, signer), vector(f"{name}.json"))
                self.assertIsNone(self.jws(token, "seal"))
                head, payload, signature = token.split(b".")
                self.assertIsNone(self.jws(b".".join([head, payload[:-2] + b"AA", signature]), signer))

    def test_what_the_words_bind(self):
        header = vector("header.json")
        entry = json.loads(vector("acknowledgement.json"))["entries"][0]
        self.assertEqual((entry["headerDigest"], entry["packetId"]), (digest(header), json.loads(header)["core"]["packetId"]))
        receipt = json.loads(vector("receipt.json"))
        self.assertEqual(receipt["d"], digest(vector("sealed.der")))
        self.assertEqual(json.loads(header)["receiptDigest"], digest(vector("receipt.json")))
        code = b"JJ1." + vector("receipt.jws") + b"." + vector("credential.jws")
        self.assertEqual(vector("receipt-code.txt"), code)
        # RFC 9162 section 2.1.1: a tree of one leaf is the hash of 0 and the entry.
        leaf = b"\0" + struct.pack(">Q", 42) + digest(header).encode()
        self.assertEqual(json.loads(vector("checkpoint.json"))["root"], digest(leaf))

    def test_ask(self):
        keys = ["-recip", FOLDER / "keys/seal.pem", "-inkey", FOLDER / "keys/seal.key"]
        self.assertEqual(self.openssl(vector("ask-sealed.der"), "-decrypt", *keys), vector("request.json"))
        ask, request = json.loads(vector("ask.json")), json.loads(vector("request.json"))
        self.assertEqual(len(vector("request.json")), 2048)
        self.assertEqual((ask["askId"], ask["deadline"]), (request["askId"], request["deadline"]))
        self.assertEqual(ask["sealed"], base64.urlsafe_b64encode(vector("ask-sealed.der")).decode().rstrip("="))
        # The evidence is for this very request, as it stands without it.
        evidence = vector("evidence.jws").decode()
        self.assertEqual(request["assurance"]["evidence"], evidence)
        bare = vector("request.json").decode().replace(evidence, "")[:-2] + "0" * len(evidence) + '"}'
        self.assertEqual((len(bare), json.loads(bare)["assurance"]["evidence"]), (2048, ""))
        self.assertEqual(json.loads(vector("evidence.json"))["ask"], digest(bare.encode()))

    def test_answer(self):
        jws = self.openssl(vector("reply-sealed.der"), "-decrypt", "-inkey", FOLDER / "keys/one-time.key")
        self.assertEqual(jws, vector("answer.jws"))
        self.assertIsNone(self.openssl(vector("reply-sealed.der"), "-decrypt", "-inkey", FOLDER / "keys/seal.key"))
        answer, request = json.loads(vector("answer.json")), json.loads(vector("request.json"))
        self.assertEqual(len(vector("answer.json")), 2048)
        self.assertEqual((answer["askId"], answer["nonce"]), (request["askId"], request["nonce"]))
        public = subprocess.run(["openssl", "pkey", "-in", FOLDER / "keys/one-time.key", "-pubout", "-outform", "DER"],
                                capture_output=True, check=True).stdout
        self.assertEqual(request["replyKey"], base64.urlsafe_b64encode(public).decode().rstrip("="))

    def test_credential_names_the_terminals_key(self):
        done = subprocess.run(["openssl", "x509", "-in", FOLDER / "keys/terminal.pem", "-noout", "-pubkey"], capture_output=True, check=True)
        key = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=done.stdout, capture_output=True, check=True).stdout
        self.assertEqual(json.loads(vector("credential.json"))["k"], base64.urlsafe_b64encode(key).decode().rstrip("="))

    def test_recipients_key_ids(self):
        ids = json.loads(vector("core.json"))["recipientKeyIds"]
        for name, told in zip(("seal", "escrow"), ids):
            key = subprocess.run(["openssl", "pkey", "-in", FOLDER / f"keys/{name}.key", "-pubout", "-outform", "DER"],
                                 capture_output=True, check=True).stdout
            self.assertEqual(told, hashlib.sha256(key).hexdigest())


if __name__ == "__main__":
    unittest.main()
