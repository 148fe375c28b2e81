"""Contracts and evaluation of the pilot recruitment, and the documents that are cited."""

from book import Book, Matter
from pilot_data import ACTIVITIES, BIDDERS, FIELDS, PLACES, partner
from pilot_selection import SELECTION, offer

TEXTS = {
    "proposal": ("proposal.txt", "招募合作单位提案", """
提案：省职工服务中心招募社会组织合作单位
事项：面向社会公开招募7家合作单位，合作期2年。
范围：文艺演出、体育活动组织、公益活动策划、技能培训。
公益清单：公益演出与观赛、公益培训班。"""),
    "study": ("study.txt", "前期论证报告", """
前期论证报告
一、需求：回收职工问卷312份，文体活动、技能培训居前两位。
二、可行：走访9家社会组织；场地、消防、电力条件具备。
三、结论：可行。建议提高免费名额。"""),
    "recruitment": ("recruitment.txt", "招募文件", """
招募文件
名额：7家。合作期：2年。
公告渠道：公共资源交易平台、省总工会网站、浙江工人日报。
投标截止及开标：2020年11月16日9时30分。
评分：服务方案与公益性40分，专业能力与业绩30分，诚信记录与团队20分，优惠幅度10分。"""),
    "opinion": ("written-opinion.txt", "党组成员7书面意见", """
书面意见（不计入票数）
同意招募，建议把职工满意度作为续约的前提。"""),
    "minutes-1": ("minutes-1.txt", "党组会议纪要（第一次）", """
会议纪要
应到7人，实到6人，请假1人。赞成5票，反对0票，弃权1票。
决议：同意公开招募合作单位，名额7家，合作期2年。"""),
    "minutes-2": ("minutes-2.txt", "党组会议纪要（第二次）", """
会议纪要
应到7人，实到7人。赞成7票。
决议：同意与7家合作单位按审议的文本签订合同。"""),
    "approval": ("approval.txt", "审批意见", """
审批意见
同意。合同须载明绩效标准、公益清单和退出机制。"""),
    "appraisal": ("appraisal.txt", "资产评估报告摘要", """
资产评估报告摘要
有形资产（场地、设施）:1860万元。
无形资产（名称、场馆信誉）:320万元。"""),
    "quarterly": ("quarterly-report.txt", "2021年第一季度试点情况报告", """
2021年第一季度试点情况
7家合作单位自3月起陆续入驻，活动按计划开展。"""),
}


def documents(book: Book) -> dict:
    return {key: book.document(*value) for key, value in TEXTS.items()}


def terms(n: int) -> dict:
    _, promise = FIELDS[BIDDERS[n - 1][2]]
    label = FIELDS[BIDDERS[n - 1][2]][0]
    return {
        "content": f"在省职工服务中心开展{label}服务", "requirements": promise,
        "performanceStandards": "职工满意度不低于85%，权重50%；服务场次完成率100%；安全责任事故为零",
        "constraints": "不得转让；不得使用中心的文书、印章、票据和账户；未经许可不得以中心名义对外活动",
        "exit": "阶段评价不合格且整改无效的终止；任何一方提前60日书面通知可协商解除",
        "start": "2021-03-01", "end": "2023-03-01", "partnerInvests": n in (4, 5),
        "assetDisposal": "合作终止后，装修归中心所有，可移动设备由合作方30日内搬离" if n in (4, 5) else "",
        "revenueTerms": "收费项目按成本定价，收入用于场馆运行和公益项目，账目每季度公开",
        "valueFen": offer(n)[2], "brandUnchanged": True, "functionUnchanged": True,
        "primaryBusinessUnchanged": True, "titleUnchanged": True,
        "publicBenefits": [{"item": f"{label}免费名额", "freePlaces": 400 + 100 * n},
                           {"item": "工会会员优惠", "discountPercent": 50}],
    }


def text_of(n: int) -> str:
    t = terms(n)
    return (f"合作合同（第{n}号）\n甲方：浙江省职工服务中心\n乙方：{BIDDERS[n - 1][0]}\n"
            f"一、内容：{t['content']}\n二、要求：{t['requirements']}\n"
            f"三、绩效标准：{t['performanceStandards']}\n四、期限：{t['start']}起，{t['end']}前\n"
            f"五、约束：{t['constraints']}\n六、退出：{t['exit']}\n"
            f"七、资产处置：{t['assetDisposal'] or '乙方无固定资产投入'}\n八、收入：{t['revenueTerms']}")


def draft(matter: Matter) -> list[dict]:
    contracts = []
    for n in range(1, PLACES + 1):
        contract = {"contract": f"C{n}", "partner": partner(n), "terms": terms(n),
                    "text": matter.book.document(f"contract-{n}.txt", f"合作合同（第{n}号）",
                                                 text_of(n))}
        contracts.append(contract)
        matter.send("DraftContract", "proposer", f"2020-12-10 {9 + n:02}:00",
                    contract | {"selection": SELECTION, "bid": f"B{n:02}"})
    return contracts


def sign(matter: Matter, contracts: list[dict]) -> None:
    for n, contract in enumerate(contracts, 1):
        matter.send("SignContract", "signatory", f"2020-12-{28 + n // 3} {9 + n:02}:30",
                    contract | {"partnerSignatory": f"法定代表人{n}"})
    matter.send("RecordObservation", "observer", "2020-12-31 10:00", {
        "stage": "signing", "present": True, "text": "7份合同与党组会审议的文本一致"})
    matter.book.send("PublishServiceTerms", "venue/zj-service-centre", matter.actors["proposer"],
                     "proposer", "2021-02-25 09:00", {
                         "items": [
                             {"name": "公益演出", "hours": "周末 14:00-16:30", "procedure": "线上预约",
                              "price": "免费", "memberDiscount": "会员优先"},
                             {"name": "体育赛事与健身", "hours": "每日 9:00-21:00",
                              "procedure": "凭会员证", "price": "每次10元", "memberDiscount": "免费"},
                             {"name": "技能培训班", "hours": "工作日晚间", "procedure": "线上报名",
                              "price": "每期200元", "memberDiscount": "五折"}],
                         "channels": ["省总工会网站", "中心公告栏"], "from": "2021-03-01"})


def indicators(satisfaction: int, rest: int) -> list[dict]:
    return [
        {"name": "职工满意度", "kind": "employeeSatisfaction", "weight": 5000, "score": satisfaction},
        {"name": "公益名额兑现", "kind": "publicBenefit", "weight": 2500, "score": rest},
        {"name": "服务质量", "kind": "serviceQuality", "weight": 1500, "score": rest - 200},
        {"name": "安全管理", "kind": "safety", "weight": 1000, "score": 10000}]


def evaluate(matter: Matter, evaluators: list) -> None:
    commands = matter.book.commands
    first = len(commands)
    for n, (contract, day, what, share, answers, passed) in enumerate(ACTIVITIES, 1):
        matter.send("RecordEvaluation", "evaluator", f"{day} 17:00", {
            "evaluation": f"E{n:02}", "contract": f"C{contract}", "kind": "realTime",
            "satisfaction": {"basisPoints": share, "respondents": answers},
            "indicators": indicators(share, 9400 if passed else 6800),
            "verdict": "passed" if passed else "failed",
            "comment": f"{what}:" + ("组织有序，职工反响好" if passed else "超员、排课随意，意见集中")},
                    actor=evaluators[n % len(evaluators)])
        if not passed:
            rectify(matter, f"C{contract}", f"E{n:02}")
    for n in range(1, PLACES + 1):
        matter.send("RecordEvaluation", "evaluator", f"2021-09-06 {9 + n:02}:00", {
            "evaluation": f"I{n}", "contract": f"C{n}", "kind": "interim", "from": "2021-03-01",
            "until": "2021-09-01", "satisfaction": {"basisPoints": 9700 - 90 * n,
                                                    "respondents": 520 - 30 * n},
            "indicators": indicators(9700 - 90 * n, 9500), "verdict": "passed",
            "comment": "半年任务按期完成，公益名额足额兑现"}, actor=evaluators[n % len(evaluators)])
    # The rectification went on beside the later activities.
    commands[first:] = sorted(commands[first:], key=lambda command: command["occurredAt"])


def rectify(matter: Matter, contract: str, evaluation: str) -> None:
    matter.send("OrderRectification", "evaluator", "2021-04-08 10:00", {
        "rectification": "R1", "contract": contract, "evaluation": evaluation,
        "problems": "报名超出场地容量，课程临时变动未告知", "dueBy": "2021-04-22"})
    matter.send("ReportRectification", "proposer", "2021-04-19 15:00", {
        "rectification": "R1", "measures": "实行限额预约，课表提前一周公布，增配教练2名"})
    matter.send("VerifyRectification", "evaluator", "2021-04-22 17:30", {
        "rectification": "R1", "effective": True, "note": "复测满意度93.1%，措施落实"})


def report(matter: Matter, documents: dict) -> None:
    matter.book.send("FileReport", "organization/zj", matter.actors["proposer"], "proposer",
                     "2021-04-09 09:00", {"report": "2021-Q1", "kind": "quarterly", "year": 2021,
                                          "quarter": 1, "recipient": "organization/zj",
                                          "document": documents["quarterly"]})
    matter.book.send("CloseProgrammeItem", "programme/zj-pilot-2020", matter.actors["supervisor"],
                     "supervisor", "2021-09-30 10:00", {
                         "item": "service-centre", "outcome": "7家合作单位入驻并通过阶段评价",
                         "evidence": [documents["quarterly"]]})
