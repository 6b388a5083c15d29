"""Asks, from `jiujinctl case` through the real terminal to the real platform and back: what is told, what is not, and what
happens when something on the way fails or lies."""
import base64
import http.client
import http.server
import json
import os
import signal
import ssl
import subprocess
import threading
import time
import unittest

from hall import BUILD, SOURCE, HallTest, until

PERSON = "zhang"  # who files in the hall


def lookup_code(receipt):
    """Of the claims in a receipt's code: JJ1.header.claims.signature.…"""
    claims = receipt.split(".")[2]
    return json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["l"]


def evidence(key, person, ask, level="L2", means="card-pin"):
    """The word of a witness, as platform/protocol/README.md has it: compact JWS, ES256."""
    def b64(data):
        return base64.urlsafe_b64encode(data).decode().rstrip("=")

    until = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(time.time() + 60))
    claims = {"level": level, "means": means, "person": person, "ask": ask, "until": until}
    text = f'{b64(json.dumps({"alg": "ES256"}, separators=(",", ":")).encode())}.{b64(json.dumps(claims, separators=(",", ":")).encode())}'
    der = subprocess.run(["openssl", "dgst", "-sha256", "-sign", key], input=text.encode(), capture_output=True, check=True).stdout
    numbers, at = b"", 2
    for _ in range(2):
        size = der[at + 1]
        numbers += int.from_bytes(der[at + 2:at + 2 + size], "big").to_bytes(32, "big")
        at += 2 + size
    return f"{text}.{b64(numbers)}"


class LyingZone:
    """An open zone that was taken over: it has the platform's TLS key, passes asks on, and does to the replies as it likes."""

    def __init__(self, hall, lie):
        self.heard, self.seen = [], []
        device = hall.enrolment / "device.pem", hall.enrolment / "device.key"
        onward = ssl.create_default_context(cafile=hall.enrolment / "root.pem")
        onward.load_cert_chain(*device)
        heard, seen = self.heard, self.seen

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                heard.append(body)
                line = http.client.HTTPSConnection("localhost", hall.platform.port, context=onward, timeout=20)
                line.request("POST", self.path, body, {"Content-Type": self.headers["Content-Type"]})
                answer = line.getresponse()
                reply = answer.read()
                seen.append(reply)
                told = lie(json.loads(body), reply, seen)
                self.send_response(answer.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)
                line.close()

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        inward = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        inward.load_cert_chain(hall.platform.folder / "server" / "server.pem", hall.platform.folder / "server" / "server.key")
        inward.load_verify_locations(hall.enrolment / "root.pem")
        inward.verify_mode = ssl.CERT_REQUIRED
        self._server.socket = inward.wrap_socket(self._server.socket, server_side=True)
        hall.proxy.target = self._server.server_address
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def with_other_bit(_, reply, __):
    whole = json.loads(reply)
    letter = whole["sealed"][-20]
    whole["sealed"] = whole["sealed"][:-20] + ("B" if letter == "A" else "A") + whole["sealed"][-19:]
    return json.dumps(whole, separators=(",", ":")).encode()


def with_the_first_reply(ask, _, seen):
    """An old reply under the new ask's name."""
    whole = json.loads(seen[0])
    whole["askId"] = ask["askId"]
    return json.dumps(whole, separators=(",", ":")).encode()


class Asks(HallTest):
    def setUp(self):
        super().setUp()
        self.hall.start_platform()
        visit = self.hall.start_terminal()
        self.assertTrue(self.hall.file(visit))
        self.hall.drained()
        self.number, receipt = next(iter(self.hall.receipts.items()))
        self.code = lookup_code(receipt)
        self.wrong = "Z" * 15 + ("Y" if self.code.endswith("Z") else "Z")

    def begin(self, number):
        return subprocess.Popen([BUILD / "bin" / "jiujinctl", "case", number, "--socket", self.hall.control,
                                 "--enrolment", self.hall.enrolment], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def ask(self, number, code):
        asking = self.begin(number)
        out, err = asking.communicate(code + "\n", timeout=60)
        return asking.returncode, out, err

    def refused(self, number, code, why):
        status, out, err = self.ask(number, code)
        self.assertEqual((status, out), (1, ""), err)
        self.assertTrue(err.startswith(why), err)
        self.assertNotIn(code, err)
        return err

    def state(self, number, code):
        status, out, err = self.ask(number, code)
        self.assertEqual((status, err), (0, ""), out)
        self.assertIn(self.number, out)
        self.assertIn("正在审核", out)
        return out

    def test_the_right_code_and_no_other(self):
        out = self.state(self.number, self.code)
        self.assertNotIn(self.code, out)
        # As people type it.
        self.state(self.number.lower().replace("-", ""), f"{self.code[:4]}-{self.code[4:]}".lower())
        wrong = self.refused(self.number, self.wrong, "JJ-2409")
        unknown = self.next_number()
        self.assertEqual(self.refused(unknown, self.code, "JJ-2409").replace(unknown, self.number), wrong)
        self.assertEqual(self.ask(self.number, "short")[0], 2)

    def next_number(self):
        """A number that the terminal reserves and never files under."""
        visit = self.hall._visits[-1]
        word, number = visit.order("reserve")
        self.assertEqual(word, "reserved")
        return number

    def test_guessing_is_limited(self):
        for _ in range(5):
            self.refused(self.number, self.wrong, "JJ-2409")
        self.refused(self.number, self.wrong, "JJ-2406")
        self.refused(self.number, self.code, "JJ-2406")

    def all_cases(self, word=None):
        """jiujinctl cases; word: makes the evidence from what jiujinctl says has to be signed."""
        command = [BUILD / "bin" / "jiujinctl", "cases", "--socket", self.hall.control, "--enrolment", self.hall.enrolment]
        asking = subprocess.Popen(command + (["--evidence"] if word else []), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True)
        said = word(asking.stdout.readline().strip()) if word else ""
        out, err = asking.communicate(said + "\n", timeout=60)
        return asking.returncode, out, err

    def test_my_cases_need_a_witness(self):
        person = next(each["number"] for each in json.loads((SOURCE / "tests" / "data" / "persons.json").read_text())
                      if each["id"] == PERSON)
        witness = self.hall.platform.folder / "witness" / "witness.key"
        asked = []

        def vouch(ask):
            asked.append(ask)
            return evidence(witness, person, ask)

        status, out, err = self.all_cases(vouch)
        self.assertEqual((status, err), (0, ""), out)
        self.assertIn(self.number, out)
        self.assertNotIn(person, out)
        for word in (None, lambda ask: evidence(self.hall.enrolment / "device.key", person, ask),
                     lambda ask: evidence(witness, person, asked[0]), lambda ask: ""):
            status, out, err = self.all_cases(word)
            self.assertEqual((status, out), (1, ""), err)
            self.assertTrue(err.startswith("JJ-2410"), err)
        status, out, err = self.all_cases(lambda ask: evidence(witness, "110101199001011237", ask))
        self.assertEqual(status, 0, err)
        self.assertNotIn(self.number, out)

    def test_without_a_network_it_is_told_at_once(self):
        self.hall.cut_off()
        start = time.monotonic()
        self.refused(self.number, self.code, "JJ-2407")
        self.assertTrue(self.all_cases()[2].startswith("JJ-2407"))
        self.assertLess(time.monotonic() - start, 10)
        # Known to be down: a case waits and could not be delivered.
        self.assertTrue(self.hall.file(self.hall._visits[-1]))
        until(lambda: self.hall.status()["syncProblem"] == "JJ-2301", "the terminal's word that the network is down")
        self.refused(self.number, self.code, "JJ-2407")
        self.hall.reach()
        until(lambda: self.ask(self.number, self.code)[0] == 0, "an answer once the network is back")

    def test_a_platform_that_dies_meanwhile(self):
        self.hall.platform.household.programs["platform"].send_signal(signal.SIGSTOP)
        before = self.hall.proxy.taken
        asking = self.begin(self.number)
        asking.stdin.write(self.code + "\n")
        asking.stdin.flush()
        until(lambda: self.hall.proxy.taken > before, "the ask's connection")
        self.hall.platform.kill()
        out, err = asking.communicate(timeout=60)
        self.assertEqual((asking.returncode, out), (1, ""))
        self.assertTrue(err.startswith("JJ-2407"), err)
        self.hall.start_platform()
        self.state(self.number, self.code)

    def test_a_zone_that_lies_is_not_believed(self):
        for lie, first in ((with_other_bit, None), (with_the_first_reply, "JJ-2405")):
            zone = LyingZone(self.hall, lie)
            self.addCleanup(zone.close)
            if first is None:
                self.refused(self.number, self.code, "JJ-2405")
            else:
                self.state(self.number, self.code)
                self.refused(self.number, self.code, first)
            self.assertTrue(zone.heard and zone.seen)
            for carried in zone.heard + zone.seen:
                for hidden in (self.number, self.code, "checking"):
                    self.assertNotIn(hidden.encode(), carried)
                    sealed = json.loads(carried)["sealed"]
                    self.assertNotIn(hidden.encode(), base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4)))


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    unittest.main()
