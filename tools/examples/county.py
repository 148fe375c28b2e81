"""The Changhua centre: a district union delegates its running to a town union by a decided matter;
the town union then chooses a partner openly."""

import hashlib

from book import Book, Matter, credit_code, sealed, time
from people import Meeting, Office, begin, SUPERVISOR

LA, CH = "organization/linan", "organization/changhua"
VENUE = "venue/changhua-centre"
LA_BODY, CH_BODY = "body/linan-party-group", "body/changhua-chairpersons"
LA_MEMBERS = [f"person/linan-pg-{n}" for n in range(1, 6)]
CH_MEMBERS = [f"person/changhua-chair-{n}" for n in range(1, 4)]
LA_SECRETARY, CH_SECRETARY = "person/linan-secretary", "person/changhua-secretary"
OBSERVER = "person/linan-discipline-1"
EVALUATORS = [f"person/linan-evaluator-{n}" for n in range(1, 4)]
LA_ACTORS = {"proposer": "person/linan-asset-1", "signatory": "person/linan-signatory",
             "approver": "person/hangzhou-asset-1", "supervisor": SUPERVISOR,
             "observer": OBSERVER, "evaluator": EVALUATORS[0]}
CH_ACTORS = LA_ACTORS | {"proposer": "person/changhua-1", "signatory": "person/changhua-2",
                         "selectionTeam": "person/changhua-3", "approver": "person/linan-approver"}
BIDS = [("山核桃文体服务中心", "52", 61), ("昌北户外运动协会", "51", 62),
        ("石镜文化传播有限公司", "91", 63)]
SCORES = [(9120, 9040, 9210), (8630, 8710, 8540), (8220, 8080, 8310)]


def master_data(book: Book) -> None:
    office = Office(book, "2020-02-03")
    office.organization("organization/hangzhou", "杭州市总工会", "city", "organization/zj", "330100")
    office.organization(LA, "杭州市临安区总工会", "county", "organization/hangzhou", "330112")
    office.organization(CH, "昌化镇总工会", "town", LA)
    office.venue(VENUE, "临安区工人文化宫昌化职工活动中心", "culturalPalace", LA,
                 ["职工文化体育活动", "职工阅读与培训", "职工帮扶服务"])
    person = office.person
    person("person/hangzhou-asset-1", "市总工会资产监督管理部审批人", "organization/hangzhou", "approver")
    person(LA_ACTORS["proposer"], "区总工会资产管理经办人", LA, "proposer")
    person(LA_ACTORS["signatory"], "区总工会法定代表人", LA, "signatory")
    person("person/linan-approver", "区总工会合作事项审批人", LA, "approver")
    person(OBSERVER, "派驻区总工会纪检监督员", LA, "observer")
    for n, evaluator in enumerate(EVALUATORS, 1):
        person(evaluator, f"区总工会绩效评估员{n}", LA, "evaluator")
    person(CH_ACTORS["proposer"], "镇总工会专职副主席", CH, "proposer")
    person(CH_ACTORS["signatory"], "镇总工会法定代表人", CH, "signatory")
    person(CH_ACTORS["selectionTeam"], "镇总工会遴选小组组长", CH, "selectionTeam")
    seat(office, LA_BODY, "临安区总工会党组会议", "partyGroupMeeting", LA, LA_MEMBERS, LA_SECRETARY)
    seat(office, CH_BODY, "昌化镇总工会主席会议", "chairpersonsMeeting", CH, CH_MEMBERS,
         CH_SECRETARY)


def seat(office, body, name, kind, organization, members, secretary) -> None:
    for n, member in enumerate(members, 1):
        office.person(member, f"{name}成员{n}" + ("（主持人）" if n == 1 else ""), organization)
    office.person(secretary, f"{name}记录人", organization)
    office.body(body, name, kind, organization,
                [(m, "presiding" if m == members[0] else "member") for m in members] +
                [(secretary, "secretary")])


def decide(matter: Matter, who: tuple, day: str, notice: str, item: str, documents: list) -> None:
    """One meeting at which all members are present and for it."""
    body, members, secretary, minutes = who
    meeting = Meeting(matter, "M1", secretary, members[0])
    meeting.convene(f"{notice} 10:00", body, f"{day} 14:00", f"{notice} 10:00", [f"审议{item}"],
                    documents, "会议室")
    for member in members:
        meeting.read(member, f"{notice} 16:00", documents)
    meeting.attend(f"{day} 14:00", members)
    for n, member in enumerate(members[1:] + members[:1]):
        meeting.by(member, "MakeStatement", f"{day} 14:1{n}", {"text": f"同意{item}"})
    for n, member in enumerate(members[1:] + members[:1]):
        meeting.vote(member, f"{day} 14:2{n}", "for")
    meeting.close(f"{day} 14:30", f"同意{item}")
    meeting.minutes(members, f"{day} 17:00", minutes)


def delegate(book: Book) -> None:
    """The first matter: who is to run the centre."""
    subject = "partnership/LA-2020-001"
    matter = Matter(book, subject, LA_ACTORS)
    study = book.document("delegation-study.txt", "授权管理论证", """
昌化职工活动中心授权管理论证
中心距城区较远，区总工会直接管理成本高；镇总工会熟悉职工需求。
建议授权昌化镇总工会代为管理，资产归属不变。""")
    letter = book.document("delegation.txt", "授权管理协议", """
授权管理协议
区总工会授权昌化镇总工会代为管理昌化职工活动中心，期限3年。
资产归区总工会所有；镇总工会不得转授权；每半年报告一次。""")
    minutes = book.document("delegation-minutes.txt", "党组会议纪要", """
会议纪要
应到5人，实到5人，赞成5票。
决议：同意授权昌化镇总工会代为管理昌化职工活动中心。""")
    matter.send("ProposePartnership", "proposer", "2020-03-02 09:00", {
        "venue": VENUE, "mode": "internalCooperation", "title": "昌化职工活动中心授权昌化镇总工会代管",
        "purpose": "由熟悉当地职工的镇总工会就近管理，提高使用率",
        "scope": "中心日常管理，资产归属和功能不变", "necessity": "区总工会直管成本高、响应慢",
        "feasibility": "镇总工会有专职人员3名", "intendedTermMonths": 36, "documents": [study]})
    matter.send("RecordStudy", "proposer", "2020-03-16 10:00", {
        "necessity": "中心上年开放天数不足200天", "feasibility": "镇总工会具备管理条件",
        "methods": "实地查看、座谈", "conclusion": "favourable", "document": study})
    matter.send("AssignObserver", "supervisor", "2020-03-17 09:00",
                {"observer": OBSERVER, "mandate": "监督授权与后续遴选"})
    decide(matter, (LA_BODY, LA_MEMBERS, LA_SECRETARY, minutes), "2020-04-01", "2020-03-20",
           "授权昌化镇总工会代管昌化职工活动中心", [study, letter])
    matter.send("RequestApproval", "proposer", "2020-04-03 09:00", {
        "request": "A1", "authority": "organization/hangzhou", "meeting": "M1",
        "summary": "授权下级工会代管，期限3年", "documents": [minutes, letter]})
    matter.send("GrantApproval", "approver", "2020-04-15 10:00", {"request": "A1"})
    book.send("DelegateOperation", VENUE, LA_ACTORS["signatory"], "signatory", "2020-04-20 10:00", {
        "to": CH, "from": "2020-05-01", "until": "2023-05-01", "decidedIn": subject,
        "terms": "资产归区总工会所有；不得转授权；合作收益用于中心运行与公益服务", "document": letter})


def choose(matter: Matter, documents: dict) -> None:
    """Selection of the second matter: three sealed bids, one place."""
    send = matter.send
    offers = []
    send("AnnounceSelection", "selectionTeam", "2020-08-03 09:00", {
        "selection": "S1", "method": "publicRecruitment",
        "channels": ["区总工会网站", "镇政府公告栏", "职工服务公众号"],
        "deadline": time("2020-08-31 14:00"), "opensAt": time("2020-08-31 14:00"), "places": 1,
        "requirements": "有文体场馆服务经验，承诺公益服务清单", "document": documents["call"],
        "criteria": [{"name": "公益服务方案", "maxPoints": 6000}, {"name": "运营能力", "maxPoints": 4000}]})
    for n, (name, code, number) in enumerate(BIDS, 1):
        subject = f"partner/{credit_code(code, number)}"
        salt = hashlib.sha256(f"county/bid/{n}".encode()).digest()
        content = f"{name}投标文件摘要\n全年免费开放{300 + 10 * n}天，公益课程{20 + n}期"
        offers.append((subject, salt, content))
        send("ReceiveBid", "selectionTeam", f"2020-08-{26 + n} 10:00", {
            "selection": "S1", "bid": f"B{n}", "sealedDigest": sealed(salt, subject, content)})
    for (subject, _, _), (name, code, _) in zip(offers, BIDS):
        kind = "company" if code == "91" else "socialOrganization"
        matter.book.send("RegisterPartner", subject, matter.actors["selectionTeam"],
                         "selectionTeam", "2020-08-31 14:00", {"name": name, "kind": kind})
    send("OpenBids", "selectionTeam", "2020-08-31 14:10", {
        "selection": "S1", "present": [matter.actors["selectionTeam"], OBSERVER],
        "reveals": [{"bid": f"B{n}", "partner": subject, "salt": salt.hex(), "content": content}
                    for n, (subject, salt, content) in enumerate(offers, 1)]})
    send("RecordObservation", "observer", "2020-08-31 15:00",
         {"stage": "opening", "present": True, "text": "三份投标同时开启，程序公开"})
    good = {"assessment": "satisfactory"}
    for n, (subject, _, _) in enumerate(offers, 1):
        send("RecordDueDiligence", "selectionTeam", f"2020-09-0{n} 10:00", {
            "partner": subject, "qualification": good, "integrityRecord": good,
            "serviceBrand": good, "overallStrength": good})
    for n, row in enumerate(SCORES, 1):
        for evaluator, points in zip(EVALUATORS, row):
            send("ScoreBid", "evaluator", f"2020-09-04 {9 + n:02}:00",
                 {"selection": "S1", "bid": f"B{n}", "points": points}, actor=evaluator)
    send("RecordObservation", "observer", "2020-09-04 16:00",
         {"stage": "review", "present": True, "text": "评审独立进行，未见干预"})
    send("DetermineWinners", "selectionTeam", "2020-09-07 09:00",
         {"selection": "S1", "bids": ["B1"]})
    send("PublishResult", "selectionTeam", "2020-09-07 10:00", {
        "selection": "S1", "channels": ["区总工会网站", "镇政府公告栏"], "until": "2020-09-15"})
    sign(matter, documents, offers[0][0])


def sign(matter: Matter, documents: dict, partner: str) -> None:
    terms = {
        "content": "昌化职工活动中心文体场馆日常服务与公益课程",
        "requirements": "全年开放不少于310天；公益课程不少于21期",
        "performanceStandards": "职工满意度不低于85%；公益清单兑现率100%",
        "constraints": "不得转让；不得使用工会印章、票据和账户", "exit": "绩效评估不合格且整改无效的终止",
        "start": "2020-10-01", "end": "2023-05-01", "partnerInvests": True,
        "assetDisposal": "固定装修无偿归区总工会，可移动器材由合作方自行搬离",
        "revenueTerms": "收费不高于成本，结余用于中心维护和公益课程", "valueFen": 36000000,
        "brandUnchanged": True, "functionUnchanged": True, "primaryBusinessUnchanged": True,
        "titleUnchanged": True, "publicBenefits": [
            {"item": "阅览室、乒乓球室免费开放", "freePlaces": 20000},
            {"item": "公益课程", "freePlaces": 600, "discountPercent": 60}]}
    contract = {"contract": "C1", "partner": partner, "terms": terms, "text": documents["contract"]}
    matter.send("AppraiseAssets", "proposer", "2020-09-16 09:00", {
        "tangibleFen": 520000000, "intangibleFen": 40000000, "appraiser": "示例资产评估机构"})
    matter.send("DraftContract", "proposer", "2020-09-18 09:00",
                contract | {"selection": "S1", "bid": "B1"})
    matter.send("SignContract", "signatory", "2020-09-25 10:00",
                contract | {"partnerSignatory": "合作方法定代表人"})


def evaluate(matter: Matter) -> None:
    for n, (kind, day, share, passed) in enumerate((
            ("realTime", "2020-11-20", 9140, True), ("interim", "2021-04-02", 8260, False),
            ("interim", "2021-10-08", 9350, True)), 1):
        matter.send("RecordEvaluation", "evaluator", f"{day} 10:00", {
            "evaluation": f"E{n}", "contract": "C1", "kind": kind,
            "satisfaction": {"basisPoints": share, "respondents": 90 + 10 * n},
            "indicators": [
                {"name": "职工满意度", "kind": "employeeSatisfaction", "weight": 6000, "score": share},
                {"name": "公益清单兑现", "kind": "publicBenefit", "weight": 4000,
                 "score": 9000 if passed else 7000}],
            "verdict": "passed" if passed else "failed",
            "comment": "公益清单按期兑现" if passed else "公益课程少开3期"})
        if not passed:
            matter.send("OrderRectification", "evaluator", "2021-04-06 09:00", {
                "rectification": "R1", "contract": "C1", "evaluation": f"E{n}",
                "problems": "公益课程少开3期", "dueBy": "2021-06-30"})
            matter.send("ReportRectification", "proposer", "2021-06-21 09:00",
                        {"rectification": "R1", "measures": "补开课程4期，课表上墙公示"})
            matter.send("VerifyRectification", "evaluator", "2021-06-28 15:00",
                        {"rectification": "R1", "effective": True, "note": "课程已补齐"})


def build() -> Book:
    book = Book("delegated-county-centre")
    begin(book)
    master_data(book)
    delegate(book)
    documents = {
        "study": book.document("study.txt", "合作论证报告", "昌化职工活动中心合作论证报告\n结论：可行。"),
        "call": book.document("call.txt", "遴选公告", "遴选公告\n名额1家，截止2020年8月31日14时。"),
        "minutes": book.document("minutes.txt", "主席会议纪要", "会议纪要\n应到3人，实到3人，赞成3票。"),
        "contract": book.document("contract.txt", "合作合同", """
合作合同
内容：文体场馆日常服务与公益课程。期限：2020年10月1日起至2023年4月30日。
收益：收费不高于成本，结余用于中心维护和公益课程。
资产：固定装修无偿归区总工会，可移动器材由合作方自行搬离。
退出：绩效评估不合格且整改无效的终止。""")}
    matter = Matter(book, "partnership/LA-2020-002", CH_ACTORS)
    matter.send("ProposePartnership", "proposer", "2020-06-01 09:00", {
        "venue": VENUE, "mode": "externalCooperation", "title": "昌化职工活动中心公开确定合作对象",
        "purpose": "延长开放时间，为镇村职工提供公益文体服务",
        "scope": "文体场馆日常服务与公益课程，属中心主责主业", "intendedTermMonths": 31,
        "estimatedValueFen": 36000000, "documents": [documents["study"]],
        "publicBenefits": [{"item": "阅览室、乒乓球室免费开放", "freePlaces": 20000},
                           {"item": "公益课程", "freePlaces": 600, "discountPercent": 60}]})
    matter.send("RecordStudy", "proposer", "2020-06-15 09:00", {
        "necessity": "镇总工会无场馆服务人员", "feasibility": "周边有多家文体服务组织",
        "methods": "走访企业12家", "conclusion": "favourable", "document": documents["study"]})
    matter.send("AssignObserver", "supervisor", "2020-06-16 09:00", {"observer": OBSERVER})
    decide(matter, (CH_BODY, CH_MEMBERS, CH_SECRETARY, documents["minutes"]), "2020-07-06",
           "2020-06-22", "公开确定昌化职工活动中心合作对象", [documents["study"], documents["call"]])
    matter.send("RequestApproval", "proposer", "2020-07-08 09:00", {
        "request": "A1", "authority": LA, "meeting": "M1", "summary": "公开遴选1家合作对象",
        "documents": [documents["minutes"]]})
    matter.send("GrantApproval", "approver", "2020-07-20 09:00", {"request": "A1"})
    choose(matter, documents)
    evaluate(matter)
    return book
