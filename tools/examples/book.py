"""Writes one example: its commands (NDJSON) and the documents that they cite.

Everything follows from the script: ids are UUIDs of version 5 over the example's name and a running
number, salts of sealed bids are SHA-256 of a label, digests are those of the files written.
"""

import hashlib
import json
import uuid
from pathlib import Path

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://minutebook.example/docs/examples")
CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def time(text: str) -> str:
    """"2020-07-06 09:00" as RFC 3339 in the zone of the examples, +08:00."""
    day, clock = text.split(" ")
    return f"{day}T{clock}:00+08:00"


def organization_code(body: str) -> str:
    """The eight characters with their check character (GB 11714)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(character, 36) for weight, character in zip(weights, body))
    check = 11 - total % 11
    return body + ("X" if check == 10 else "0" if check == 11 else str(check))


def credit_code(kind: str, number: int) -> str:
    """A social credit code (GB 32100) with a valid check character and a division code, 339999,
    that is assigned to no place, so that it belongs to nobody."""
    code = kind + "339999" + organization_code(f"MJ{number:06d}")
    total = sum(CODE_CHARACTERS.index(c) * pow(3, i, 31) for i, c in enumerate(code))
    return code + CODE_CHARACTERS[(31 - total % 31) % 31]


def sealed(salt: bytes, partner: str, content: str) -> str:
    """What is handed in before the deadline: a digest that gives nothing away."""
    return hashlib.sha256(salt + partner.encode() + b"\n" + content.encode()).hexdigest()


class Book:
    """The commands of one example in the order in which they are sent."""

    def __init__(self, name: str):
        self.name = name
        self.commands: list[dict] = []
        self.documents: dict[str, str] = {}
        self.other_files: dict[str, str] = {}
        self._count: dict[str, int] = {}

    def send(self, kind, subject, actor, role, at, data, series=None, **more) -> str:
        """Adds a command and returns its id. Commands of a `series` have the same ids, and so the
        same bytes, in every example that has them: sending them twice changes nothing."""
        series = series or self.name
        self._count[series] = self._count.get(series, 0) + 1
        command_id = str(uuid.uuid5(NAMESPACE, f"{series}/{self._count[series]}"))
        command = {"commandId": command_id, "type": kind, "subject": subject, "actor": actor,
                   "role": role, "occurredAt": time(at)}
        self.commands.append(command | more | {"data": data})
        return command_id

    def document(self, file: str, title: str, text: str) -> dict:
        """Adds a document and returns the reference by which commands cite it."""
        text = text.strip() + "\n"
        assert self.documents.setdefault(file, text) == text, file
        return {"digest": hashlib.sha256(text.encode()).hexdigest(), "title": title,
                "mediaType": "text/plain; charset=utf-8"}

    def write(self, root: Path) -> None:
        folder = root / self.name
        (folder / "documents").mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(c, ensure_ascii=False, separators=(",", ":")) for c in self.commands]
        (folder / "commands.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")
        for file, text in self.documents.items():
            (folder / "documents" / file).write_text(text, encoding="utf-8")
        for file, text in self.other_files.items():
            (folder / file).write_text(text, encoding="utf-8")


class Matter:
    """Commands about one partnership, with the persons that act in it by role."""

    def __init__(self, book: Book, subject: str, actors: dict[str, str]):
        self.book, self.subject, self.actors = book, subject, actors

    def send(self, kind, role, at, data, actor=None, **more) -> str:
        return self.book.send(kind, self.subject, actor or self.actors[role], role, at, data,
                              **more)

    def irregular(self, kind, at, data, reason, evidence, on_behalf_of=None) -> str:
        """A fact that the procedure would refuse, recorded by the supervisor who found it."""
        more = {"onBehalfOf": on_behalf_of} if on_behalf_of else {}
        return self.send(kind, "supervisor", at, data, **more, irregular=True, reason=reason,
                         evidence=[document["digest"] for document in evidence])
