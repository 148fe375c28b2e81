"""Keys, signed commands, and cited documents."""

import hashlib
import json
import unittest

from program import (DONE, NOT_FOUND, UNAUTHORISED, USAGE, LedgerTest, command, person,
                     root_organization, run)


class Keys(LedgerTest):
    def test_a_new_key_shows_the_same_from_both_files(self):
        key = self.folder / "k.pem"
        made = run("key", "new", key, "--json").json()[0]
        self.assertEqual(set(made), {"keyId", "algorithm", "publicKey"})
        self.assertEqual(run("key", "show", key, "--json").json()[0], made)
        self.assertEqual(run("key", "show", f"{key}.pub", "--json").json()[0], made)
        self.assertEqual(key.stat().st_mode & 0o777, 0o600)

    def test_a_key_is_never_overwritten(self):
        key = self.folder / "k.pem"
        run("key", "new", key)
        before = key.read_bytes()
        self.assertNotEqual(run("key", "new", key).status, DONE)
        self.assertEqual(key.read_bytes(), before)

    def test_an_encrypted_key_needs_its_passphrase(self):
        key, secret = self.folder / "k.pem", self.folder / "secret"
        secret.write_text("correct horse\n")
        self.assertEqual(run("key", "new", key, "--passphrase-file", secret).status, DONE)
        self.assertIn("ENCRYPTED", key.read_text())
        self.assertEqual(run("key", "show", key, "--passphrase-file", secret).status, DONE)
        self.assertEqual(run("key", "show", key, MINUTEBOOK_PASSPHRASE="correct horse").status,
                         DONE)
        self.assertEqual(run("key", "show", key, MINUTEBOOK_PASSPHRASE="wrong").status,
                         UNAUTHORISED)


class Signing(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init()
        self.key = self.folder / "k.pem"
        self.data = run("key", "new", self.key, "--json").json()[0]

    def sign(self, *lines):
        signed = run("sign", "--key", self.key, stdin="\n".join(lines) + "\n")
        self.assertEqual(signed.status, DONE, signed.err)
        return signed.out.splitlines()

    def test_a_signed_command_is_accepted_and_marked_so(self):
        enrol = command("EnrolKey", "service/founder", self.data)
        setup = self.submit(root_organization(), enrol)
        self.assertEqual(setup.status, DONE, setup.err)
        line = person("a")
        envelope = self.sign(line)[0]
        result = self.submit(envelope)
        self.assertEqual(result.status, DONE, result.out + result.err)
        event = self.run_on("log", "--json", "--raw", "--from", 3).json()[0]
        self.assertEqual(event["attestation"], "signature")
        self.assertEqual(event["keyId"], self.data["keyId"])
        self.assertEqual(event["command"], envelope, "kept verbatim")

    def test_a_key_that_is_not_enrolled_is_not_authorised(self):
        self.submit(root_organization())
        result = self.submit(*self.sign(person("a")))
        self.assertEqual(result.status, UNAUTHORISED)
        self.assertEqual(result.json()[0]["status"], "unauthorised")
        self.assertEqual(self.head(), 2)

    def test_a_changed_payload_is_not_authorised(self):
        self.submit(root_organization(), command("EnrolKey", "service/founder", self.data))
        one, other = (json.loads(e) for e in self.sign(person("a"), person("b")))
        forged = json.dumps(one | {"payload": other["payload"]})
        self.assertEqual(self.submit(forged).status, UNAUTHORISED)

    def test_what_the_ledger_would_not_take_is_not_signed(self):
        result = run("sign", "--key", self.key, stdin=person("a", role="emperor") + "\n")
        self.assertEqual(result.status, USAGE)
        self.assertIn("line 1: role", result.err)

    def test_sign_writes_to_a_file(self):
        output = self.folder / "signed.ndjson"
        run("sign", "--key", self.key, "--output", output, stdin=person("a"))
        self.assertEqual(json.loads(output.read_text())["payloadType"],
                         "application/vnd.minutebook.command+json")


class Blobs(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init()

    def test_a_document_comes_back_as_it_was(self):
        content = bytes(range(256)) * 9000
        file, back = self.folder / "a.pdf", self.folder / "b.pdf"
        file.write_bytes(content)
        digest = self.run_on("blob", "put", file).out.strip()
        self.assertEqual(digest, hashlib.sha256(content).hexdigest())
        self.assertEqual(self.run_on("blob", "get", digest).bytes, content)
        self.assertEqual(self.run_on("blob", "get", digest, "--output", back).status, DONE)
        self.assertEqual(back.read_bytes(), content)

    def test_standard_input_is_stored_too_and_once_only(self):
        first = self.run_on("blob", "put", "-", "--json", stdin=b"text").json()[0]
        second = self.run_on("blob", "put", "-", "--json", stdin=b"text").json()[0]
        self.assertEqual(first, {"digest": hashlib.sha256(b"text").hexdigest(), "bytes": 4,
                                 "existed": False})
        self.assertTrue(second["existed"])

    def test_unknown_and_malformed_digests(self):
        self.assertEqual(self.run_on("blob", "get", "0" * 64).status, NOT_FOUND)
        self.assertEqual(self.run_on("blob", "get", "xyz").status, USAGE)
        target = self.folder / "never"
        self.run_on("blob", "get", "0" * 64, "--output", target)
        self.assertEqual([f.name for f in self.folder.iterdir() if "never" in f.name], [])


if __name__ == "__main__":
    unittest.main()
