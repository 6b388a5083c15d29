"""A whole visit with the platform stopped, and what is left of it: on paper, in the queue, on the disk."""
import json
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import outbox_file
import packets
import papers
from citizen import Citizen
from scene import JUDGE, LEAKSCAN, Scene


class Offline(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = Scene(cls)
        cls.person = cls.scene.people.next()
        citizen = Citizen(cls.scene, cls.person)
        citizen.visit(until_step="take_receipt")
        cls.receipt_paper, = cls.scene.printing.await_papers(1)
        citizen.ask_for_form()
        _, cls.form_paper = cls.scene.printing.await_papers(2)
        citizen.leave()
        (cls.number, cls.packet, cls.code), = outbox_file.rows(cls.scene.outbox)

    def test_the_receipt_has_its_text_and_hides_the_person(self):
        text = papers.text_of(self.receipt_paper)
        self.assertIn("收件凭证", text)
        self.assertIn(self.number, text)
        self.assertIn("城乡居民基本养老保险参保登记", re.sub(r"\s", "", text))
        for value in (self.person.name, self.person.number, self.person.address, self.person.phone):
            self.assertNotIn(value, re.sub(r"\s", "", text))

    def test_the_form_has_every_character_and_digit(self):
        text = re.sub(r"\s", "", papers.text_of(self.form_paper))
        for value in (self.person.name, self.person.number, self.person.address, self.person.phone, self.number):
            self.assertIn(value, text)

    def test_the_printed_code_verifies_before_a_judge_that_shares_no_code(self):
        code = papers.code_on(self.receipt_paper)
        self.assertEqual(code, self.code)
        judged = self.judge(code)
        self.assertEqual(judged.returncode, 0, judged.stderr)
        self.assertEqual(json.loads(judged.stdout)["n"], self.number)
        middle = len(code) // 2
        changed = code[:middle] + ("A" if code[middle] != "A" else "B") + code[middle + 1:]
        self.assertEqual(self.judge(changed).returncode, 1)

    def judge(self, code):
        return subprocess.run(["node", JUDGE, self.scene.trust / "root.pem", self.scene.trust / "trust" / "credential.pem"],
                              input=code, capture_output=True, text=True, check=False)

    def test_the_technician_verifies_the_code_and_its_picture(self):
        text = self.scene.folder / "code.txt"
        text.write_text(papers.code_on(self.receipt_paper))
        picture = self.scene.folder / "page"
        subprocess.run(["pdftoppm", "-r", "200", "-singlefile", "-png", self.receipt_paper, picture], check=True)
        for file in (text, Path(f"{picture}.png")):
            done = self.verify(file)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(self.number, done.stdout)
        text.write_text(text.read_text()[:-2])
        self.assertNotEqual(self.verify(text).returncode, 0)

    def verify(self, file):
        return self.scene.terminal.ctl("verify", "--enrolment", self.scene.trust, file)

    def test_the_outer_signature_is_the_terminals(self):
        self.assertIn(self.scene.terminal_id, packets.signer_of(self.packet))
        header, _ = packets.split(packets.signed_content(self.packet, self.scene.trust / "root.pem"))
        self.assertIn(self.number, json.dumps(header))
        broken = bytearray(self.packet)
        broken[len(broken) // 2] ^= 1
        with self.assertRaises(packets.Refused):
            packets.signed_content(bytes(broken), self.scene.trust / "root.pem")

    def test_the_envelope_opens_with_the_platforms_keys_and_no_other(self):
        _, sealed = packets.split(packets.signed_content(self.packet, self.scene.trust / "root.pem"))
        keys = self.scene.platform.folder
        for name in ("seal", "escrow"):
            document = json.dumps(packets.opened(sealed, keys / name / f"{name}.key", keys / name / f"{name}.pem"),
                                  ensure_ascii=False)
            for value in (self.person.name, self.person.number, self.person.address, self.person.phone):
                self.assertIn(value, document)
        others = [self.scene.trust / "device.key", packets.new_key(self.scene.folder)]
        others += [keys / name / f"{name}.key" for name in ("server", "acknowledge", "credential", "root")]
        for key in others:
            with self.subTest(key=key.name), self.assertRaises(packets.Refused):
                packets.opened(sealed, key)

    def test_nothing_personal_lies_on_the_terminal(self):
        for name, (_, paths) in self.scene.places().items():
            with self.subTest(place=name):
                clean = self.scan(paths)
                self.assertEqual((clean.returncode, clean.stderr), (0, ""), clean.stdout)

    def test_a_leak_in_each_place_would_be_found(self):
        for name, (folder, _) in self.scene.places().items():
            with self.subTest(place=name), tempfile.NamedTemporaryFile(dir=folder, prefix="planted-") as planted:
                planted.write(b"\0" * 7 + self.person.number.encode("utf-16-le"))
                planted.flush()
                _, paths = self.scene.places()[name]
                found = self.scan(paths)
                self.assertEqual(found.returncode, 1, found.stdout)
                self.assertIn(planted.name, found.stdout)

    def scan(self, paths):
        # Nothing at all in a place is as clean as can be.
        paths = paths or [self.scene.terminal.settings]
        return subprocess.run([LEAKSCAN, *paths], input=json.dumps(self.person.sought()), capture_output=True,
                              text=True, check=False)


if __name__ == "__main__":
    unittest.main()
