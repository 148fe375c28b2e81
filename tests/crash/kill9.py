"""Kills `minutebook submit` at random moments and looks at what is left.

What was printed was promised: every receipt must be in the log, at its position, with its leaf
hash, whatever happened afterwards; no position is missing or doubled; and sending the whole file
again gives the same receipts for what is there and records just the rest.

Usage: kill9.py --program MINUTEBOOK [--rounds N] [--partnerships N] [--seed N]
"""

import argparse
import json
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

RECEIPT = ("positions", "leafHashes", "recordedAt", "treeSize")


class Failure(Exception):
    pass


def demand(condition, text):
    if not condition:
        raise Failure(text)


class Trial:
    """One ledger and one file, killed again and again until the file is through."""

    def __init__(self, options, folder, seed):
        self.program = options.program
        self.ledger = folder / f"ledger-{seed}"
        self.file = folder / f"commands-{seed}.ndjson"
        self.promised = {}  # command id → receipt, in the order printed
        with self.file.open("wb") as out:
            self.run("generate", "--partnerships", str(options.partnerships),
                     "--seed", str(seed), stdout=out)
        self.run("init", str(self.ledger), "--name", f"kill9.example/{seed}")
        self.commands = [json.loads(line)["commandId"] for line in self.file.open("rb")]

    def run(self, *arguments, **more):
        more.setdefault("stdout", subprocess.DEVNULL)
        subprocess.run([self.program, "-q", *arguments], check=True, **more)

    def submit(self, kill_after):
        """Runs submit, killed after so many seconds; its exit status, or None when killed."""
        printed = self.ledger.parent / "receipts.ndjson"
        with printed.open("wb") as out:
            process = subprocess.Popen([self.program, "-q", "--json", "-L", str(self.ledger),
                                        "submit", "--jobs", "8", str(self.file)], stdout=out)
            try:
                process.wait(kill_after)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
        killed = process.returncode == -signal.SIGKILL
        demand(killed or process.returncode == 0, f"submit ended with {process.returncode}")
        self.take(printed)
        return None if killed else process.returncode

    def take(self, printed):
        """Adds the receipts of whole lines; one given before must be the same again."""
        lines = printed.read_bytes().split(b"\n")[:-1]  # the last piece may be torn
        for number, line in enumerate(lines):
            result = json.loads(line)
            demand(result["status"] == "accepted", f"line {number + 1}: {result}")
            demand(result["commandId"] == self.commands[number],
                   f"line {number + 1}: the order of the file is not kept")
            receipt = {field: result[field] for field in RECEIPT}
            before = self.promised.setdefault(result["commandId"], receipt)
            demand(receipt == before, f"another receipt: {before} became {receipt}")

    def check(self):
        """Every promise is in the log, and the log has no gap and no double."""
        log = subprocess.run([self.program, "-q", "--json", "-L", str(self.ledger), "log"],
                             check=True, stdout=subprocess.PIPE)
        events = [json.loads(line) for line in log.stdout.splitlines()]
        positions = [event["position"] for event in events]
        demand(positions == list(range(len(events))), "positions are missing or doubled")
        where = {}
        for event in events[1:]:  # the first is the ledger's own
            where.setdefault(event["commandId"], []).append(event["position"])
        for command, receipt in self.promised.items():
            demand(where.get(command) == receipt["positions"],
                   f"{command}: promised at {receipt['positions']}, is at {where.get(command)}")
        recorded = list(where)
        demand(recorded == self.commands[:len(recorded)], "the log is not a beginning of the file")
        return len(recorded)


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--partnerships", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.program = str(pathlib.Path(options.program).resolve())
    return options


def duration(options, folder, seed):
    """How long the whole file takes undisturbed, opening included."""
    trial = Trial(options, folder, seed)
    start = time.monotonic()
    trial.submit(None)
    return time.monotonic() - start


def run(options, folder):
    chance = random.Random(options.seed)
    seed = options.seed
    whole = duration(options, folder, seed)
    trial = None
    kills = finished = 0
    while kills < options.rounds:
        if trial is None:
            seed += 1
            trial = Trial(options, folder, seed)
        # Later rounds begin with receipts that are quickly given again: a share of the whole.
        status = trial.submit(chance.uniform(0, whole))
        kills += status is None
        recorded = trial.check()
        print(f"{kills} kills: {len(trial.promised)} promised, {recorded} recorded "
              f"of {len(trial.commands)}", flush=True)
        if status is not None or chance.random() < 0.2:
            trial.submit(None)
            demand(trial.check() == len(trial.commands), "the rest was not recorded")
            finished += 1
            shutil.rmtree(trial.ledger)
            trial = None
    return kills, finished


def main():
    options = parse()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="minutebook-kill9-"))
    try:
        kills, finished = run(options, folder)
    except Failure as failure:
        print(f"FAILED: {failure}\nkept: {folder}", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    print(f"{kills} kills, {finished} files through: nothing promised was lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
