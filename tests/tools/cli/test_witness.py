"""The witness as its operator runs it: made, served, asked over HTTP, stopped, read back."""

import json
import pathlib
import signal
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.request

from program import (CONFLICT, DONE, NOT_FOUND, PROGRAM, STORAGE, UNAUTHORISED, USAGE, environment,
                     run)

# One log at sizes 1 and 3, as other programs of the ecosystem are tested with it.
ORIGIN = "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562"
VKEY = ORIGIN + "+5202289b+Af/cLU2Y5BJNP+r3iMDC+av9eWCD0fBJVDfzAux5zxAP"
REQUEST_1 = (f"old 0\n\n{ORIGIN}\n1\nKgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— {ORIGIN} "
             "UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+"
             "YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=\n")
REQUEST_3 = ("old 1\nKgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
             "KgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n"
             f"{ORIGIN}\n3\nRcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=\n\n— {ORIGIN} "
             "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8"
             "WVrx6go=\n")


class Served:
    """`minutebook witness serve` on a free port."""

    def __init__(self, folder, *arguments, **variables):
        self.process = subprocess.Popen(
            [PROGRAM, "--json", "-v", "witness", "serve", str(folder), "--listen", "127.0.0.1:0",
             *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(**variables))
        line = self.process.stdout.readline()
        self.said = json.loads(line) if line else None

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.stop(signal.SIGTERM)

    def stop(self, number):
        if self.process.poll() is None:
            self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        self.err = (getattr(self, "err", "") + err.decode()) if err else getattr(self, "err", "")
        return self.process.returncode, out.decode()

    def post(self, body):
        request = urllib.request.Request(self.said["url"] + "/add-checkpoint", body.encode())
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


class Witness(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.witness = self.folder / "w"

    def init(self, *arguments, **variables):
        return run("witness", "init", self.witness, "--name", "discipline.example/w1",
                   "--log", VKEY, *arguments, **variables)

    def test_init_prints_the_key_that_policies_name(self):
        made = self.init("--json").json()[0]
        self.assertTrue(made["key"].startswith("discipline.example/w1+"))
        self.assertEqual(made["logs"], 1)
        self.assertEqual((self.witness / "witness.pem").stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.init().status, CONFLICT)

    def test_init_checks_its_values(self):
        for arguments in [["--log", "nonsense"], ["--algorithm", "rsa"]]:
            self.assertEqual(self.init(*arguments).status, USAGE, arguments)
        self.assertEqual(run("witness", "init", self.witness, "--name", "a b").status, USAGE)
        self.assertEqual(run("witness").status, USAGE)

    def test_serves_keeps_and_tells(self):
        self.init()
        with Served(self.witness) as served:
            self.assertEqual(served.post(REQUEST_3)[0], 409)
            status, cosignature = served.post(REQUEST_1)
            self.assertEqual(status, 200)
            self.assertTrue(cosignature.startswith("— discipline.example/w1 "))
            self.assertEqual(served.post("nonsense")[0], 400)
            again = run("witness", "serve", self.witness, "--listen", "127.0.0.1:0")
            self.assertEqual(again.status, STORAGE, "two would cosign a fork between them")
            status, out = served.stop(signal.SIGINT)
            self.assertEqual(status, DONE)
            self.assertEqual(json.loads(out)["event"], "stopped")
            self.assertIn(f"200 cosigned log={ORIGIN} size=1", served.err)
            self.assertNotIn("127.0.0.1", served.err)
        with Served(self.witness) as served:
            self.assertEqual(served.post(REQUEST_3)[0], 200, "it remembers size 1")
        history = run("witness", "log", self.witness, "--json").json()
        self.assertEqual([(entry["did"], entry["size"]) for entry in history],
                         [("cosigned", 1), ("cosigned", 3)])
        table = run("witness", "log", self.witness, ORIGIN, "--lang", "zh-CN")
        self.assertEqual(table.out.count("已共签"), 2)
        self.assertEqual(run("witness", "log", self.witness, "other").status, NOT_FOUND)
        self.assertEqual(run("witness", "log", self.folder / "nothing").status, NOT_FOUND)

    def test_logs_are_added_later(self):
        run("witness", "init", self.witness, "--name", "w", "--algorithm", "sm2")
        self.assertEqual(run("witness", "add-log", self.witness, VKEY).status, DONE)
        self.assertEqual(run("witness", "add-log", self.witness, VKEY).status, CONFLICT)
        self.assertEqual(run("witness", "add-log", self.witness, "x").status, USAGE)
        with Served(self.witness) as served:
            self.assertEqual(served.post(REQUEST_1)[0], 200)

    def test_an_encrypted_key_needs_its_passphrase(self):
        secret = self.folder / "secret"
        secret.write_text("correct horse\n")
        self.assertEqual(self.init("--passphrase-file", secret).status, DONE)
        with Served(self.witness, "--passphrase-file", str(secret)) as served:
            self.assertEqual(served.post(REQUEST_1)[0], 200)
        refused = run("witness", "serve", self.witness, MINUTEBOOK_PASSPHRASE="wrong")
        self.assertEqual(refused.status, UNAUTHORISED)

    def test_an_address_that_is_taken_is_said(self):
        self.init()
        result = run("witness", "serve", self.witness, "--listen", "nonsense")
        self.assertEqual(result.status, USAGE)


if __name__ == "__main__":
    unittest.main()
