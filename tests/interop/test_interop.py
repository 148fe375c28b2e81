"""minutebook and golang.org/x/mod/sumdb, each checking what the other made.

What the Go program printed goes to standard error, for whoever wants to see what was compared."""

import functools
import http.server
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time
import unittest

from program import DONE, FAULT, LedgerTest, PROGRAM, environment, person, root_organization, run

INTEROP = os.environ["INTEROP"]


def interop(*arguments):
    done = subprocess.run([INTEROP, *map(str, arguments)], capture_output=True, text=True,
                          timeout=120, check=False)
    for line in done.stdout.splitlines():
        print(f"{arguments[0]}: {line}", file=sys.stderr)
    return done


class Server:
    """A program that prints where it listens, until the end of a `with`."""

    def __init__(self, *command):
        self.process = subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, env=environment())
        line = self.process.stdout.readline()
        self.said = json.loads(line) if line else {}

    def __enter__(self):
        return self.said

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)
        self.process.stdout.close()


class Interop(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init()
        self.assertEqual(self.submit(root_organization()).status, DONE)
        self.key = self.run_on("key", "show", "--json").json()[0]["verifierKey"]

    def tearDown(self):
        self.assertEqual(self.run_on("verify").status, DONE)

    def record(self, first, count):
        lines = [person(f"p{i}") for i in range(first, first + count)]
        done = self.submit(*lines)
        self.assertEqual(done.status, DONE, done.err)
        return done.json()

    def holds(self, *arguments):
        done = interop(*arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def refuses(self, *arguments):
        done = interop(*arguments)
        self.assertEqual(done.returncode, 1, done.stdout)
        return done.stderr

    def export(self):
        tiles = self.folder / "tiles"
        done = self.run_on("export", "tiles", tiles)
        self.assertEqual(done.status, DONE, done.err)
        return tiles


class Checkpoints(Interop):
    def test_open_with_the_printed_key(self):
        self.record(0, 5)
        shown = self.run_on("checkpoint", "--json").json()[0]
        opened = self.holds("note", self.key, self.ledger / "checkpoint")[0]
        self.assertEqual(opened, {k: shown[k] for k in ("origin", "size", "root")})

    def test_with_a_changed_byte_do_not_open(self):
        note = bytearray((self.ledger / "checkpoint").read_bytes())
        note[note.index(b"\n") + 1] ^= 1  # the size
        changed = self.folder / "changed"
        changed.write_bytes(note)
        self.assertIn("invalid signature", self.refuses("note", self.key, changed))

    def test_follow_from_one_another(self):
        for i in range(12):
            self.record(100 * i, 1 + 7 * i)
        notes = []
        for each in self.run_on("checkpoint", "--list", "--json").json():
            file = self.folder / f"note-{each['size']}"
            file.write_text(each["note"])
            notes.append(file)
        self.assertGreater(len(notes), 10)
        said = self.holds("consistency", self.key, self.export(), *notes)[0]
        self.assertEqual(said["pairs"], len(notes) * (len(notes) + 1) // 2)


class Receipts(Interop):
    def test_prove_that_entries_are_included(self):
        results = self.record(0, 300)
        leaves = {p: h for r in results for p, h in zip(r["positions"], r["leafHashes"])}
        files = []
        for position in [0, 1, 2, 127, 128, 255, 256, 257, 301]:
            files.append(self.folder / f"{position}.tlog-proof")
            self.assertEqual(self.run_on("prove", position, "--output", files[-1]).status, DONE)
        early = self.folder / "early.tlog-proof"
        self.run_on("prove", 1, "--size", 2, "--output", early)
        for said in self.holds("receipt", self.key, *files, early):
            if said["index"] in leaves:
                self.assertEqual(said["leafHash"], leaves[said["index"]])

    def test_of_another_position_do_not_hold(self):
        self.record(0, 20)
        receipt = self.folder / "r"
        self.run_on("prove", 7, "--output", receipt)
        receipt.write_text(receipt.read_text().replace("index 7\n", "index 8\n"))
        self.assertIn("proof", self.refuses("receipt", self.key, receipt))


class Tiles(Interop):
    def test_give_the_signed_root(self):
        for until in [254, 255, 256, 300, 512, 1000]:
            events = self.head()
            self.record(events, until - events)
            tiles = self.export()
            said = self.holds("tiles", self.key, tiles)[0]
            self.assertEqual(said["size"], until)
            subprocess.run(["rm", "-r", tiles], check=True)

    def test_with_a_changed_byte_do_not(self):
        self.record(0, 300)
        tiles = self.export()
        for name in ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]:
            whole = (tiles / name).read_bytes()
            changed = bytearray(whole)
            changed[len(whole) // 2] ^= 1
            (tiles / name).write_bytes(changed)
            self.refuses("tiles", self.key, tiles)
            (tiles / name).write_bytes(whole)
        self.holds("tiles", self.key, tiles)


class ThreeLevels(LedgerTest):
    def test_of_tiles_give_the_signed_root(self):
        self.init()
        history = self.folder / "history"
        made = run("generate", "--partnerships", 900, "--seed", 1)
        self.assertEqual(made.status, DONE, made.err)
        history.write_bytes(made.bytes)
        done = self.run_on("submit", history)
        self.assertEqual(done.status, DONE, done.err)
        key = self.run_on("key", "show", "--json").json()[0]["verifierKey"]
        tiles = self.folder / "tiles"
        self.assertEqual(self.run_on("export", "tiles", tiles).status, DONE)
        self.assertTrue((tiles / "tile/2").is_dir(), "more than 65,536 events")
        said = interop("tiles", key, tiles)
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertEqual(self.run_on("verify", "--level", "tree").status, DONE)


class OurWitness(Interop):
    def test_cosigns_another_log_and_refuses_its_forks(self):
        secret = self.folder / "secret"
        log_key = self.holds("keygen", "sum.example/another", secret)[0]["key"]
        witness = self.folder / "witness"
        made = run("witness", "init", witness, "--name", "discipline.example/w1", "--log", log_key,
                   "--json")
        self.assertEqual(made.status, DONE, made.err)
        key = made.json()[0]["key"]
        with Server(PROGRAM, "--json", "witness", "serve", witness,
                    "--listen", "127.0.0.1:0") as at:
            said = self.holds("log", secret, log_key, key, at["url"])
        cosigned = [each for each in said if "size" in each]
        self.assertEqual([each["size"] for each in cosigned], [1, 2, 3, 7, 8, 255, 256, 257, 1000])
        for each in cosigned:
            self.assertAlmostEqual(each["time"], time.time(), delta=600)
        history = run("witness", "log", witness, "--json").json()
        self.assertEqual(len(history), len(cosigned) + 3)  # older, fork, unproven


class TheirWitness(Interop):
    def policy(self, witness):
        file = self.folder / "policy"
        file.write_text(f"log {self.key}\nwitness other {witness['key']} {witness['url']}\n"
                        "quorum other\n")
        return file

    def test_cosigns_our_checkpoints(self):
        with Server(INTEROP, "witness", "sum.example/witness", self.key) as witness:
            policy = self.policy(witness)
            (self.ledger / "witnesses.policy").write_bytes(policy.read_bytes())
            for i in range(8):
                done = self.submit(*[person(f"p{i}-{j}") for j in range(1 + 40 * i)])
                self.assertEqual(done.status, DONE, done.err)
                self.assertNotIn("not yet witnessed", done.err)
            asked = self.run_on("checkpoint", "--witness", "--json")
            self.assertEqual(asked.status, DONE, asked.err)
            self.assertTrue(asked.json()[0]["trusted"])
            print("their witness:", asked.json()[0]["note"], sep="\n", file=sys.stderr)
        verified = self.run_on("verify", "--policy", policy, "--json")
        self.assertEqual(verified.status, DONE, verified.out)
        receipt = self.folder / "r"
        self.run_on("prove", 9, "--output", receipt)
        held = run("receipt", "verify", receipt, "--policy", policy, "--json")
        self.assertEqual(held.status, DONE, held.out)
        self.assertEqual(held.json()[0]["witnesses"][0]["name"], "other")
        self.holds("receipt", self.key, receipt)

    def test_refuses_our_rewritten_ledger(self):
        twin = self.folder / "twin"
        subprocess.run(["cp", "-r", self.ledger, twin], check=True)
        self.record(0, 5)
        with Server(INTEROP, "witness", "sum.example/witness", self.key) as witness:
            policy = self.policy(witness)
            self.assertEqual(
                self.run_on("checkpoint", "--witness", "--policy", policy).status, DONE)
            run("-L", twin, "submit", stdin="\n".join(person(f"o{i}") for i in range(5)) + "\n")
            same = run("-L", twin, "checkpoint", "--witness", "--policy", policy, "--json")
            self.assertEqual(same.status, FAULT, same.err)
            self.assertEqual(same.json()[0]["witnesses"][0]["answer"], "forked")
            run("-L", twin, "submit", stdin=person("late") + "\n")
            grown = run("-L", twin, "checkpoint", "--witness", "--policy", policy, "--json")
            self.assertNotEqual(grown.status, DONE)
            self.assertFalse(grown.json()[0]["trusted"])


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class OurMirror(Interop):
    def test_copies_a_log_made_by_others(self):
        secret = self.folder / "secret"
        key = self.holds("keygen", "sum.example/another", secret)[0]["key"]
        published = self.folder / "published"
        made = self.holds("publish", secret, 777, published)[0]
        policy = self.folder / "policy"
        policy.write_text(f"log {key}\nquorum none\n")
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Quiet, directory=published))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        copy = self.folder / "copy"
        done = run("mirror", f"http://127.0.0.1:{server.server_port}", copy, "--policy", policy,
                   "--json")
        self.assertEqual(done.status, DONE, done.err)
        self.assertEqual((done.json()[0]["size"], done.json()[0]["root"]),
                         (made["size"], made["root"]))
        for file in pathlib.Path(published).rglob("*"):
            if file.is_file():
                name = file.relative_to(published)
                self.assertEqual((copy / name).read_bytes(), file.read_bytes(), name)


if __name__ == "__main__":
    unittest.main()
