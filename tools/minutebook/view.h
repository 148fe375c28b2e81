#pragma once

#include <memory>
#include <optional>
#include <string>

#include "ledger/service/ledger.h"
#include "ledger/service/reader.h"
#include "tools/minutebook/names.h"
#include "tools/minutebook/render.h"
#include "tools/minutebook/session.h"

namespace minutebook::cli {

/// A ledger opened for reading, with the words for what is in it. A resource that stays in place.
class View {
 public:
  /// `purpose` as in service::Ledger::open.
  static Result<std::unique_ptr<View>> open(const Session& session, std::string_view purpose);
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  service::Ledger& ledger() { return ledger_; }
  service::Reader reader() const { return service::Reader(ledger_); }
  std::int16_t zone() const { return ledger_.info().zone_offset_minutes; }
  /// Titles are those of the moment of opening, or of the last refresh().
  const Render& render() const { return render_; }
  /// Takes in what was written since, for --follow.
  Result<void> refresh();

 private:
  View(service::Ledger ledger, domain::Directory directory, Language language)
      : ledger_(std::move(ledger)),
        directory_(std::move(directory)),
        names_(directory_),
        render_(language, names_, ledger_.info().zone_offset_minutes) {}

  service::Ledger ledger_;
  domain::Directory directory_;
  Names names_;
  Render render_;
};

/// A subject given as an argument, or what is wrong with it.
Result<Subject> parse_subject_argument(const std::string& text);

}  // namespace minutebook::cli
