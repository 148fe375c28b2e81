#include "tools/export/ocds/draft.h"

#include <algorithm>
#include <utility>

#include "tools/export/ocds/parties.h"

namespace minutebook::ocds {
namespace {

std::optional<Subject> subject_named(std::string_view text) {
  const auto subject = Subject::parse(text);
  if (!subject) return std::nullopt;
  return *subject;
}

/// The kind of organization that a credit code says (GB 32100-2015, first and second character).
const char* kind_of_code(std::string_view code) {
  if (code.starts_with("9")) return "company";
  if (code.starts_with("5")) return "socialOrganization";
  if (code.starts_with("11")) return "government";
  if (code.starts_with("12")) return "publicInstitution";
  if (code.starts_with("8")) return "tradeUnion";
  return "other";
}

}  // namespace

bool is_local_id(std::string_view text) {
  return Subject::parse("partnership/" + std::string(text)).has_value();
}

Draft::Draft(const PublishedProcess& process, const domain::Directory& directory,
             const ImportOptions& options)
    : process_(process), directory_(directory), options_(options) {
  if (const auto date = this->process().time("date")) {
    published_ = *date;
  } else {
    this->process().fault("date", "the release has no date", "发布没有日期");
  }
  for (const Cursor& entry : this->process().items("parties")) {
    entries_.emplace(entry.text("id"), entry);
  }
}

ZonedTime Draft::when(const Cursor& fact, std::string_view field) const {
  return fact.time(field).value_or(published_);
}

Order Draft::add(std::string type, Json data, const Cursor& place, ZonedTime when, Order after) {
  Fact fact{.type = std::move(type),
            .data = std::move(data),
            .when = when,
            .pointer = place.pointer(),
            .order = std::max(when.instant.ns, after),
            .subject = std::nullopt,
            .on_behalf_of = std::nullopt};
  facts_.push_back(std::move(fact));
  return facts_.back().order;
}

void Draft::on_behalf_of(const std::optional<Subject>& subject) {
  facts_.back().on_behalf_of = subject;
}

void Draft::leave_out(const std::string& pointer, std::string en, std::string zh) {
  left_out_.push_back({pointer, {std::move(en), std::move(zh)}});
}

void Draft::miss(const std::string& pointer, std::string en, std::string zh) {
  missing_.push_back({pointer, {std::move(en), std::move(zh)}});
}

const Cursor* Draft::entry_of(const std::string& id) const {
  const auto found = entries_.find(id);
  return found == entries_.end() ? nullptr : &found->second;
}

std::optional<Subject> Draft::subject_of_party(const std::string& id) {
  std::string code;
  if (const Cursor* const entry = entry_of(id)) {
    const Cursor identifier = entry->object("identifier");
    if (identifier.text("scheme") == credit_code_scheme) code = identifier.text("id");
  }
  const std::string beginning = std::string(credit_code_scheme) + "-";
  if (code.empty() && id.starts_with(beginning)) code = id.substr(beginning.size());
  if (!code.empty()) return subject_named("partner/" + code);
  auto subject = subject_named(id);
  const bool fits = subject && (subject->kind() == SubjectKind::organization ||
                                subject->kind() == SubjectKind::partner);
  return fits ? subject : std::nullopt;
}

bool Draft::register_partner(const Subject& subject, const Cursor& entry) {
  const std::string name = entry.text("name");
  if (name.empty()) return false;
  const std::string kind = entry.object("details").text("kind");
  Json data = Json{{"name", name}, {"kind", kind.empty() ? kind_of_code(subject.id()) : kind}};
  put(data, "address", entry.object("address").text("streetAddress"));
  registrations_.push_back({.type = "RegisterPartner",
                            .data = std::move(data),
                            .when = published_,
                            .pointer = entry.pointer(),
                            .order = at_once,
                            .subject = subject,
                            .on_behalf_of = std::nullopt});
  return true;
}

bool Draft::register_organization(const Subject& subject, const Cursor& entry) {
  const std::string name = entry.text("name");
  const Cursor details = entry.object("details");
  const std::string level = details.text("level");
  if (name.empty() || level.empty()) return false;
  Json data = Json{{"name", name}, {"level", level}};
  const std::string parent = details.text("parent");
  if (!parent.empty()) {
    const auto above = party(parent, details.pointer() + "/parent");
    if (!above) return false;
    data["parent"] = above->text();
  }
  put(data, "region", entry.object("address").text("region"));
  registrations_.push_back({.type = "RegisterOrganization",
                            .data = std::move(data),
                            .when = published_,
                            .pointer = entry.pointer(),
                            .order = at_once,
                            .subject = subject,
                            .on_behalf_of = std::nullopt});
  return true;
}

bool Draft::register_party(const Subject& subject, const std::string& id) {
  const Cursor* const entry = entry_of(id);
  if (!options_.register_parties || entry == nullptr) return false;
  return subject.kind() == SubjectKind::partner ? register_partner(subject, *entry)
                                                : register_organization(subject, *entry);
}

std::optional<Subject> Draft::party(const std::string& id, const std::string& pointer) {
  const auto known = parties_.find(id);
  if (known != parties_.end()) return known->second;
  auto& answer = parties_[id];  // before looking further: a circle of parents ends here
  std::optional<Subject> subject = subject_of_party(id);
  if (!subject) {
    miss(pointer, "party " + printable(id) + " has no unified social credit code (CN-USCC)",
         "参与方 " + printable(id) + " 没有统一社会信用代码（CN-USCC）");
  } else if (!directory_.exists(*subject) && !register_party(*subject, id)) {
    miss(pointer, subject->text() + " is not registered", subject->text() + " 尚未登记");
  } else {
    answer = std::move(subject);
  }
  return answer;
}

std::optional<Subject> Draft::buyer() {
  if (options_.organization) return options_.organization;
  const Cursor entity = process().object("tender").object("procuringEntity");
  const Cursor buyer = process().object("buyer");
  const Cursor& named = entity.has("id") ? entity : buyer;
  const std::string id = named.text("id");
  const auto subject = subject_of_party(id);
  if (!subject || subject->kind() != SubjectKind::organization) return std::nullopt;
  return directory_.exists(*subject) ? subject : std::nullopt;
}

std::vector<Fact> Draft::facts() {
  std::stable_sort(facts_.begin(), facts_.end(),
                   [](const Fact& a, const Fact& b) { return a.order < b.order; });
  std::vector<Fact> out = registrations_;
  out.insert(out.end(), facts_.begin(), facts_.end());
  return out;
}

std::vector<Remark> Draft::missing() const {
  std::vector<Remark> out = faults_;
  out.insert(out.end(), missing_.begin(), missing_.end());
  return out;
}

}  // namespace minutebook::ocds
