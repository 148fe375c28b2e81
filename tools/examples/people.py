"""Master data: how the ledger gets its first officers, and how a body is seated."""

from pathlib import Path

from book import Book, Matter, time

RULEBOOK = Path(__file__).resolve().parents[2] / "docs/examples/rulebooks/zhejiang-2019.toml"

FOUNDER = "service/founder"
SECURITY = "person/security-administrator"
SUPERVISOR = "person/zj-asset-1"
START = "2020-01-02"


def begin(book: Book) -> None:
    """The same commands, byte for byte, at the head of every example: each file stands alone, and
    all of them go into one ledger."""
    def founder(kind, subject, data):
        book.send(kind, subject, FOUNDER, "founder", f"{START} 09:00", data, series="begin")

    founder("RegisterOrganization", "organization/national",
            {"name": "中华全国总工会", "level": "national"})
    founder("RegisterOrganization", "organization/zj",
            {"name": "浙江省总工会", "level": "provincial", "parent": "organization/national",
             "region": "330000"})
    text = RULEBOOK.read_text(encoding="utf-8")
    title = next(line.split('"')[1] for line in text.splitlines() if line.startswith("title = "))
    book.send("AdoptRulebook", "rulebook/zj-2019", FOUNDER, "founder", f"{START} 09:00",
              {"title": title, "version": 1, "effectiveFrom": START, "text": text},
              series="begin-rulebook")
    officers = [
        ("person/system-administrator", "系统管理员", "systemAdministrator", "organization/national"),
        ("person/audit-administrator", "审计管理员", "auditAdministrator", "organization/national"),
        (SUPERVISOR, "省总工会资产监督管理部负责人", "supervisor", "organization/zj"),
        (SECURITY, "安全管理员", "securityAdministrator", "organization/national"),
    ]
    for person, title, _, organization in officers:
        founder("RegisterPrincipal", person, {"title": title, "organization": organization})
    for person, _, role, organization in officers:
        founder("GrantRole", person,
                {"role": role, "organization": organization, "from": START})


class Office:
    """What the supervisor and the security administrator register, on one day."""

    def __init__(self, book: Book, day: str, series: str | None = None):
        self.book, self.day, self.series = book, day, series

    def supervise(self, kind, subject, data) -> None:
        self.book.send(kind, subject, SUPERVISOR, "supervisor", f"{self.day} 09:00", data,
                       series=self.series)

    def organization(self, subject, name, level, parent, region=None) -> None:
        data = {"name": name, "level": level, "parent": parent}
        if region:
            data["region"] = region
        self.supervise("RegisterOrganization", subject, data)

    def venue(self, subject, name, kind, organization, duties) -> None:
        self.supervise("RegisterVenue", subject,
                       {"name": name, "kind": kind, "organization": organization,
                        "primaryDuties": duties})

    def person(self, subject, title, organization, *grants) -> str:
        """Registers a person and grants roles: names, held at `organization`, or (role, at)."""
        at = f"{self.day} 10:00"
        self.book.send("RegisterPrincipal", subject, SECURITY, "securityAdministrator", at,
                       {"title": title, "organization": organization}, series=self.series)
        for grant in grants:
            role, where = (grant, organization) if isinstance(grant, str) else grant
            self.book.send("GrantRole", subject, SECURITY, "securityAdministrator", at,
                           {"role": role, "organization": where, "from": self.day},
                           series=self.series)
        return subject

    def body(self, subject, name, kind, organization, seats) -> None:
        """`seats`: (person, seat) in the order of the directory, the presiding member first."""
        self.supervise("EstablishBody", subject,
                       {"name": name, "kind": kind, "organization": organization})
        for person, seat in seats:
            self.supervise("SeatBodyMember", subject,
                           {"person": person, "seat": seat, "from": self.day})


class Meeting:
    """One meeting of a matter, from the notice to the signed minutes."""

    def __init__(self, matter: Matter, name: str, secretary: str, presiding: str):
        self.matter, self.name = matter, name
        self.secretary, self.presiding = secretary, presiding

    def role_of(self, person: str) -> str:
        return "presidingMember" if person == self.presiding else "bodyMember"

    def convene(self, at, body, held_at, notice_at, agenda, materials, place, **more) -> None:
        self.matter.send("ConveneMeeting", "bodySecretary", at, {
            "meeting": self.name, "body": body, "form": "inPerson", "heldAt": time(held_at),
            "noticeSentAt": time(notice_at), "place": place, "agenda": agenda,
            "materials": materials, "presiding": self.presiding} | more, actor=self.secretary)

    def attend(self, at, present, away=()) -> None:
        """`away`: (person, presence, reason)."""
        entries = [{"person": p, "presence": "present"} for p in present]
        entries += [{"person": p, "presence": how, "reason": why} for p, how, why in away]
        self.matter.send("RecordAttendance", "bodySecretary", at,
                         {"meeting": self.name, "entries": entries}, actor=self.secretary)

    def by(self, person, kind, at, data, **more) -> str:
        return self.matter.send(kind, self.role_of(person), at, {"meeting": self.name} | data,
                                actor=person, **more)

    def read(self, person, at, materials) -> None:
        self.by(person, "ReadMaterials", at, {"digests": [m["digest"] for m in materials]})

    def vote(self, person, at, choice) -> str:
        return self.by(person, "CastBallot", at, {"choice": choice})

    def close(self, at, resolution) -> str:
        return self.matter.send("CloseVote", "bodySecretary", at,
                                {"meeting": self.name, "resolution": resolution},
                                actor=self.secretary)

    def minutes(self, persons, at, document) -> None:
        for person in persons:
            self.by(person, "SignMinutes", at, {"minutes": document})
