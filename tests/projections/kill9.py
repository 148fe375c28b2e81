"""Kills `minutebook projections` at random moments of a catch-up and of a rebuild.

Whatever was left, the next run goes on by itself; at the end of each round every table is what a
shadow built from the log is, digest for digest, and no file of a dead run is left behind.

Usage: kill9.py --program MINUTEBOOK [--kills N] [--partnerships N] [--seed N]
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


class Failure(Exception):
    pass


def demand(condition, text):
    if not condition:
        raise Failure(text)


class Trial:
    def __init__(self, options, folder):
        self.program = options.program
        self.folder = folder
        self.ledger = folder / "ledger"
        self.chance = random.Random(options.seed)
        commands = folder / "commands.ndjson"
        with commands.open("wb") as out:
            self.run("generate", "--partnerships", str(options.partnerships), "--seed",
                     str(options.seed), "--breaches", "0.3", stdout=out)
        self.parts = []
        lines = commands.read_bytes().splitlines(keepends=True)
        half = len(lines) // 2
        for number, part in enumerate((lines[:half], lines[half:])):
            file = folder / f"part-{number}.ndjson"
            file.write_bytes(b"".join(part))
            self.parts.append(file)
        self.run("init", str(self.ledger), "--name", "kill9.example/views")
        self.run("-L", str(self.ledger), "submit", str(self.parts[0]))

    def run(self, *arguments, **more):
        more.setdefault("stdout", subprocess.DEVNULL)
        return subprocess.run([self.program, "-q", *arguments], check=True, **more)

    def views(self, action, kill_after=None):
        """Runs it; True when it was killed before its end."""
        process = subprocess.Popen([self.program, "-q", "-L", str(self.ledger), "projections",
                                    *action], stdout=subprocess.DEVNULL)
        try:
            process.wait(kill_after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return True
        demand(process.returncode == 0, f"{action} ended with {process.returncode}")
        return False

    def catch_up(self, kill_after=None):
        """Follows until killed, or until every view is at the head."""
        process = subprocess.Popen([self.program, "-q", "-L", str(self.ledger), "projections",
                                    "follow", "--interval", "0.05"], stdout=subprocess.DEVNULL)
        limit = time.monotonic() + (kill_after if kill_after is not None else 600)
        while time.monotonic() < limit:
            if kill_after is None and all(status["behind"] == 0 for status in self.status()):
                break
            time.sleep(0.02 if kill_after is not None else 0.5)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def json(self, *arguments):
        done = subprocess.run([self.program, "-q", "--json", "-L", str(self.ledger), "projections",
                               *arguments], stdout=subprocess.PIPE, check=False)
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]

    def status(self):
        return self.json("status")[1]

    def check(self):
        code, views = self.json("check")
        demand(code == 0, f"check ended with {code}: "
               + str([view for view in views if not view["holds"]])[:2000])
        tables = sum(len(view["tables"]) for view in views)
        demand(tables > 0 and all(view["position"] > 0 for view in views), "nothing was checked")
        return tables

    def files(self):
        return sorted(path.name for path in (self.ledger / "views").iterdir()
                      if path.suffix == ".sqlite" and not path.is_symlink())


def run(options, folder):
    trial = Trial(options, folder)
    start = time.monotonic()
    trial.views(["rebuild"])
    whole = time.monotonic() - start
    trial.run("-L", str(trial.ledger), "submit", str(trial.parts[1]))
    kills = 0
    while kills < options.kills:
        # Half of them while the second half of the log is followed, or all of it after a loss.
        if kills == options.kills // 2:
            shutil.rmtree(trial.ledger / "views")
        if kills % 2 == 0:
            trial.catch_up(trial.chance.uniform(0, whole))
            kills += 1
        else:
            kills += trial.views(["rebuild"], trial.chance.uniform(0, whole))
        print(f"{kills} kills: " + ", ".join(
            f"{status['view']} at {status['position']} of {status['head']}"
            + (", building" if status["building"] else "")
            for status in trial.status()), flush=True)
        if trial.chance.random() < 0.25:
            trial.catch_up()
            trial.check()
    trial.catch_up()
    tables = trial.check()
    trial.views(["rebuild"])
    trial.check()
    demand(len(trial.files()) == len(trial.status()), f"left behind: {trial.files()}")
    return kills, tables


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--kills", type=int, default=8)
    parser.add_argument("--partnerships", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.program = str(pathlib.Path(options.program).resolve())
    folder = pathlib.Path(tempfile.mkdtemp(prefix="minutebook-kill9-views-"))
    try:
        kills, tables = run(options, folder)
    except Failure as failure:
        print(f"FAILED: {failure}\nkept: {folder}", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    print(f"{kills} kills: {tables} tables equal to a shadow rebuild, digest for digest")
    return 0


if __name__ == "__main__":
    sys.exit(main())
