"""Runs the built program as its users do. Every ledger is made in a folder of its own."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest
import uuid

PROGRAM = os.environ["MINUTEBOOK"]
SOURCE = pathlib.Path(os.environ["MINUTEBOOK_SOURCE"])
EXAMPLES = SOURCE / "docs" / "examples"

DONE, FAULT, USAGE, REFUSED, NOT_FOUND, CONFLICT, STORAGE, UNAUTHORISED, UNREACHABLE = range(9)
INTERRUPTED = 130


def environment(**more):
    kept = {k: v for k, v in os.environ.items()
            if k not in ("MINUTEBOOK_LEDGER", "MINUTEBOOK_PASSPHRASE", "LANG", "LC_MESSAGES")}
    return {**kept, "LC_ALL": "C.UTF-8", **more}


class Result:
    def __init__(self, completed):
        self.status = completed.returncode
        self.bytes = completed.stdout
        self.out = completed.stdout.decode(errors="replace")
        self.err = completed.stderr.decode(errors="replace")

    def json(self):
        """Every line of standard output, each of which is JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


def run(*arguments, stdin=b"", cwd=None, **variables):
    if isinstance(stdin, str):
        stdin = stdin.encode()
    return Result(subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, cwd=cwd,
                                 capture_output=True, env=environment(**variables), timeout=120,
                                 check=False))


def command(kind, subject, data, **more):
    """One command of the founder as a JSON line; None leaves a field out."""
    fields = {"commandId": str(uuid.uuid4()), "type": kind, "subject": subject,
              "actor": "service/founder", "role": "founder",
              "occurredAt": "2021-01-04T09:00:00+08:00", "data": data, **more}
    return json.dumps({k: v for k, v in fields.items() if v is not None}, ensure_ascii=False)


def root_organization():
    return command("RegisterOrganization", "organization/zj",
                   {"name": "浙江省总工会", "level": "provincial"})


def person(name, data=None, **more):
    data = data or {"title": f"title of {name}", "organization": "organization/zj"}
    return command("RegisterPrincipal", f"person/{name}", data, **more)


class LedgerTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="minutebook-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.ledger = self.folder / "ledger"

    def init(self, *more):
        made = run("init", self.ledger, "--name", "minutebook.example/test", *more)
        self.assertEqual(made.status, DONE, made.err)

    def run_on(self, *arguments, **more):
        return run("-L", self.ledger, *arguments, **more)

    def submit(self, *lines, arguments=()):
        return self.run_on("submit", *arguments, stdin="\n".join(lines) + "\n")

    def head(self):
        """Number of events in the ledger."""
        events = self.run_on("log", "--json").json()
        self.assertEqual([e["position"] for e in events], list(range(len(events))))
        return len(events)
