#include "tests/projections/disturbed.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <random>

#include "ledger/base/rfc3339.h"
#include "tests/service/ledger_fixture.h"

namespace minutebook::projections {
namespace {

using nlohmann::json;

class Disturber {
 public:
  explicit Disturber(std::uint64_t seed) : chance_(seed) {}

  void see(const std::string& line) {
    const json sent = json::parse(line);
    const std::string type = sent["type"];
    now_ = sent["occurredAt"];
    if (type == "GrantRole" && sent["role"] != "founder") grants_.push_back(sent);
    if (type == "SeatBodyMember") seats_.push_back(sent);
    if (type == "RegisterPartner") partners_.push_back(sent);
    if (type == "RegisterVenue") venues_.push_back(sent);
    if (type == "RegisterOrganization") organizations_.push_back(sent);
    if (type == "AdoptRulebook") rulebook_ = sent;
    if (type == "ProposePartnership") matters_.push_back(sent);
    out_.push_back(line);
  }

  void appoint_inspector() {
    const json& grant = grants_.front();
    add(grant, "RegisterPrincipal", "person/inspector-9",
        {{"title", "inspector"}, {"organization", "organization/national"}});
    add(grant, "GrantRole", "person/inspector-9",
        {{"role", "inspector"}, {"organization", "organization/national"}, {"from", "2019-01-02"}});
  }

  void disturb() {
    switch (chance_() % 9) {
      case 0:
      case 1:
        return end(grants_, "RevokeRole", {"role", "organization"});
      case 2:
      case 3:
        return end(seats_, "UnseatBodyMember", {"person"});
      case 4:
        return change(partners_, "ChangePartner",
                      {{"legalRepresentative", "one and the same"}, {"reason", "a test"}});
      case 5:
        return change(venues_, "ChangeVenue",
                      {{"primaryDuties", {"a hall for " + std::to_string(chance_() % 5)}},
                       {"reason", "a test"}});
      case 6:
        if (chance_() % 4 != 0) return;
        return change(organizations_, "MoveOrganization",
                      {{"parent", "organization/national"}, {"reason", "a test"}});
      case 7:
        return delegate();
      default:
        return adopt();
    }
  }

  std::vector<std::string> lines() && { return std::move(out_); }
  std::uint64_t draw(std::uint64_t below) { return chance_() % below; }

 private:
  /// By the author of `like`, at the time of the last line.
  void add(const json& like, const std::string& type, const std::string& subject, json data) {
    json sent = like;
    sent["commandId"] = service::test_id(1'000'000 + ++count_);
    sent["type"] = type;
    sent["subject"] = subject;
    sent["occurredAt"] = now_;
    sent["data"] = std::move(data);
    out_.push_back(sent.dump());
  }

  const json* any(const std::vector<json>& some) {
    return some.empty() ? nullptr : &some[chance_() % some.size()];
  }

  /// A day before now; for years when it is about what happened then.
  std::string earlier_day(std::int32_t at_most) {
    const Day today = day_of(parse_time(now_)->instant, 480);
    return format_day(Day{today.days - static_cast<std::int32_t>(chance_() % at_most)});
  }

  void end(std::vector<json>& some, const std::string& type,
           const std::vector<std::string>& fields) {
    const json* begun = any(some);
    if (begun == nullptr) return;
    json data{{"until", std::max((*begun)["data"]["from"].get<std::string>(), earlier_day(400))},
              {"reason", "a test"}};
    for (const std::string& field : fields) data[field] = (*begun)["data"][field];
    add(*begun, type, (*begun)["subject"], data);
  }

  void change(const std::vector<json>& some, const std::string& type, json data) {
    if (const json* one = any(some)) add(*one, type, (*one)["subject"], std::move(data));
  }

  void delegate() {
    const json* venue = any(venues_);
    const json* to = any(organizations_);
    if (venue == nullptr || to == nullptr) return;
    add(*venue, "DelegateOperation", (*venue)["subject"],
        {{"to", (*to)["subject"]}, {"from", earlier_day(200)}, {"terms", "a test"}});
  }

  /// Another edition of the same rulebook, for the ledger or for one organization.
  void adopt() {
    if (!rulebook_ || ++editions_ > 6) return;
    json data = (*rulebook_)["data"];
    std::string text = data["text"];
    for (const auto& [from, to] :
         {std::pair{"report-days = { value = ", "report-days = { value = 1"},
          std::pair{"notice-days = { value = ", "notice-days = { value = 1"},
          std::pair{"minutes-days = { value = ", "minutes-days = { value = 1"}}) {
      const auto place = text.find(from);
      if (place != std::string::npos) text.replace(place, std::string(from).size(), to);
    }
    data["text"] = text;
    data["version"] = 1 + editions_;
    data["effectiveFrom"] = format_day(Day{day_of(parse_time(now_)->instant, 480).days +
                                           static_cast<std::int32_t>(chance_() % 60)});
    std::string subject = (*rulebook_)["subject"];
    if (const json* some = any(organizations_); some != nullptr && editions_ % 2 == 0) {
      data["organization"] = (*some)["subject"];
      data["version"] = 1;
      subject = "rulebook/of-" + std::to_string(editions_);
    }
    add(*rulebook_, "AdoptRulebook", subject, data);
  }

  std::mt19937_64 chance_;
  std::string now_;
  std::vector<json> grants_;
  std::vector<json> seats_;
  std::vector<json> partners_;
  std::vector<json> venues_;
  std::vector<json> organizations_;
  std::vector<json> matters_;
  std::optional<json> rulebook_;
  std::uint64_t count_ = 0;
  int editions_ = 0;
  std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> disturbed(const std::vector<std::string>& lines, std::uint64_t seed) {
  Disturber disturber(seed);
  bool has_inspector = false;
  for (const std::string& line : lines) {
    disturber.see(line);
    if (!has_inspector && line.find("ProposePartnership") != std::string::npos) {
      disturber.appoint_inspector();
      has_inspector = true;
    }
    if (has_inspector && disturber.draw(25) == 0) disturber.disturb();
  }
  return std::move(disturber).lines();
}

}  // namespace minutebook::projections
