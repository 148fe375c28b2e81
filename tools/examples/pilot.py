"""The pilot recruitment: 18 bidders, 7 winners, 7 contracts."""

from book import Book, Matter
from people import Meeting, Office, begin, SUPERVISOR
import pilot_contracts
import pilot_selection

SUBJECT = "partnership/ZJ-2020-001"
VENUE = "venue/zj-service-centre"
BODY = "body/zj-party-group"
MEMBERS = [f"person/zj-pg-{n}" for n in range(1, 8)]
SECRETARY = "person/zj-pg-secretary"
OBSERVER = "person/zj-discipline-1"
EVALUATORS = [f"person/zj-evaluator-{n}" for n in range(1, 6)]
ACTORS = {
    "proposer": "person/zj-centre-1", "selectionTeam": "person/zj-selection-1",
    "approver": "person/zj-approver-1", "signatory": "person/zj-centre-2",
    "observer": OBSERVER, "supervisor": SUPERVISOR, "evaluator": EVALUATORS[0],
}


def master_data(book: Book) -> None:
    zj = "organization/zj"
    office = Office(book, "2020-06-01")
    office.venue(VENUE, "浙江省职工服务中心", "serviceCentre", zj,
                 ["职工文化体育活动", "公益服务与困难帮扶", "职工技能培训"])
    person = office.person
    person(ACTORS["proposer"], "省职工服务中心主任", zj, "proposer")
    person(ACTORS["signatory"], "省职工服务中心法定代表人", zj, "signatory")
    person(ACTORS["selectionTeam"], "招募小组组长（资产监督管理部）", zj, "selectionTeam")
    person("person/zj-selection-2", "招募小组成员（法律顾问）", zj, "selectionTeam")
    person("person/zj-selection-3", "招募小组成员（招标代理机构）", zj, "selectionTeam")
    person(ACTORS["approver"], "省总工会经营决策事项审批人", zj, "approver")
    person("person/national-asset-1", "全总资产监督管理部备案经办人", "organization/national",
           "approver")
    person(OBSERVER, "省总工会机关纪委监督员", zj, "observer")
    for n, evaluator in enumerate(EVALUATORS, 1):
        person(evaluator, f"评审与考核专家{n}", zj, "evaluator")
    person(SECRETARY, "党组会议记录人", zj)
    for n, member in enumerate(MEMBERS, 1):
        person(member, "党组书记" if n == 1 else f"党组成员{n}", zj)
    seats = [(m, "presiding" if m == MEMBERS[0] else "member") for m in MEMBERS]
    office.body(BODY, "浙江省总工会党组会议", "partyGroupMeeting", zj,
                seats + [(SECRETARY, "secretary")])


def programme(book: Book) -> None:
    subject = "programme/zj-pilot-2020"
    def send(kind, at, data):
        book.send(kind, subject, SUPERVISOR, "supervisor", at, data)
    send("OpenProgramme", "2020-06-15 09:00", {
        "title": "职工服务阵地社会化市场化运作试点（20家单位）", "kind": "pilot",
        "organization": "organization/zj", "from": "2020-06-15", "until": "2022-01-01",
        "target": "省总工会直属单位4家、各市16家按五个步骤开展试点，每季度向党组报告一次"})
    send("ListProgrammeItem", "2020-06-15 10:00", {
        "item": "service-centre", "concerns": VENUE, "problem": "人力、经费和专业服务能力不足",
        "plan": "公开招募社会组织合作单位", "owner": ACTORS["proposer"], "dueBy": "2021-06-30"})


def study(matter: Matter, documents: dict) -> None:
    send = matter.send
    send("ProposePartnership", "proposer", "2020-07-06 09:30", {
        "venue": VENUE, "mode": "externalCooperation",
        "title": "省职工服务中心招募社会组织合作单位",
        "purpose": "引入专业社会力量，为职工提供更多免费和优惠的文体、公益与培训服务",
        "scope": "文艺演出、体育活动组织、公益活动策划、技能培训，均属中心主责主业",
        "necessity": "中心专职人员少，单靠自办活动满足不了职工需求",
        "feasibility": "省内文体类社会组织多、专业程度高，中心场地设施完好",
        "intendedTermMonths": 24, "estimatedValueFen": 420000000,
        "publicBenefits": [
            {"item": "公益演出与观赛", "freePlaces": 6000, "description": "全省工会会员可预约"},
            {"item": "公益培训班", "freePlaces": 1200, "discountPercent": 50}],
        "documents": [documents["proposal"]]})
    send("AssignObserver", "supervisor", "2020-07-08 10:00",
         {"observer": OBSERVER, "mandate": "机关纪委派员，从论证到签约全程监督"})
    send("RecordStudy", "proposer", "2020-07-27 15:00", {
        "necessity": "对312名职工的问卷显示，文体活动和技能培训的需求最集中",
        "feasibility": "走访9家社会组织，多数愿意以公益为前提合作；场地、安全条件具备",
        "methods": "问卷、走访、座谈", "conclusion": "favourable",
        "document": documents["study"]})
    send("RecordObservation", "observer", "2020-07-28 09:00",
         {"stage": "study", "present": True, "text": "参加了论证座谈会，问卷与走访记录齐全"})
    send("ReviseProposal", "proposer", "2020-08-03 11:00", {
        "proposal": {
            "venue": VENUE, "mode": "externalCooperation",
            "title": "省职工服务中心招募社会组织合作单位",
            "purpose": "引入专业社会力量，为职工提供更多免费和优惠的文体、公益与培训服务",
            "scope": "文艺演出、体育活动组织、公益活动策划、技能培训，均属中心主责主业",
            "necessity": "中心专职人员少，单靠自办活动满足不了职工需求",
            "feasibility": "省内文体类社会组织多、专业程度高，中心场地设施完好",
            "intendedTermMonths": 24, "estimatedValueFen": 420000000,
            "publicBenefits": [
                {"item": "公益演出与观赛", "freePlaces": 8000, "description": "全省工会会员可预约"},
                {"item": "公益培训班", "freePlaces": 1600, "discountPercent": 50}],
            "documents": [documents["proposal"], documents["study"]]},
        "reason": "按论证意见提高免费名额"})


def first_meeting(matter: Matter, documents: dict) -> None:
    """Whether and how to recruit. Seven members: five for, one abstains, one on leave."""
    meeting = Meeting(matter, "M1", SECRETARY, MEMBERS[0])
    materials = [documents["proposal"], documents["study"], documents["recruitment"]]
    meeting.convene("2020-08-07 16:00", BODY, "2020-08-18 09:00", "2020-08-07 16:00",
                    ["审议招募社会组织合作单位方案"], materials, "省总工会三楼会议室")
    for n, member in enumerate(MEMBERS[:6]):
        meeting.read(member, f"2020-08-{12 + n // 2} {9 + n:02}:20", materials)
    present = [m for m in MEMBERS if m != MEMBERS[6]]
    meeting.attend("2020-08-18 09:00", present, [(MEMBERS[6], "onLeave", "赴基层调研")])
    meeting.by(MEMBERS[6], "FileWrittenOpinion", "2020-08-18 09:05",
               {"text": "同意招募，建议把职工满意度作为续约的前提", "document": documents["opinion"]})
    statements = [
        (2, "09:15", "同意。公告渠道要多，让更多社会组织知道"),
        (3, "09:21", "同意。评审专家要回避与投标单位有利益关系的人员"),
        (4, "09:26", "同意。免费和优惠名额要写进合同"),
        (5, "09:32", "对中心的日常监管力量还有顾虑"),
        (6, "09:37", "同意。退出机制必须写清楚"),
        (1, "09:45", "综合大家意见，赞成方案；监管力量由资产监督管理部牵头补足"),
    ]
    for n, clock, text in statements:
        meeting.by(MEMBERS[n - 1], "MakeStatement", f"2020-08-18 {clock}", {"text": text})
    for n, choice in ((2, "for"), (3, "for"), (4, "for"), (5, "abstain"), (6, "for"), (1, "for")):
        meeting.vote(MEMBERS[n - 1], f"2020-08-18 09:5{n % 7}" if n > 1 else "2020-08-18 09:58",
                     choice)
    meeting.close("2020-08-18 10:00", "同意省职工服务中心公开招募社会组织合作单位，名额7家，合作期2年")
    meeting.minutes(present, "2020-08-20 10:00", documents["minutes-1"])


def second_meeting(matter: Matter, contracts: list, documents: dict) -> None:
    """The seven contract texts. All seven present, all for."""
    meeting = Meeting(matter, "M2", SECRETARY, MEMBERS[0])
    texts = [contract["text"] for contract in contracts]
    meeting.convene("2020-12-14 09:00", BODY, "2020-12-22 09:00", "2020-12-14 09:00",
                    ["审议与7家合作单位签订的合同文本"], texts, "省总工会三楼会议室")
    meeting.attend("2020-12-22 09:00", MEMBERS)
    for n, member in enumerate(MEMBERS[1:]):
        meeting.vote(member, f"2020-12-22 09:3{n}", "for")
    meeting.vote(MEMBERS[0], "2020-12-22 09:36", "for")
    meeting.close("2020-12-22 09:40", "同意与7家合作单位按审议的文本签订合同")
    meeting.minutes(MEMBERS, "2020-12-23 10:00", documents["minutes-2"])


def approval(matter: Matter, documents: dict) -> None:
    send = matter.send
    send("RequestApproval", "proposer", "2020-08-24 09:00", {
        "request": "A1", "authority": "organization/zj", "meeting": "M1",
        "summary": "公开招募7家合作单位，预计总额420万元，合作期2年",
        "documents": [documents["minutes-1"], documents["recruitment"]]})
    send("GrantApproval", "approver", "2020-09-04 15:00", {
        "request": "A1", "conditions": "合同须载明绩效标准、公益清单和退出机制",
        "document": documents["approval"]})
    send("SubmitFiling", "proposer", "2020-09-07 09:00", {
        "filing": "F1", "authority": "organization/national",
        "summary": "省职工服务中心招募合作单位事项备案", "documents": [documents["approval"]]})
    send("AcknowledgeFiling", "approver", "2020-09-16 14:00",
         {"filing": "F1", "note": "已备案"}, actor="person/national-asset-1")


def build() -> Book:
    book = Book("pilot-recruitment")
    begin(book)
    master_data(book)
    programme(book)
    matter = Matter(book, SUBJECT, ACTORS)
    documents = pilot_contracts.documents(book)
    study(matter, documents)
    first_meeting(matter, documents)
    approval(matter, documents)
    pilot_selection.select(matter, documents, EVALUATORS, OBSERVER)
    contracts = pilot_contracts.draft(matter)
    second_meeting(matter, contracts, documents)
    pilot_contracts.sign(matter, contracts)
    pilot_contracts.evaluate(matter, EVALUATORS)
    pilot_contracts.report(matter, documents)
    return book
