#include "tools/export/ocds/package.h"

#include <utility>

namespace minutebook::ocds {
namespace {

std::string text_of(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

PackageWriter::PackageWriter(const service::LedgerInfo& ledger, const PackageOptions& options,
                             Write write)
    : kind_(options.kind), write_(std::move(write)) {
  const bool records = kind_ == PackageKind::records;
  const char* const items = records ? "records" : "releases";
  Json head = Json::object();
  head["uri"] =
      "urn:uuid:" + ledger.id.text() + "#ocds-" + items + "-" + std::to_string(options.last.value);
  head["version"] = "1.1";
  head["extensions"] = Json::array({bid_extension, options.extension_url});
  head["publishedDate"] = format_time({options.published_at, ledger.zone_offset_minutes});
  head["publisher"] = Json{{"name", ledger.name}};
  std::string text = text_of(head);
  text.pop_back();
  write_(text + ",\"" + items + "\":[");
}

void PackageWriter::item(const Json& value) {
  write_((items_ == 0 ? "\n" : ",\n") + text_of(value));
  ++items_;
}

void PackageWriter::add(const Process& process) {
  if (kind_ == PackageKind::releases) {
    for (const Json& release : process.releases) item(release);
    return;
  }
  Json record = Json::object();
  record["ocid"] = process.ocid;
  record["releases"] = process.releases;
  record["compiledRelease"] = process.compiled;
  item(record);
}

void PackageWriter::finish() { write_("\n]}\n"); }

}  // namespace minutebook::ocds
