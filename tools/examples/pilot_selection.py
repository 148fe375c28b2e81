"""Step 4 of the pilot recruitment: announced, sealed, opened together, scored, published."""

import hashlib

from book import Matter, sealed, time
from pilot_data import BIDDERS, FIELDS, KINDS, PLACES, partner, points

SELECTION = "S1"
CRITERIA = (("服务方案与公益性", 4000), ("专业能力与业绩", 3000), ("诚信记录与团队", 2000),
            ("优惠幅度", 1000))
CHANNELS = ["公共资源交易平台", "省总工会网站", "浙江工人日报"]


def offer(bidder: int) -> tuple[bytes, str, int]:
    """Salt, content and price of a bid."""
    name, _, field, quality = BIDDERS[bidder - 1]
    salt = hashlib.sha256(f"pilot-recruitment/bid/{bidder}".encode()).digest()
    price = 40000000 + bidder * 1500000
    label, promise = FIELDS[field]
    content = (f"{name}投标文件摘要\n服务领域：{label}\n服务承诺：{promise}\n"
               f"投入人员：{8 + quality % 9}人\n两年服务总价：{price // 1000000}万元")
    return salt, content, price


def receive(matter: Matter, documents: dict) -> None:
    matter.send("AnnounceSelection", "selectionTeam", "2020-10-12 09:00", {
        "selection": SELECTION, "method": "publicRecruitment", "channels": CHANNELS,
        "deadline": time("2020-11-16 09:30"), "opensAt": time("2020-11-16 09:30"),
        "places": PLACES,
        "requirements": "依法登记满2年、近3年无不良记录、承诺免费或优惠名额比例的社会组织或单位",
        "criteria": [{"name": name, "maxPoints": most} for name, most in CRITERIA],
        "document": documents["recruitment"]})
    for n in range(1, len(BIDDERS) + 1):
        arrived = n * 5 % len(BIDDERS) + 1  # the order of arrival says nothing about the rank
        salt, content, _ = offer(arrived)
        day, clock = divmod(n - 1, 4)
        matter.send("ReceiveBid", "selectionTeam", f"2020-11-{9 + day + 2 * (day > 3):02} "
                    f"{8 + clock // 2:02}:{10 + clock % 2 * 7}",
                    {"selection": SELECTION, "bid": f"B{arrived:02}",
                     "sealedDigest": sealed(salt, partner(arrived), content)})


def open_together(matter: Matter, observer: str) -> None:
    reveals = []
    for n, (name, code, _, _) in enumerate(BIDDERS, 1):
        matter.book.send("RegisterPartner", partner(n), matter.actors["selectionTeam"],
                         "selectionTeam", "2020-11-16 09:31",
                         {"name": name, "kind": KINDS[code], "legalRepresentative": f"法定代表人{n}"})
        salt, content, price = offer(n)
        reveals.append({"bid": f"B{n:02}", "partner": partner(n), "salt": salt.hex(),
                        "content": content, "priceFen": price})
    present = [matter.actors["selectionTeam"], "person/zj-selection-2", "person/zj-selection-3",
               observer]
    matter.send("OpenBids", "selectionTeam", "2020-11-16 09:40",
                {"selection": SELECTION, "reveals": reveals, "present": present})
    matter.send("RecordObservation", "observer", "2020-11-16 11:00", {
        "stage": "opening", "present": True, "text": "18份投标文件密封完好，当众同时开启并逐一唱标"})


def look_into(matter: Matter) -> None:
    for n, (name, _, _, quality) in enumerate(BIDDERS, 1):
        weak = {"assessment": "satisfactory" if quality > 72 else "unsatisfactory",
                "note": "服务业绩与团队规模"}
        matter.send("RecordDueDiligence", "selectionTeam", f"2020-11-{17 + n // 10} "
                    f"{9 + n % 8:02}:00", {
                        "partner": partner(n),
                        "qualification": {"assessment": "satisfactory", "note": "登记证书有效"},
                        "integrityRecord": {"assessment": "satisfactory", "note": "无失信记录"},
                        "serviceBrand": {"assessment": "satisfactory", "note": f"{name}服务评价良好"},
                        "overallStrength": weak}, actor="person/zj-selection-2")


def score(matter: Matter, evaluators: list) -> None:
    for e, evaluator in enumerate(evaluators, 1):
        for n in range(1, len(BIDDERS) + 1):
            each = points(n, e)
            clock = f"{9 + n // 4:02}:{n % 4 * 15 + e:02}"
            matter.send("ScoreBid", "evaluator", f"2020-11-23 {clock}", {
                "selection": SELECTION, "bid": f"B{n:02}", "points": sum(each),
                "scores": [{"criterion": name, "points": p}
                           for (name, _), p in zip(CRITERIA, each)]}, actor=evaluator)
    matter.send("RecordObservation", "observer", "2020-11-23 17:00", {
        "stage": "review", "present": True, "text": "5名专家独立评分，评审现场无无关人员进出"})


def publish(matter: Matter) -> None:
    matter.send("DetermineWinners", "selectionTeam", "2020-11-24 10:00", {
        "selection": SELECTION, "bids": [f"B{n:02}" for n in range(1, PLACES + 1)]})
    matter.send("PublishResult", "selectionTeam", "2020-11-25 09:00",
                {"selection": SELECTION, "channels": CHANNELS, "until": "2020-12-05"})
    matter.send("RaiseObjection", "selectionTeam", "2020-11-30 14:00", {
        "objection": "O1", "selection": SELECTION, "raisedBy": BIDDERS[7][0],
        "grounds": "认为演出类业绩得分偏低，申请复核"})
    matter.send("ResolveObjection", "selectionTeam", "2020-12-03 16:00", {
        "objection": "O1", "upheld": False,
        "reason": "逐项复核5名专家评分，计分无误，已书面答复并由监督员见证"})


def select(matter: Matter, documents: dict, evaluators: list, observer: str) -> None:
    receive(matter, documents)
    open_together(matter, observer)
    look_into(matter)
    score(matter, evaluators)
    publish(matter)
    matter.send("AppraiseAssets", "proposer", "2020-12-08 10:00", {
        "tangibleFen": 1860000000, "intangibleFen": 320000000, "appraiser": "示例资产评估机构",
        "validUntil": "2021-12-08", "document": documents["appraisal"]})
