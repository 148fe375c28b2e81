"""The bidders, scores and activities of the pilot recruitment. All invented, except how many."""

from book import credit_code

# Short name, kind of code (51/52: registered with civil affairs; 91: company), field, quality.
# The first seven are the strongest; scores follow from quality.
FIELDS = {
    "arts": ("文艺演出", "每年承办职工文艺演出不少于12场，其中免费场次不少于6场"),
    "sports": ("体育活动组织", "每年组织职工体育赛事不少于8项，工会会员报名费全免"),
    "events": ("公益活动策划", "每年策划公益活动不少于20场，免费名额不低于总名额的三成"),
    "training": ("职工技能培训", "每年开设公益培训班不少于16期，工会会员学费五折"),
}
BIDDERS = [
    ("一号文艺服务中心", "52", "arts", 94), ("二号体育促进会", "51", "sports", 93),
    ("三号公益策划中心", "52", "events", 92), ("四号文化发展有限公司", "91", "arts", 91),
    ("五号健身服务中心", "52", "sports", 90), ("六号志愿服务促进会", "51", "events", 89),
    ("七号职工培训学校", "52", "training", 88), ("八号文化传播有限公司", "91", "arts", 85),
    ("九号赛事管理有限公司", "91", "sports", 84), ("十号社区服务中心", "52", "events", 83),
    ("十一号艺术培训学校", "52", "training", 81), ("十二号演艺有限公司", "91", "arts", 80),
    ("十三号户外运动协会", "51", "sports", 79), ("十四号会展服务有限公司", "91", "events", 77),
    ("十五号教育咨询有限公司", "91", "training", 76), ("十六号民乐协会", "51", "arts", 74),
    ("十七号健康管理有限公司", "91", "sports", 72), ("十八号品牌策划有限公司", "91", "events", 70),
]
PLACES = 7
KINDS = {"51": "socialOrganization", "52": "socialOrganization", "91": "company"}

# Contract (1-7), day, what was done, satisfaction in hundredths of a percent, answers, passed.
ACTIVITIES = [
    (1, "2021-03-10", "“女职工专场”文艺汇演", 9650, 212, True),
    (2, "2021-03-14", "职工健步走", 9480, 335, True),
    (3, "2021-03-18", "劳模工匠故事分享会", 9520, 147, True),
    (5, "2021-03-20", "午间健身公开课", 8120, 86, True),
    (4, "2021-03-26", "职工话剧体验课", 9310, 64, True),
    (6, "2021-03-28", "便民志愿服务集市", 9570, 403, True),
    (7, "2021-04-02", "急救技能公益培训", 9440, 118, True),
    (5, "2021-04-07", "职工瑜伽班", 5630, 71, False),
    (1, "2021-04-11", "送文艺进企业", 9710, 268, True),
    (2, "2021-04-17", "职工羽毛球团体赛", 9260, 176, True),
    (3, "2021-04-21", "亲子读书会", 9390, 92, True),
    (6, "2021-04-25", "快递员关爱日", 9680, 154, True),
    (4, "2021-04-29", "“五一”音乐会", 9600, 421, True),
]


def partner(index: int) -> str:
    """Subject of bidder 1 … 18."""
    return f"partner/{credit_code(BIDDERS[index - 1][1], index)}"


def points(bidder: int, evaluator: int) -> list[int]:
    """Points, in hundredths, by criterion (40, 30, 20, 10): a spread between evaluators that does
    not change the order of the bidders."""
    quality = BIDDERS[bidder - 1][3]
    spread = (bidder * 7 + evaluator * 3) % 5 - 2
    return [quality * 40 + spread * 10, quality * 30 - spread * 5, quality * 20 + spread * 5,
            quality * 10]
