#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "ledger/base/limits.h"
#include "ledger/tlog/lines.h"
#include "ledger/tlog/policy.h"

namespace minutebook::tlog {

/// Reads one policy, line by line. An item is a witness's or a group's line number in `items_`,
/// resolved to an index (witnesses first) when all lines are known.
class PolicyParser {
 public:
  Result<Policy> parse(std::string_view text);

 private:
  using Words = std::vector<std::string_view>;
  struct Item {
    std::string name;
    bool is_group;
    std::size_t place;  // among the witnesses or the groups
  };

  Result<void> line(const Words& words);
  Result<void> log(const Words& words);
  Result<void> witness(const Words& words);
  Result<void> group(const Words& words);
  Result<void> quorum(const Words& words);

  Result<void> define(std::string_view name, bool is_group, std::size_t place);
  Result<std::size_t> item(std::string_view name) const;
  Result<PolicyParty> party(std::string_view name, const Words& words, KeyRole role) const;
  Result<std::size_t> threshold(std::string_view word, std::size_t members) const;
  Result<void> check_new(const std::vector<PolicyParty>& parties, const VerifierKey& key) const;
  void resolve();
  tl::unexpected<Error> refuse(std::string en, std::string zh) const;

  Policy policy_;
  std::size_t line_number_ = 0;
  std::vector<Item> items_;
  std::set<std::size_t> members_;  // items that are a member of some group
  bool has_quorum_ = false;
};

namespace {

constexpr What what{"policy", "见证策略"};
constexpr std::string_view blanks = " \t";

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t begin = line.find_first_not_of(blanks);
    if (begin == line.npos) return words;
    const std::size_t end = std::min(line.find_first_of(blanks, begin), line.size());
    words.push_back(line.substr(begin, end - begin));
    line.remove_prefix(end);
  }
}

bool is_allowed(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == '\t' || byte == '\n' || (byte >= 0x20 && byte != 0x7F);
}

}  // namespace

tl::unexpected<Error> PolicyParser::refuse(std::string en, std::string zh) const {
  const std::string number = std::to_string(line_number_);
  return malformed(what, "line " + number + ": " + std::move(en),
                   "第 " + number + " 行：" + std::move(zh));
}

Result<void> PolicyParser::define(std::string_view name, bool is_group, std::size_t place) {
  const bool known = std::any_of(items_.begin(), items_.end(),
                                 [&](const Item& each) { return each.name == name; });
  if (known || name == "none") {
    return refuse("the name " + printable(name) + " is taken", "名称 " + printable(name) + " 已用");
  }
  if (place >= limits::max_policy_items) return refuse("too many of them", "数量过多");
  items_.push_back({std::string(name), is_group, place});
  return {};
}

Result<std::size_t> PolicyParser::item(std::string_view name) const {
  const auto found = std::find_if(items_.begin(), items_.end(),
                                  [&](const Item& each) { return each.name == name; });
  if (found == items_.end()) {
    return refuse(printable(name) + " is not defined before", printable(name) + " 此前未定义");
  }
  return static_cast<std::size_t>(found - items_.begin());
}

/// `words` are the key and, perhaps, a URL.
Result<PolicyParty> PolicyParser::party(std::string_view name, const Words& words,
                                        KeyRole role) const {
  if (words.empty() || words.size() > 2) {
    return refuse("a key and perhaps a URL are expected", "应为密钥及可选的网址");
  }
  auto key = VerifierKey::parse(words[0]);
  if (!key) return refuse(key.error().message.en, key.error().message.zh);
  if (key->role() != role) {
    return refuse("a key of this signature type is not for this line",
                  "此行不能用这种签名类型的密钥");
  }
  return PolicyParty{std::string(name), std::move(*key),
                     std::string(words.size() == 2 ? words[1] : "")};
}

Result<void> PolicyParser::check_new(const std::vector<PolicyParty>& parties,
                                     const VerifierKey& key) const {
  const bool known = std::any_of(parties.begin(), parties.end(), [&](const PolicyParty& each) {
    return each.key.public_key() == key.public_key();
  });
  if (known) return refuse("the same public key again", "公钥重复");
  if (parties.size() == limits::max_policy_items) return refuse("too many of them", "数量过多");
  return {};
}

Result<void> PolicyParser::log(const Words& words) {
  MB_TRY(added, party("", {words.begin() + 1, words.end()}, KeyRole::log));
  MB_TRY_VOID(check_new(policy_.logs_, added.key));
  policy_.logs_.push_back(std::move(added));
  return {};
}

Result<void> PolicyParser::witness(const Words& words) {
  if (words.size() < 3) return refuse("a name and a key are expected", "应为名称和密钥");
  MB_TRY(added, party(words[1], {words.begin() + 2, words.end()}, KeyRole::cosigner));
  MB_TRY_VOID(check_new(policy_.witnesses_, added.key));
  MB_TRY_VOID(define(words[1], false, policy_.witnesses_.size()));
  policy_.witnesses_.push_back(std::move(added));
  return {};
}

Result<std::size_t> PolicyParser::threshold(std::string_view word, std::size_t members) const {
  if (word == "any") return 1;
  if (word == "all") return members;
  const auto count = parse_decimal(word);
  if (!count || *count < 1 || *count > members) {
    return refuse("the threshold is not any, all or 1 to " + std::to_string(members),
                  "门槛不是 any、all 或 1 至 " + std::to_string(members));
  }
  return static_cast<std::size_t>(*count);
}

Result<void> PolicyParser::group(const Words& words) {
  if (words.size() < 4) {
    return refuse("a name, a threshold and members are expected", "应为名称、门槛和成员");
  }
  PolicyGroup added{std::string(words[1]), 0, {}};
  MB_TRY(needed, threshold(words[2], words.size() - 3));
  added.threshold = needed;
  for (std::size_t i = 3; i < words.size(); ++i) {
    MB_TRY(member, item(words[i]));
    if (!members_.insert(member).second) {
      return refuse(printable(words[i]) + " is a member already",
                    printable(words[i]) + " 已是成员");
    }
    added.members.push_back(member);
  }
  MB_TRY_VOID(define(words[1], true, policy_.groups_.size()));
  policy_.groups_.push_back(std::move(added));
  return {};
}

Result<void> PolicyParser::quorum(const Words& words) {
  if (words.size() != 2) return refuse("one name is expected", "应为一个名称");
  if (has_quorum_) return refuse("a second quorum", "重复的 quorum");
  has_quorum_ = true;
  policy_.quorum_name_ = words[1];
  if (words[1] == "none") return {};
  MB_TRY(needed, item(words[1]));
  policy_.quorum_ = needed;
  return {};
}

Result<void> PolicyParser::line(const Words& words) {
  if (words.empty() || words[0].starts_with('#')) return {};
  if (words[0] == "log") return log(words);
  if (words[0] == "witness") return witness(words);
  if (words[0] == "group") return group(words);
  if (words[0] == "quorum") return quorum(words);
  return refuse("unknown keyword " + printable(words[0]), "未知关键字 " + printable(words[0]));
}

void PolicyParser::resolve() {
  const auto index_of = [&](std::size_t place) {
    const Item& found = items_[place];
    return found.place + (found.is_group ? policy_.witnesses_.size() : 0);
  };
  for (PolicyGroup& each : policy_.groups_) {
    for (std::size_t& member : each.members) member = index_of(member);
  }
  if (policy_.quorum_) policy_.quorum_ = index_of(*policy_.quorum_);
}

Result<Policy> PolicyParser::parse(std::string_view text) {
  MB_TRY_VOID(check_size(what, text, limits::max_tlog_policy_bytes));
  if (!std::all_of(text.begin(), text.end(), is_allowed)) {
    return malformed(what, "a control character", "含控制字符");
  }
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    ++line_number_;
    MB_TRY_VOID(line(words_of(text.substr(0, end))));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (!has_quorum_) return malformed(what, "no quorum line", "缺少 quorum 行");
  resolve();
  return std::move(policy_);
}

Result<Policy> Policy::parse(std::string_view text) { return PolicyParser().parse(text); }

}  // namespace minutebook::tlog
