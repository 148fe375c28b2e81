#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/export/ocds/plan.h"

/// A plan while it is being made. Nothing but the plan_*.cc files includes this.
namespace minutebook::ocds {

/// Where in time a fact is put: not before what it follows from.
using Order = std::int64_t;
inline constexpr Order at_once = std::numeric_limits<Order>::min();

struct Fact {
  std::string type;
  Json data;
  ZonedTime when;
  std::string pointer;
  Order order = at_once;
  std::optional<Subject> subject;       ///< absent: the matter
  std::optional<Subject> on_behalf_of;  ///< absent: nobody is named
};

class Draft {
 public:
  Draft(const PublishedProcess& process, const domain::Directory& directory,
        const ImportOptions& options);

  const domain::Directory& directory() const { return directory_; }
  const ImportOptions& options() const { return options_; }
  /// The process, and what the extension says of it.
  Cursor process() { return {&process_.merged, process_.pointer, faults_}; }
  Cursor extension() { return process().object("minutebook"); }

  /// When something happened; where that is not said, when the process was published.
  ZonedTime when(const Cursor& fact, std::string_view field = "date") const;

  /// Adds a fact about the matter, with the place that says so.
  Order add(std::string type, Json data, const Cursor& place, ZonedTime when,
            Order after = at_once);
  /// Whose act the last fact was.
  void on_behalf_of(const std::optional<Subject>& subject);
  void leave_out(const std::string& pointer, std::string en, std::string zh);
  void miss(const std::string& pointer, std::string en, std::string zh);

  /// The registered subject behind a party id, or one that is registered with this import; what is
  /// missing is noted. None for an id that nobody could know.
  std::optional<Subject> party(const std::string& id, const std::string& pointer);
  /// The organization that buys: the one given, else the release's.
  std::optional<Subject> buyer();

  /// Facts in the order in which they happened, and everything noted.
  std::vector<Fact> facts();
  std::vector<Remark> missing() const;
  std::vector<Remark> left_out() const { return left_out_; }

 private:
  std::optional<Subject> subject_of_party(const std::string& id);
  const Cursor* entry_of(const std::string& id) const;
  bool register_party(const Subject& subject, const std::string& id);
  bool register_partner(const Subject& subject, const Cursor& entry);
  bool register_organization(const Subject& subject, const Cursor& entry);

  const PublishedProcess& process_;
  const domain::Directory& directory_;
  const ImportOptions& options_;
  ZonedTime published_;
  std::vector<Fact> registrations_;
  std::vector<Fact> facts_;
  std::map<std::string, Cursor> entries_;                  ///< of `parties`, by id
  std::map<std::string, std::optional<Subject>> parties_;  ///< by party id, as looked up
  std::vector<Remark> faults_;
  std::vector<Remark> missing_;
  std::vector<Remark> left_out_;
};

/// May `text` name a bid, a contract …?
bool is_local_id(std::string_view text);

// The parts of a plan, in the order in which a matter goes through them. What later parts refer to
// is known by then.
bool plan_proposal(Draft& draft);  ///< false: the matter cannot be begun
void plan_decision(Draft& draft);
void plan_selection(Draft& draft);
/// Where each contract stands in the order, by its id.
std::map<std::string, Order> plan_contracts(Draft& draft);
void plan_evaluation(Draft& draft, const std::map<std::string, Order>& contracts);

}  // namespace minutebook::ocds
