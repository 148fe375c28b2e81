#pragma once

#include <list>
#include <map>
#include <set>

#include "ledger/rules/matter_examination.h"
#include "ledger/store/event_store.h"
#include "projections/findings/subject_rows.h"

namespace minutebook::projections::findings {

/// A matter before the rules, with the rows that it has.
struct KeptMatter {
  rules::MatterExamination examination;
  SubjectRows rows = {};       ///< findings and worklist, as known from the clock on
  SubjectRows citations = {};  ///< the same of the documents
  std::set<std::string, std::less<>> mentions = {};  ///< written of it since it was loaded
  bool changed = false;                              ///< and not saved yet
  std::list<Subject>::iterator used = {};
};

/// The examinations of matters: those used last in memory, all others in the file and the log.
/// Borrows the database and the store; one thread.
class Matters {
 public:
  static Result<Matters> prepare(const Database& database, const store::EventStore& store);

  /// The matter after its events before `before`. Valid until the next call.
  Result<KeptMatter*> of(const Subject& subject, Position before, RowKeeper& rows);
  /// Every matter that has events so far, by name.
  Result<std::vector<Subject>> all();
  /// Writes what changed into the file.
  Result<void> save();

 private:
  explicit Matters(const store::EventStore& store) : store_(&store) {}
  Result<KeptMatter> load(const Subject& subject, Position before, RowKeeper& rows);
  Result<void> save_one(const Subject& subject, KeptMatter& matter);

  const store::EventStore* store_;
  Statement put_;
  Statement get_;
  Statement all_;
  std::map<Subject, KeptMatter> matters_;
  std::list<Subject> used_;  // the one used last first
};

}  // namespace minutebook::projections::findings
