"""A matter that goes wrong at each step. What the procedure refuses was recorded afterwards by the
supervisor, as irregular; what somebody tried and was refused stays as a refusal. findings.json says
which rules are broken by which commands."""

import hashlib
import json

from book import Book, Matter, credit_code, sealed, time
from people import Meeting, Office, begin, SUPERVISOR

ORG = "organization/sample-district"
BODY = "body/sample-district-party-group"
SUBJECT = "partnership/SQ-2021-001"
VENUE = "venue/sample-district-palace"
MEMBERS = [f"person/sample-district-{n}" for n in range(1, 8)]
SECRETARY = "person/sample-district-secretary"
ACTORS = {"proposer": "person/sample-district-palace-1",
          "signatory": "person/sample-district-palace-1", "approver": MEMBERS[1],
          "selectionTeam": "person/sample-district-selection-1", "supervisor": SUPERVISOR,
          "evaluator": "person/sample-district-palace-1"}
BIDDERS = [(f"partner/{credit_code('91', 90 + n)}", f"示例商业管理公司{n}") for n in (1, 2)]
LATE = f"partner/{credit_code('91', 93)}"


class Case:
    """The matter, with what it is expected to show."""

    def __init__(self, book: Book):
        self.book = book
        self.matter = Matter(book, SUBJECT, ACTORS)
        self.interested = ""  # the ballot of one who had an interest
        self.findings: list[dict] = []
        self.refusals: list[dict] = []
        self.evidence = [
            book.document("letter.txt", "信访件登记", "信访件登记\n反映区工人文化宫未经审批先签合同。"),
            book.document("copies.txt", "调取材料清单", """
调取材料清单
1. 会议签批单（传签） 2. 合同原件 3. 收标登记本 4. 评价表""")]
        self.minutes = book.document("circulation.txt", "传签单", "传签单\n三人签字同意，四人未签。")
        self.draft = book.document("contract-draft.txt", "合同送审稿", "合同送审稿\n期限三年。")
        self.signed = book.document("contract-signed.txt", "合同签署稿", "合同签署稿\n期限八年。")

    def found(self, rule: str, note: str, *commands: str) -> None:
        self.findings.append({"rule": rule, "verdict": "breach", "commands": list(commands),
                              "note": note})

    def refused(self, rule: str, command: str) -> None:
        self.refusals.append({"rule": rule, "command": command})

    def irregular(self, kind, at, data, reason, on_behalf_of=None) -> str:
        return self.matter.irregular(kind, at, data, reason, self.evidence, on_behalf_of)


def master_data(book: Book) -> None:
    office = Office(book, "2021-01-05")
    office.organization(ORG, "示例区总工会", "county", "organization/zj")
    office.venue(VENUE, "示例区工人文化宫", "culturalPalace", ORG, ["职工文化体育活动", "职工培训"])
    person = office.person
    person(ACTORS["proposer"], "区工人文化宫主任", ORG, "proposer", "signatory", "evaluator")
    person(ACTORS["selectionTeam"], "遴选经办人", ORG, "selectionTeam")
    for n, member in enumerate(MEMBERS, 1):
        person(member, "党组书记" if n == 1 else f"党组成员{n}", ORG, *(["approver"] if n == 2 else []))
    person(SECRETARY, "党组会议记录人", ORG)
    office.body(BODY, "示例区总工会党组会议", "partyGroupMeeting", ORG,
                [(m, "presiding" if m == MEMBERS[0] else "member") for m in MEMBERS] +
                [(SECRETARY, "secretary")])


def decide(case: Case) -> None:
    """Steps 1 and 2: no study; papers passed round; three of seven, and yet declared adopted."""
    send = case.matter.send
    proposal = send("ProposePartnership", "proposer", "2021-03-01 09:00", {
        "venue": VENUE, "mode": "externalCooperation", "title": "文化宫一层合作开发",
        "purpose": "提高场地收入", "scope": "商业零售与餐饮", "intendedTermMonths": 36,
        "estimatedValueFen": 900000000})
    meeting = Meeting(case.matter, "M1", SECRETARY, MEMBERS[0])
    meeting.convene("2021-03-08 16:00", BODY, "2021-03-09 09:00", "2021-03-08 16:00",
                    ["文化宫一层合作开发"], [case.draft], "传签", form="circulation", major=True)
    convened = case.book.commands[-1]["commandId"]
    meeting.attend("2021-03-09 09:00", MEMBERS[:3], [(m, "absent", "未收到通知") for m in MEMBERS[3:]])
    attendance = case.book.commands[-1]["commandId"]
    first = meeting.vote(MEMBERS[0], "2021-03-09 09:05", "for")
    last = meeting.vote(MEMBERS[1], "2021-03-09 09:20", "for")
    case.interested = meeting.vote(MEMBERS[2], "2021-03-09 09:30", "for")
    case.refused("VOTE-8", meeting.vote(MEMBERS[4], "2021-03-09 09:35", "against"))
    closed = case.irregular("CloseVote", "2021-03-09 10:00", {
        "meeting": "M1", "resolution": "同意合作开发", "declared": "adopted"},
        "传签三票即宣布通过，未过应到人数半数", SECRETARY)
    after = case.irregular("CastBallot", "2021-03-12 15:00", {"meeting": "M1", "choice": "for"},
                           "会后补签，签批单日期被涂改", MEMBERS[3])
    case.refused("VOTE-8", meeting.vote(MEMBERS[5], "2021-03-12 16:00", "for"))
    late_study = case.irregular("RecordStudy", "2021-04-20 10:00", {
        "necessity": "补写", "feasibility": "补写", "conclusion": "favourable"},
        "论证材料在签约之后补写")
    case.found("STUDY-1", "先决议，后补论证", closed, late_study)
    case.found("REC-1", "全部事后补录", proposal)
    case.found("VOTE-2", "应到7人，实到3人", attendance)
    case.found("VOTE-3", "赞成3票，未过应到人数半数，却宣布通过", closed)
    case.found("VOTE-6", "主持人最先表决", first, last)
    case.found("VOTE-7", "以传签代替会议", convened)
    case.found("VOTE-8", "表决结束后补票", closed, after)
    case.found("VOTE-9", "提前通知不足一天", convened)
    case.found("VOTE-10", "没有签字的会议纪要", closed)


def select(case: Case) -> None:
    """Step 4, first half: one channel, three days, a late bid, one evaluator, nobody watching."""
    send = case.matter.send
    announced = send("AnnounceSelection", "selectionTeam", "2021-03-15 09:00", {
        "selection": "S1", "method": "competitiveNegotiation", "channels": ["文化宫门口公告栏"],
        "deadline": time("2021-03-18 17:00"), "places": 1})
    bids = []
    for n, (subject, name) in enumerate(BIDDERS + [(LATE, "示例商业管理公司3")], 1):
        representative = "法定代表人甲" if n < 3 else "法定代表人乙"
        case.book.send("RegisterPartner", subject, ACTORS["selectionTeam"], "selectionTeam",
                       "2021-03-15 10:00", {"name": name, "kind": "company",
                                            "legalRepresentative": representative})
        salt = hashlib.sha256(f"irregular/bid/{n}".encode()).digest()
        content = f"一层合作开发，年付{80 + n}万元"
        bids.append((subject, salt, content, sealed(salt, subject, content)))
    for n in (1, 2):
        send("ReceiveBid", "selectionTeam", f"2021-03-{16 + n} 10:00",
             {"selection": "S1", "bid": f"B{n}", "sealedDigest": bids[n - 1][3]})
    late = {"selection": "S1", "bid": "B3", "sealedDigest": bids[2][3]}
    case.refused("SEL-2", send("ReceiveBid", "selectionTeam", "2021-03-19 09:00", late))
    late_bid = case.irregular("ReceiveBid", "2021-03-19 09:30", late, "截止之后仍收下标书",
                              ACTORS["selectionTeam"])
    reveals = [{"bid": f"B{n}", "partner": subject, "salt": salt.hex(), "content": content}
               for n, (subject, salt, content, _) in enumerate(bids, 1)]
    wrong = [dict(r) for r in reveals]
    wrong[0]["content"] = "一层合作开发，年付99万元"
    case.refused("SEL-2", send("OpenBids", "selectionTeam", "2021-03-19 14:00",
                               {"selection": "S1", "reveals": wrong}))
    opened = send("OpenBids", "selectionTeam", "2021-03-19 15:00",
                  {"selection": "S1", "reveals": reveals})
    scores = [send("ScoreBid", "evaluator", f"2021-03-19 16:{n}0",
                   {"selection": "S1", "bid": f"B{n}", "points": points})
              for n, points in ((1, 7800), (2, 8600), (3, 8100))]
    winners = send("DetermineWinners", "selectionTeam", "2021-03-22 09:00",
                   {"selection": "S1", "bids": ["B1"]})
    objection = send("RaiseObjection", "selectionTeam", "2021-03-23 09:00", {
        "objection": "O1", "selection": "S1", "raisedBy": "示例商业管理公司2",
        "grounds": "得分最高却未中选"})
    case.refused("REF-3", send("ScoreBid", "evaluator", "2021-03-23 10:00",
                               {"selection": "S1", "bid": "B9", "points": 100}))
    case.found("SEL-1", "渠道单一，公告只有三天", announced)
    case.found("SEL-2", "截止之后收标", late_bid)
    case.found("SEL-3", "只有一名评审且兼任提案人；中选者不是第一名，也未说明理由", *scores, winners)
    case.found("SEL-4", "结果未公示，异议未处理即签约", winners, objection)
    case.found("SEL-5", "开标、评审没有监督员在场", opened)
    case.found("STUDY-2", "未考察合作方", winners)
    case.found("FLAG-5", "两家投标单位法定代表人相同", opened)


def sign(case: Case) -> None:
    """Steps 3 and 4: signed first, approved afterwards by one who voted."""
    contract = {"contract": "C1", "partner": BIDDERS[0][0]}
    draft = case.matter.send("DraftContract", "proposer", "2021-03-24 09:00", contract | {
        "selection": "S1", "bid": "B1", "text": case.draft,
        "terms": {"content": "一层合作开发", "start": "2021-04-01", "end": "2024-04-01"}})
    attempt = contract | {
        "text": case.signed, "partnerSignatory": "法定代表人甲",
        "terms": {"content": "一层合作开发", "start": "2021-04-01", "end": "2029-04-01"}}
    case.refused("REC-4", case.matter.send("SignContract", "signatory", "2021-03-25 09:00", attempt,
                                           actor=ACTORS["selectionTeam"]))
    signed = case.irregular("SignContract", "2021-03-26 09:00", contract | {
        "text": case.signed, "partnerSignatory": "法定代表人甲",
        "terms": {"content": "一层整体交由乙方经营", "start": "2021-04-01", "end": "2029-04-01",
                  "partnerInvests": True, "valueFen": 640000000}},
        "调取的合同原件显示已在审批之前签署", ACTORS["signatory"])
    request = {"request": "A1", "authority": ORG, "summary": "补办审批", "documents": [case.minutes]}
    case.refused("STEP-2", case.matter.send("RequestApproval", "proposer", "2021-05-10 09:00",
                                            request | {"meeting": "M1"}))
    requested = case.matter.send("RequestApproval", "proposer", "2021-05-10 10:00", request)
    granted = case.matter.send("GrantApproval", "approver", "2021-05-11 09:00", {
        "request": "A1", "contractText": case.draft["digest"]})
    interest = case.irregular("DeclareInterest", "2021-06-02 10:00", {
        "partner": BIDDERS[0][0], "nature": "其近亲属为合作方股东，表决时未申报"},
        "核查时发现", MEMBERS[2])
    case.found("VOTE-5", "有利益关系者参与表决", case.interested, interest)
    case.found("APPR-1", "签约在前，审批在后", signed, granted)
    case.found("APPR-3", "审批人参加过表决", granted)
    case.found("NEG-1", "未经审批即开展运作", signed)
    case.found("REC-2", "先做后批", signed, requested, granted)
    case.found("SIGN-1", "对外合作未评估资产", signed)
    case.found("SIGN-2", "没有要求、绩效标准、约束和退出条款", signed)
    case.found("SIGN-3", "合作方投入固定资产，未约定处置", signed)
    case.found("SIGN-4", "期限八年，未说明理由", signed)
    case.found("SIGN-5", "签署文本与审批文本不同", draft, signed, granted)
    case.found("SIGN-7", "未约定牌子、功能、主业、产权不变", signed)
    case.found("SIGN-8", "没有公益清单", signed)
    case.found("SIGN-9", "没有收益条款", signed)


def evaluate(case: Case) -> None:
    """Step 5: evaluations that nobody acts upon."""
    def record(name, kind, at, share):
        return case.matter.send("RecordEvaluation", "evaluator", at, {
            "evaluation": name, "contract": "C1", "kind": kind, "verdict": "failed",
            "satisfaction": {"basisPoints": share, "respondents": 41},
            "indicators": [
                {"name": "场地收入", "kind": "finance", "weight": 8000, "score": 9000},
                {"name": "职工满意度", "kind": "employeeSatisfaction", "weight": 2000,
                 "score": share}], "comment": "职工活动场地被挤占"})
    real_time = record("E1", "realTime", "2021-07-05 09:00", 4300)
    interim = record("E2", "interim", "2021-12-06 09:00", 3900)
    send = case.matter.send
    ordered = send("OrderRectification", "evaluator", "2022-02-10 09:00", {
        "rectification": "R1", "contract": "C1", "evaluation": "E2", "problems": "腾退职工活动场地",
        "dueBy": "2022-03-31"})
    send("ReportRectification", "proposer", "2022-03-30 09:00",
         {"rectification": "R1", "measures": "正在协商"})
    verified = send("VerifyRectification", "supervisor", "2022-04-06 09:00",
                    {"rectification": "R1", "effective": False, "note": "场地仍被占用"})
    final = record("E3", "final", "2022-06-06 09:00", 3600)
    renewed = send("RenewContract", "signatory", "2022-06-20 09:00", {
        "contract": "C1", "successor": "C2", "text": case.signed, "reason": "延续合作",
        "terms": {"content": "一层整体交由乙方经营", "start": "2022-07-01", "end": "2030-07-01"}})
    banned = send("ReportIrregularity", "supervisor", "2022-07-04 09:00", {
        "rule": "BAN-2", "text": "名为合作，实为整体承包经营", "documents": case.evidence})
    unrelated = send("ReportIrregularity", "supervisor", "2022-07-04 09:30", {
        "rule": "NEG-3", "text": "一层全部用于零售餐饮，与服务职工无关", "documents": case.evidence})
    case.found("EVAL-1", "职工满意度不是权重最大的指标", real_time, interim, final)
    case.found("EVAL-2", "实时评价不合格，未及时整改", real_time, ordered)
    case.found("EVAL-3", "阶段评价不合格且整改无效，未终止", interim, verified)
    case.found("EVAL-4", "终期评价不合格，仍续约", final, renewed)
    case.found("EVAL-6", "评价人就是提案人", real_time, interim, final)
    case.found("BAN-2", "以合作名义承包", banned)
    case.found("NEG-3", "与工会服务无关的商业经营", unrelated)


def build() -> Book:
    book = Book("irregular")
    begin(book)
    master_data(book)
    case = Case(book)
    decide(case)
    select(case)
    sign(case)
    evaluate(case)
    expected = {"subject": SUBJECT, "evaluateAt": "2022-07-31",
                "refusals": case.refusals, "findings": case.findings}
    book.other_files["findings.json"] = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    return book
