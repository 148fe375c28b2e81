"""The tile interface: exported, served, mirrored; and witnesses that see through a rewriting."""

import json
import os
import shutil
import signal
import subprocess
import unittest

from program import (DONE, FAULT, NOT_FOUND, PROGRAM, USAGE, LedgerTest, environment, person,
                     root_organization, run)

UNREACHABLE = 8


class Served:
    """A server of the program, until the end of a `with`."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen([PROGRAM, "--json", *map(str, arguments)],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        env=environment())

    def __enter__(self):
        return json.loads(self.process.stdout.readline())["url"]

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)
        self.process.stdout.close()


class TilesTest(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init()
        self.submit(root_organization())
        self.policy = self.folder / "trusted.policy"
        self.key = self.run_on("key", "show", "--json").json()[0]["verifierKey"]
        self.policy.write_text(f"log {self.key}\nquorum none\n")
        self.copy = self.folder / "copy"

    def record(self, first, count):
        lines = [person(f"p{i}") for i in range(first, first + count)]
        self.assertEqual(self.submit(*lines).status, DONE)

    def mirror(self, url):
        return run("mirror", url, self.copy, "--policy", self.policy, "--json")

    def files(self, folder):
        return {str(p.relative_to(folder)): p.read_bytes()
                for p in sorted(folder.rglob("*")) if p.is_file()}


class Export(TilesTest):
    def test_writes_the_layout_that_others_read(self):
        self.record(0, 600)
        done = self.run_on("export", "tiles", self.copy, "--json")
        self.assertEqual(done.status, DONE, done.err)
        self.assertEqual(done.json()[0]["size"], 602)
        self.assertEqual(
            set(self.files(self.copy)),
            {"checkpoint", "tile/0/000", "tile/0/001", "tile/0/002.p/90", "tile/1/000.p/2",
             "tile/entries/000", "tile/entries/001", "tile/entries/002.p/90"})
        self.assertEqual((self.copy / "tile/0/000").stat().st_size, 256 * 32)

    def test_goes_on_where_it_was(self):
        self.record(0, 10)
        self.run_on("export", "tiles", self.copy)
        self.record(10, 300)
        again = self.run_on("export", "tiles", self.copy, "--json").json()[0]
        self.assertEqual((again["from"], again["size"]), (12, 312))
        whole = self.folder / "whole"
        self.run_on("export", "tiles", whole)
        self.assertEqual({k: v for k, v in self.files(self.copy).items() if ".p/" not in k},
                         {k: v for k, v in self.files(whole).items() if ".p/" not in k})


class Mirror(TilesTest):
    def test_copies_and_resumes(self):
        self.record(0, 300)
        with Served("-L", self.ledger, "serve", "--tiles", "--listen", "127.0.0.1:0") as url:
            first = self.mirror(url + "/log")
            self.assertEqual(first.status, DONE, first.err)
            self.assertEqual(first.json()[0]["size"], 302)
            self.record(300, 5)
            second = self.mirror(url)
            self.assertEqual(second.status, DONE, second.err)
            self.assertEqual((second.json()[0]["from"], second.json()[0]["size"]), (302, 307))
            self.assertEqual((self.copy / "checkpoint").read_text(),
                             (self.ledger / "checkpoint").read_text())
            self.assertEqual(self.mirror(url + "/nowhere").status, NOT_FOUND)

    def test_refuses_a_fork_with_both_checkpoints_as_evidence(self):
        twin = self.folder / "twin"
        shutil.copytree(self.ledger, twin)
        self.record(0, 20)
        with Served("-L", self.ledger, "serve", "--tiles", "--listen", "127.0.0.1:0") as url:
            self.assertEqual(self.mirror(url).status, DONE)
        held = (self.copy / "checkpoint").read_text()
        lines = [person(f"other{i}") for i in range(30)]
        run("-L", twin, "submit", stdin="\n".join(lines) + "\n")
        with Served("-L", twin, "serve", "--tiles", "--listen", "127.0.0.1:0") as url:
            refused = self.mirror(url)
        self.assertEqual(refused.status, FAULT, refused.err)
        self.assertEqual((self.copy / "checkpoint").read_text(), held)

    def test_refuses_a_rewritten_ledger_of_the_same_size(self):
        twin = self.folder / "twin"
        shutil.copytree(self.ledger, twin)
        self.record(0, 20)
        with Served("-L", self.ledger, "serve", "--tiles", "--listen", "127.0.0.1:0") as url:
            self.assertEqual(self.mirror(url).status, DONE)
        lines = [person(f"other{i}") for i in range(20)]
        run("-L", twin, "submit", stdin="\n".join(lines) + "\n")
        with Served("-L", twin, "serve", "--tiles", "--listen", "127.0.0.1:0") as url:
            refused = self.mirror(url)
        self.assertEqual(refused.status, FAULT, refused.err)
        self.assertIn("FORK", json.loads(refused.err)["detail"]["en"])
        evidence = (self.copy / "fork-22-22").read_text()
        self.assertEqual(evidence.count("minutebook.example/test\n22\n"), 2)

    def test_says_when_nobody_answers(self):
        self.assertEqual(self.mirror("http://127.0.0.1:1").status, UNREACHABLE)
        self.assertEqual(self.mirror("ftp://x").status, USAGE)


class Witnessed(TilesTest):
    def setUp(self):
        super().setUp()
        self.witness = self.folder / "witness"
        made = run("witness", "init", self.witness, "--name", "witness.example/w", "--log",
                   self.key, "--json")
        self.assertEqual(made.status, DONE, made.err)
        self.witness_key = made.json()[0]["key"]

    def write_policy(self, url):
        self.policy.write_text(f"log {self.key}\nwitness w {self.witness_key} {url}\nquorum w\n")

    def test_checkpoints_are_trusted(self):
        with Served("witness", "serve", self.witness, "--listen", "127.0.0.1:0") as url:
            self.write_policy(url)
            asked = self.run_on("checkpoint", "--witness", "--policy", self.policy, "--json")
            self.assertEqual(asked.status, DONE, asked.err + asked.out)
            self.assertTrue(asked.json()[0]["trusted"])
            shutil.copy(self.policy, self.ledger / "witnesses.policy")
            self.record(0, 300)  # submit asks by itself
        newest = self.run_on("checkpoint", "--json").json()[0]
        self.assertEqual(newest["signedBy"], ["minutebook.example/test", "witness.example/w"])
        receipt = self.folder / "r"
        self.run_on("prove", 7, "--output", receipt)
        verdict = run("receipt", "verify", receipt, "--policy", self.policy, "--json")
        self.assertEqual(verdict.status, DONE, verdict.out)
        self.assertEqual(verdict.json()[0]["witnesses"][0]["name"], "w")

    def test_a_restored_ledger_is_settled_by_the_next_cosigned_checkpoint(self):
        backups, restored = self.folder / "backups", self.folder / "restored"
        with Served("witness", "serve", self.witness, "--listen", "127.0.0.1:0") as url:
            self.write_policy(url)
            ask = ("checkpoint", "--witness", "--policy", self.policy)
            self.assertEqual(self.run_on(*ask).status, DONE)
            self.run_on("backup", "create", backups, "--with-keys")
            run("backup", "restore", backups, restored)
            same = run("-L", restored, *ask)
            self.assertEqual(same.status, DONE, same.err)
            self.assertNotIn("settled", same.err)
            self.assertIn("was restored", run("-L", restored, "log").err)
            run("-L", restored, "submit", stdin=person("later") + "\n")
            self.assertIn("was restored", run("-L", restored, "log").err)
            larger = run("-L", restored, *ask)
            self.assertEqual(larger.status, DONE, larger.err)
            self.assertIn("the restoring is settled", larger.err)
        self.assertEqual(run("-L", restored, "log").err, "")
        self.assertIn("by = 'witnesses'", (restored / "restored").read_text())
        self.assertEqual(run("-L", restored, "verify", "--policy", self.policy).status, DONE)

    def test_without_the_witness_the_ledger_goes_on_and_says_so(self):
        self.write_policy("http://127.0.0.1:1")
        shutil.copy(self.policy, self.ledger / "witnesses.policy")
        recorded = self.submit(person("a"))
        self.assertEqual(recorded.status, DONE, recorded.err)
        self.assertIn("not yet witnessed", recorded.err)
        asked = self.run_on("checkpoint", "--witness", "--policy", self.policy)
        self.assertEqual(asked.status, UNREACHABLE)

    def metric(self, name):
        text = (self.ledger / "reports" / "nightly.prom").read_text()
        values = [line.split()[-1] for line in text.splitlines() if line.startswith(name + "{")]
        self.assertEqual(len(values), 1, text)
        return int(values[0])

    def test_what_no_witness_has_seen_is_measured(self):
        self.assertNotIn("unwitnessed", self.run_on("checkpoint", "--json").json()[0])
        self.write_policy("http://127.0.0.1:1")
        shutil.copy(self.policy, self.ledger / "witnesses.policy")
        self.record(100, 3)
        head = self.head()
        lag = self.run_on("checkpoint", "--json").json()[0]["unwitnessed"]
        self.assertEqual((lag["events"], lag["witnessedSize"]), (head, 0))
        self.assertGreaterEqual(lag["seconds"], 0)
        people = self.run_on("checkpoint")
        self.assertIn(f"{head} events are not yet witnessed", people.err)
        self.assertIn(f"有 {head} 个事件尚未", self.run_on("--lang", "zh-CN", "checkpoint").err)
        self.assertEqual(self.run_on("verify", "--nightly").status, DONE)
        self.assertEqual(self.metric("minutebook_unwitnessed_events"), head + 1)
        self.assertEqual(self.metric("minutebook_last_witnessed_size"), 0)
        self.assertGreaterEqual(self.metric("minutebook_unwitnessed_seconds"), 0)
        with Served("witness", "serve", self.witness, "--listen", "127.0.0.1:0") as url:
            self.write_policy(url)
            shutil.copy(self.policy, self.ledger / "witnesses.policy")
            night = self.run_on("verify", "--nightly")  # asks the witness itself
            self.assertEqual(night.status, DONE, night.err)
        self.assertEqual(self.metric("minutebook_unwitnessed_events"), 0)
        self.assertEqual(self.metric("minutebook_unwitnessed_seconds"), 0)
        self.assertEqual(self.metric("minutebook_last_witnessed_size"), head + 2)
        lag = self.run_on("checkpoint", "--json").json()[0]["unwitnessed"]
        self.assertEqual((lag["events"], lag["seconds"]), (0, 0))
        self.assertNotIn("not yet witnessed", self.run_on("checkpoint").err)

    def test_a_rewritten_ledger_gets_no_cosignature(self):
        twin = self.folder / "twin"
        shutil.copytree(self.ledger, twin)
        self.record(0, 5)
        with Served("witness", "serve", self.witness, "--listen", "127.0.0.1:0") as url:
            self.write_policy(url)
            self.assertEqual(
                self.run_on("checkpoint", "--witness", "--policy", self.policy).status, DONE)
            lines = [person(f"other{i}") for i in range(5)]
            run("-L", twin, "submit", stdin="\n".join(lines) + "\n")
            asked = run("-L", twin, "checkpoint", "--witness", "--policy", self.policy, "--json")
        self.assertEqual(asked.status, FAULT, asked.out + asked.err)
        self.assertFalse(asked.json()[0]["trusted"])


class Insider(Witnessed):
    """Somebody with the ledger's own key writes its history anew, checkpoints and all."""

    def setUp(self):
        super().setUp()
        before = self.folder / "before"
        shutil.copytree(self.ledger, before)
        self.submit(person("voter", {"title": "voted for", "organization": "organization/zj"}),
                    arguments=("--receipts", self.folder / "receipts"))
        self.record(0, 10)
        self.true_ledger = self.ledger
        self.rewritten = self.folder / "rewritten"
        shutil.copytree(before, self.rewritten)
        for lines in ([person("voter", {"title": "voted against",
                                        "organization": "organization/zj"})],
                      [person(f"p{i}") for i in range(10)]):
            done = run("-L", self.rewritten, "submit", stdin="\n".join(lines) + "\n")
            self.assertEqual(done.status, DONE, done.err)

    def test_is_not_seen_by_the_ledger_alone_but_by_everybody_else(self):
        with Served("witness", "serve", self.witness, "--listen", "127.0.0.1:0") as url:
            self.write_policy(url)
            asked = self.run_on("checkpoint", "--witness", "--policy", self.policy)
            self.assertEqual(asked.status, DONE, asked.err)
            refused = run("-L", self.rewritten, "checkpoint", "--witness", "--policy", self.policy,
                          "--json")
            self.assertEqual(refused.status, FAULT)
            self.assertEqual(refused.json()[0]["witnesses"][0]["answer"], "forked")
        self.assertEqual(run("-L", self.rewritten, "verify").status, DONE)
        seen = run("-L", self.rewritten, "verify", "--policy", self.policy)
        self.assertEqual(seen.status, FAULT)
        self.assertIn("FAULT tree", seen.out)
        self.assertEqual(self.run_on("verify", "--policy", self.policy).status, DONE)
        self.policy.write_text(f"log {self.key}\nquorum none\n")
        receipt = self.folder / "receipts" / "2.tlog-proof"
        held = run("-L", self.true_ledger, "receipt", "verify", receipt, "--policy", self.policy)
        self.assertEqual(held.status, DONE, held.out)
        convicted = run("-L", self.rewritten, "receipt", "verify", receipt, "--policy",
                        self.policy)
        self.assertEqual(convicted.status, FAULT, convicted.out)

    test_checkpoints_are_trusted = None
    test_a_restored_ledger_is_settled_by_the_next_cosigned_checkpoint = None
    test_without_the_witness_the_ledger_goes_on_and_says_so = None
    test_a_rewritten_ledger_gets_no_cosignature = None


class KeyRotation(TilesTest):
    def test_hands_over_and_goes_on(self):
        self.record(0, 3)
        rotated = self.run_on("key", "rotate", "--reason", "yearly", "--json")
        self.assertEqual(rotated.status, DONE, rotated.err)
        new_key = rotated.json()[0]["verifierKey"]
        self.assertNotEqual(new_key, self.key)
        self.assertEqual(self.run_on("key", "show", "--json").json()[0]["verifierKey"], new_key)
        self.record(3, 3)
        self.assertTrue(os.path.exists(rotated.json()[0]["replaced"]))
        receipt = self.folder / "r"
        self.run_on("prove", 2, "--output", receipt)
        old_only = run("receipt", "verify", receipt, "--policy", self.policy)
        self.assertEqual(old_only.status, FAULT)
        self.policy.write_text(f"log {self.key}\nlog {new_key}\nquorum none\n")
        self.assertEqual(run("receipt", "verify", receipt, "--policy", self.policy).status, DONE)
        early = self.folder / "early"
        self.run_on("prove", 2, "--size", 5, "--output", early)
        self.assertEqual(run("receipt", "verify", early, "--policy", self.policy).status, DONE)

    def test_with_an_outside_key_is_refused(self):
        made = self.run_on("key", "new", self.folder / "k.pem")
        self.assertEqual(made.status, DONE)
        shutil.copy(self.folder / "k.pem", self.ledger / "keys" / "ledger.pem")
        self.assertNotEqual(self.submit(person("a")).status, DONE)


if __name__ == "__main__":
    unittest.main()
