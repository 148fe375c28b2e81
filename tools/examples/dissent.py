"""A decision with dissent: a recusal, a changed ballot, an absent member's written opinion."""

from book import Book, Matter, credit_code
from people import Meeting, Office, begin, SUPERVISOR

ORG = "organization/sample-county"
BODY = "body/sample-county-standing-committee"
MEMBERS = [f"person/sample-county-{n}" for n in range(1, 10)]
SECRETARY = "person/sample-county-secretary"
VENUE = "venue/sample-county-palace"
PARTNER = f"partner/{credit_code('12', 81)}"
ACTORS = {"proposer": "person/sample-county-palace-1",
          "signatory": "person/sample-county-signatory",
          "approver": "person/sample-city-approver", "supervisor": SUPERVISOR,
          "observer": "person/sample-county-observer",
          "evaluator": "person/sample-county-evaluator"}


def master_data(book: Book) -> None:
    office = Office(book, "2021-01-04")
    office.organization("organization/sample-city", "示例市总工会", "city", "organization/zj")
    office.organization(ORG, "示例县总工会", "county", "organization/sample-city")
    office.venue(VENUE, "示例县工人文化宫", "culturalPalace", ORG, ["职工文化体育活动", "职工技能培训"])
    person = office.person
    person(ACTORS["proposer"], "县工人文化宫主任", ORG, "proposer")
    person(ACTORS["signatory"], "县工人文化宫法定代表人", ORG, "signatory")
    person(ACTORS["approver"], "市总工会合作事项审批人", "organization/sample-city", "approver")
    person(ACTORS["observer"], "派驻纪检监督员", ORG, "observer")
    person(ACTORS["evaluator"], "绩效评价员", ORG, "evaluator")
    for n, member in enumerate(MEMBERS, 1):
        person(member, "常委会主持人" if n == 1 else f"常委{n}", ORG)
    person(SECRETARY, "常委会记录人", ORG)
    office.body(BODY, "示例县总工会常务委员会", "standingCommittee", ORG,
                [(m, "presiding" if m == MEMBERS[0] else "member") for m in MEMBERS] +
                [(SECRETARY, "secretary")])


def debate(meeting: Meeting, opinion: dict) -> None:
    """Nine entitled: one on leave, one recused; of the seven who vote, five for in the end."""
    by, day = meeting.by, "2021-05-12"
    meeting.attend(f"{day} 09:00", MEMBERS[:8], [(MEMBERS[8], "onLeave", "参加培训")])
    by(MEMBERS[6], "DeclareRecusal", f"{day} 09:02", {"reason": "配偶在该校任职"})
    by(MEMBERS[8], "FileWrittenOpinion", f"{day} 09:03",
       {"text": "不同意：文化宫自己的培训教室还空着一半", "document": opinion})
    statements = [
        (2, "赞成。职工要的课程我们自己开不出来"), (3, "反对。空教室先用起来，再谈合作"),
        (4, "赞成，但优惠面要扩大到新就业形态劳动者"), (5, "先听听第三方的测算，再定"),
        (6, "反对。对方近两年的就业率数据没有出处"), (8, "赞成。可以先签一年"),
        (1, "意见有分歧，如实记录；建议先签一年，数据由对方补证后生效")]
    for n, (member, text) in enumerate(statements):
        by(MEMBERS[member - 1], "MakeStatement", f"{day} 09:{10 + 4 * n}", {"text": text})
    ballots = [(2, "for"), (3, "against"), (4, "for"), (5, "abstain"), (6, "against"), (8, "for")]
    for n, (member, choice) in enumerate(ballots):
        meeting.vote(MEMBERS[member - 1], f"{day} 09:4{n}", choice)
    by(MEMBERS[5], "ChangeBallot", f"{day} 09:47",
       {"choice": "for", "reason": "对方当场提交了盖章的就业率证明"})
    meeting.vote(MEMBERS[0], f"{day} 09:50", "for")
    meeting.close(f"{day} 09:52", "同意与示例技师学院合作开设公益技能班，先签一年")


def build() -> Book:
    book = Book("dissent")
    begin(book)
    master_data(book)
    matter = Matter(book, "partnership/SX-2021-001", ACTORS)
    study = book.document("study.txt", "论证报告", "公益技能班合作论证报告\n结论：可行，意见不一之处附后。")
    opinion = book.document("written-opinion.txt", "常委9书面意见", "书面意见（不计入票数）\n不同意，理由见表。")
    minutes = book.document("minutes.txt", "常委会会议纪要", """
会议纪要
应到9人，实到8人，请假1人，回避1人。
赞成5票，反对1票，弃权1票。赞成过应到人数半数，通过。
常委6当场改票，由反对改为赞成，理由记录在案。""")
    text = book.document("contract.txt", "合作合同", "合作合同\n公益技能班，期限一年，工会会员免学费。")
    book.send("RegisterPartner", PARTNER, ACTORS["proposer"], "proposer", "2021-03-30 09:00",
              {"name": "示例技师学院", "kind": "publicInstitution"})
    matter.send("ProposePartnership", "proposer", "2021-04-06 09:00", {
        "venue": VENUE, "mode": "undertakenService", "title": "与技师学院合办公益技能班",
        "purpose": "为职工和新就业形态劳动者提供免费技能培训", "scope": "职工技能培训，属文化宫主责主业",
        "necessity": "自有师资只能开2个工种", "feasibility": "学院可派师资12人",
        "intendedTermMonths": 12, "estimatedValueFen": 18000000, "candidate": PARTNER,
        "publicBenefits": [{"item": "公益技能班", "freePlaces": 480}], "documents": [study]})
    matter.send("RecordStudy", "proposer", "2021-04-16 09:00", {
        "necessity": "问卷中技能培训需求占47%", "feasibility": "教室和设备可满足6个工种",
        "methods": "问卷、走访", "conclusion": "favourable", "document": study})
    good = {"assessment": "satisfactory"}
    matter.send("RecordDueDiligence", "proposer", "2021-04-20 09:00", {
        "partner": PARTNER, "qualification": good, "integrityRecord": good, "serviceBrand": good,
        "overallStrength": {"assessment": "satisfactory", "note": "就业率数据待补证"}})
    matter.send("AssignObserver", "supervisor", "2021-04-22 09:00",
                {"observer": ACTORS["observer"]})
    meeting = Meeting(matter, "M1", SECRETARY, MEMBERS[0])
    meeting.convene("2021-04-28 16:00", BODY, "2021-05-12 09:00", "2021-04-28 16:00",
                    ["审议与技师学院合办公益技能班"], [study], "县总工会会议室")
    for n, member in enumerate(MEMBERS):
        meeting.read(member, f"2021-05-{6 + n // 3:02} {9 + n:02}:00", [study])
    debate(meeting, opinion)
    matter.send("RecordObservation", "observer", "2021-05-12 10:00", {
        "stage": "decision", "present": True, "text": "回避人员离场，改票理由当场说明，主持人最后表态"})
    meeting.minutes(MEMBERS[:8], "2021-05-13 10:00", minutes)
    finish(matter, text, minutes)
    return book


def finish(matter: Matter, text: dict, minutes: dict) -> None:
    terms = {
        "content": "合办公益技能班6个工种", "requirements": "全年不少于24期，每期20人",
        "performanceStandards": "职工满意度不低于90%", "constraints": "不得以文化宫名义对外招生",
        "exit": "满意度连续两季低于80%终止", "start": "2021-07-01", "end": "2022-07-01",
        "revenueTerms": "不收费，经费列入县总工会预算", "valueFen": 18000000, "brandUnchanged": True,
        "functionUnchanged": True, "primaryBusinessUnchanged": True, "titleUnchanged": True,
        "publicBenefits": [{"item": "公益技能班", "freePlaces": 480}]}
    contract = {"contract": "C1", "partner": PARTNER, "terms": terms, "text": text}
    send = matter.send
    send("RequestApproval", "proposer", "2021-05-17 09:00", {
        "request": "A1", "authority": "organization/sample-city", "meeting": "M1",
        "summary": "合办公益技能班，先签一年", "documents": [minutes]})
    send("ReturnApproval", "approver", "2021-05-24 09:00",
         {"request": "A1", "reason": "请补充就业率证明和教室使用计划"})
    send("RequestApproval", "proposer", "2021-05-31 09:00", {
        "request": "A2", "authority": "organization/sample-city", "meeting": "M1",
        "summary": "合办公益技能班，先签一年；证明和计划已补充", "documents": [minutes]})
    send("GrantApproval", "approver", "2021-06-07 09:00",
         {"request": "A2", "contractText": text["digest"]})
    send("DraftContract", "proposer", "2021-06-15 09:00", contract)
    send("SignContract", "signatory", "2021-06-25 09:00",
         contract | {"partnerSignatory": "技师学院法定代表人"})
    send("RecordEvaluation", "evaluator", "2021-12-20 09:00", {
        "evaluation": "E1", "contract": "C1", "kind": "interim",
        "satisfaction": {"basisPoints": 9470, "respondents": 236},
        "indicators": [{"name": "职工满意度", "kind": "employeeSatisfaction", "weight": 6000,
                        "score": 9470},
                       {"name": "期数完成", "kind": "serviceQuality", "weight": 4000, "score": 9600}],
        "verdict": "passed", "comment": "已开12期，结业228人"})
