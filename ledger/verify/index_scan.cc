#include "ledger/verify/index_scan.h"

#include <algorithm>
#include <optional>

#include "ledger/store/raw_scan.h"
#include "ledger/verify/event_check.h"

namespace minutebook::verify {
namespace {

using Take = std::function<bool(const store::RawScan::Entry&)>;

/// `take` gives false for an entry that is malformed.
void scan(Run& run, store::Family family, bool report, const Take& take) {
  store::RawScan entries(run.store, family);
  const std::string name = store::name_of(family);
  std::optional<std::string> last;  // key of the last entry read
  while (!run.stopped()) {
    const auto entry = entries.next();
    if (!entry) {
      if (report) {
        const std::string after = last ? "key " + to_hex(*last) : "the beginning";
        run.fault(Level::structure, "index-unreadable", name, "readable after " + after,
                  entry.error().message.en);
      }
      continue;
    }
    if (!*entry) return;
    run.throttle.took((*entry)->key.size() + (*entry)->value.size(), run.options.stop);
    if (!last) last.emplace();
    last->assign((*entry)->key);
    if (take(**entry) || !report) continue;
    const std::string what = family == store::Family::streams      ? "stream-index"
                             : family == store::Family::categories ? "category-index"
                                                                   : "command-index";
    run.fault(Level::structure, what, name, "a well-formed entry", to_hex((*entry)->key));
  }
}

}  // namespace

std::string stream_place(std::string_view stream, std::uint64_t version) {
  return "stream:" + printable(stream) + "@" + std::to_string(version);
}

void scan_streams(Run& run, bool report, const std::function<void(const StreamEntry&)>& visit) {
  scan(run, store::Family::streams, report, [&](const store::RawScan::Entry& entry) {
    const auto key = store::parse_stream_key(entry.key);
    const auto position = store::parse_position(as_text(entry.value));
    if (!key || !position || !kind_of_subject(key->stream)) return false;
    visit({key->stream, key->version.value, position->value});
    return true;
  });
}

void scan_categories(Run& run, bool report,
                     const std::function<void(const CategoryEntry&)>& visit) {
  scan(run, store::Family::categories, report, [&](const store::RawScan::Entry& entry) {
    if (entry.key.empty() || !entry.value.empty()) return false;
    const auto number = static_cast<std::uint8_t>(entry.key[0]);
    if (number >= subject_kind_count) return false;
    const auto kind = static_cast<SubjectKind>(number);
    const auto position = store::parse_category_key(kind, entry.key);
    if (!position) return false;
    visit({kind, position->value});
    return true;
  });
}

void scan_commands(Run& run, bool report, const std::function<void(const CommandEntry&)>& visit) {
  scan(run, store::Family::commands, report, [&](const store::RawScan::Entry& entry) {
    CommandId id;
    const auto record = store::parse_command_value(as_text(entry.value));
    if (entry.key.size() != id.bytes.size() || !record) return false;
    std::copy_n(as_bytes(entry.key).begin(), id.bytes.size(), id.bytes.begin());
    visit({id, record->first.value, record->count});
    return true;
  });
}

}  // namespace minutebook::verify
