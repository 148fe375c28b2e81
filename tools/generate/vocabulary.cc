#include "tools/generate/vocabulary.h"

namespace minutebook::generate {
namespace {
using std::string_view;
}

std::span<const Theme> themes() {
  static constexpr Theme list[] = {
      {"职工羽毛球公益培训", "体育健身", "每年不少于24期,每期20人,会员免场地费", "羽毛球公益课"},
      {"职工游泳馆惠民开放", "体育健身", "每日开放不少于8小时,配足救生员", "会员惠民游泳票"},
      {"职工文艺汇演策划", "文艺演出", "每年不少于12场,送演下基层不少于4场", "公益演出票"},
      {"职工书屋与阅读推广", "文化阅读", "全年免费开放,每月一场读书会", "阅读活动名额"},
      {"职工技能提升培训", "技能培训", "每年不少于6个工种、16期", "技能培训免费名额"},
      {"职工子女暑期爱心托管", "托管服务", "暑期不少于6周,每班不超过25人", "爱心托管名额"},
      {"职工心理关爱服务", "心理健康", "驻点每周不少于2天,热线全年开通", "免费心理咨询"},
      {"职工法律援助与劳动争议调解", "法律服务", "每周三个半天坐班,援助案件不收费", "法律咨询"},
      {"劳模工匠疗休养服务", "疗休养", "按批次接待,食宿标准不高于规定", "疗休养床位"},
      {"职工体检与健康管理", "健康服务", "建立健康档案,复查提醒到人", "优惠体检名额"},
      {"户外劳动者驿站配套服务", "普惠服务", "饮水、充电、休息全天候", "驿站免费服务"},
      {"职工摄影书画展览", "文化艺术", "每季度一展,作品征集不收费", "参展名额"},
      {"职工交友联谊活动", "文化活动", "每年不少于10场,实名审核", "联谊活动名额"},
      {"新就业形态劳动者关爱服务", "帮扶服务", "建站设点,保险咨询与维权引导", "关爱包"},
      {"职工食堂与轻餐配套", "配套服务", "仅限馆内配套,价格不高于周边八成", "会员餐补"},
      {"数字工会线上课堂", "线上服务", "每周更新,直播不少于2场", "线上课程"},
  };
  return list;
}

std::span<const VenueType> venue_types() {
  static constexpr VenueType list[] = {
      {"culturalPalace", "工人文化宫", {"职工文化体育活动", "职工阅读与艺术普及", "职工技能展示"}},
      {"serviceCentre", "职工服务中心", {"困难职工帮扶", "法律与心理服务", "普惠服务"}},
      {"staffSchool", "职工学校", {"职工技能培训", "学历提升", "工会干部培训"}},
      {"sanatorium", "工人疗休养院", {"职工疗休养", "劳模休养", "健康管理"}},
      {"mutualAid", "职工互助保障服务部", {"互助保障", "大病帮扶", "普惠服务"}},
      {"other", "职工活动中心", {"职工文体活动", "职工阅读", "便民服务"}},
  };
  return list;
}

Words provinces() {
  static constexpr string_view list[] = {
      "浙江省",          "上海市", "山东省",       "江苏省",         "安徽省",     "福建省",
      "江西省",          "河南省", "湖北省",       "湖南省",         "广东省",     "海南省",
      "四川省",          "贵州省", "云南省",       "陕西省",         "甘肃省",     "青海省",
      "山西省",          "河北省", "辽宁省",       "吉林省",         "黑龙江省",   "北京市",
      "天津市",          "重庆市", "内蒙古自治区", "广西壮族自治区", "西藏自治区", "宁夏回族自治区",
      "新疆维吾尔自治区"};
  return list;
}

Words place_syllables() {
  static constexpr string_view list[] = {"云", "青", "临", "澄", "泽", "禾", "望",
                                         "清", "锦", "梧", "槐", "渡", "汀", "岚",
                                         "溪", "坪", "峪", "埠", "垟", "墩"};
  return list;
}

Words partner_brands() {
  static constexpr string_view list[] = {"同心", "汇工", "惠职", "乐健", "启航", "匠艺", "晨光",
                                         "和乐", "益众", "明德", "致远", "春雨", "融创", "知行",
                                         "暖阳", "百川", "共济", "新程", "聚力", "安和"};
  return list;
}

Words partner_businesses() {
  static constexpr string_view list[] = {"文化服务中心",     "体育促进会",       "社会工作服务社",
                                         "教育培训有限公司", "文化传播有限公司", "志愿者协会",
                                         "健康管理有限公司", "职业技能培训学校"};
  return list;
}

Words industries() {
  static constexpr string_view list[] = {"纺织集团", "港务集团", "电力公司", "公交集团",
                                         "机床厂",   "钢铁公司", "物流园区", "电子产业园"};
  return list;
}

Words purposes() {
  static constexpr string_view list[] = {"弥补专业人员不足,让职工就近享受优质服务",
                                         "盘活闲置场地,全部用于职工公益服务",
                                         "响应职工点单,把服务送到班组", "延长开放时间,方便倒班职工",
                                         "以成本价提供服务,扩大会员受益面"};
  return list;
}

Words necessities() {
  static constexpr string_view list[] = {
      "问卷显示职工对该项服务的需求居前三位", "现有专职人员仅能维持基本开放",
      "上年度该项活动报名人数超出名额一倍多", "设备老化,需要专业团队运维",
      "基层工会多次提出增设该项服务"};
  return list;
}

Words feasibilities() {
  static constexpr string_view list[] = {
      "场地、消防、电力条件具备,辖区内有多家专业机构", "同类阵地已有成熟做法,风险可控",
      "经费测算平衡,不依赖场地收入", "已与基层工会座谈,参与意愿明确"};
  return list;
}

Words study_methods() {
  static constexpr string_view list[] = {"问卷调查、座谈、实地走访", "职工代表听证、同类阵地比较",
                                         "问卷、成本测算、法律顾问审核", "走访企业工会、专家咨询"};
  return list;
}

Words statements_for() {
  static constexpr string_view list[] = {
      "同意,公益清单要写进合同",   "赞成,建议先签短期,看满意度再续", "同意,监管责任要落实到人",
      "同意,收费标准须向社会公布", "赞成,遴选过程请纪检全程监督",    "同意,优先保障工会自办活动"};
  return list;
}

Words statements_against() {
  static constexpr string_view list[] = {"不同意,自有力量尚未用足", "反对,与主责主业关联不够",
                                         "不同意,公益名额占比偏低", "反对,场地安全责任划分不清"};
  return list;
}

Words statements_of_doubt() {
  static constexpr string_view list[] = {"测算依据还不充分,暂持保留意见",
                                         "需要再听听职工代表的意见", "退出时的资产处置没有说清"};
  return list;
}

Words absences() {
  static constexpr string_view list[] = {"外出调研", "参加培训", "病假", "参加同级会议"};
  return list;
}

Words reasons_to_change() {
  static constexpr string_view list[] = {"补充材料当场提交,疑问已解决", "听取讨论后改变看法",
                                         "公益名额当场增加", "对期限调整表示认可"};
  return list;
}

Words approval_conditions() {
  static constexpr string_view list[] = {"合同须载明绩效标准和退出机制", "公益清单不得低于申报数",
                                         "每半年报送一次运行情况", "收费标准报备后执行"};
  return list;
}

Words reasons_to_return() {
  static constexpr string_view list[] = {"请补充成本测算和公益清单", "论证报告缺少职工意见",
                                         "期限与资产评估有效期不一致", "请补充合作方信用查询结果"};
  return list;
}

Words channels() {
  static constexpr string_view list[] = {"公共资源交易平台", "总工会网站", "工人日报地方版",
                                         "职工服务公众号", "阵地公告栏"};
  return list;
}

Words score_comments() {
  static constexpr string_view list[] = {"方案贴近职工需求", "团队稳定,业绩真实",
                                         "优惠幅度大,测算合理", "方案完整,应急预案偏弱",
                                         "特色鲜明,人员配置一般"};
  return list;
}

Words constraints() {
  static constexpr string_view list[] = {"不得转让;不得使用阵地的文书、印章、票据和账户",
                                         "不得改变场地用途;未经许可不得使用阵地名称对外宣传",
                                         "不得设置与服务职工无关的经营项目;安全责任到岗"};
  return list;
}

Words exits() {
  static constexpr string_view list[] = {"阶段评价不合格且整改无效的终止合作",
                                         "连续两次实时评价不合格的可解除",
                                         "提前60日书面通知,协商解除并完成交接"};
  return list;
}

Words revenue_terms() {
  static constexpr string_view list[] = {"按成本定价,收入用于阵地运行和公益项目",
                                         "不向职工收费,经费列入工会预算",
                                         "收费不高于市场价七成,账目每季度公开"};
  return list;
}

Words praise() {
  static constexpr string_view list[] = {"活动组织有序,职工反响好", "公益名额足额兑现,预约便捷",
                                         "服务态度好,一线职工参与面扩大", "课程实用,结业率高",
                                         "安全措施到位,设施维护及时"};
  return list;
}

Words complaints() {
  static constexpr string_view list[] = {"临时停课未提前告知", "超员接待,排队时间长",
                                         "公益名额兑现不足", "收费公示不规范",
                                         "场地卫生和设备维护不到位"};
  return list;
}

Words remedies() {
  static constexpr string_view list[] = {"限额预约,课表提前一周公布", "增配工作人员,高峰分流",
                                         "补足公益名额并公示", "更新价目公示,退还多收费用",
                                         "建立日检台账,设备报修24小时响应"};
  return list;
}

Words observations() {
  static constexpr string_view list[] = {"程序按规定进行,未见干预", "材料齐全,签到与记录一致",
                                         "回避情况已核对", "现场无无关人员"};
  return list;
}

}  // namespace minutebook::generate
