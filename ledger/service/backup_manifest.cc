#include "ledger/service/backup_manifest.h"

#include <toml++/toml.h>

#include <limits>
#include <sstream>

#include "ledger/base/rfc3339.h"
#include "ledger/base/toml_guard.h"
#include "ledger/service/durable_file.h"
#include "ledger/tlog/checkpoint.h"
#include "ledger/tlog/note.h"
#include "ledger/tlog/verifier_key.h"

namespace minutebook::service {
namespace {

constexpr std::int64_t manifest_format = 1;
constexpr std::size_t max_mark_bytes = 16 * 1024;
constexpr std::string_view by_witnesses = "witnesses";
constexpr std::string_view by_operator = "operator";

tl::unexpected<Error> wrong(const std::filesystem::path& file, const std::string& what) {
  return fail(Errc::invalid_input, file.string() + ": " + what + " is missing or malformed",
              file.string() + "：" + what + " 缺失或格式有误");
}

Result<toml::table> parse(std::string_view text, const std::filesystem::path& file) {
  if (const std::size_t line = line_that_toml_cannot_take(text); line > 0) {
    return wrong(file, "line " + std::to_string(line));
  }
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& thrown) {
    return wrong(file, "line " + std::to_string(thrown.source().begin.line) + " (" +
                           printable(thrown.description()) + ")");
  }
}

std::string time_text(Instant time) { return format_time({time, 0}); }

void put_head(toml::table& table, std::string_view key,
              const std::optional<merkle::TreeHead>& head) {
  if (!head) return;
  table.insert(key, toml::table{{"size", static_cast<std::int64_t>(head->size)},
                                {"root", crypto::hex_of(head->root)}});
}

/// Reads the entries of one file; the first that is wrong is remembered.
class Entries {
 public:
  Entries(toml::table table, std::filesystem::path file)
      : table_(std::move(table)), file_(std::move(file)) {}

  std::uint64_t number(const char* key) { return number(table_, key); }
  std::string text(const char* key) {
    return take(table_[key].value<std::string>(), key).value_or(std::string());
  }
  bool flag(const char* key) { return take(table_[key].value<bool>(), key).value_or(false); }
  Instant time(const char* key) { return time_of(text(key), key); }
  std::uint32_t generation() {
    const std::uint64_t value = number("generation");
    if (value == 0 || value > std::numeric_limits<std::uint32_t>::max()) note("generation");
    return static_cast<std::uint32_t>(value);
  }
  /// Nothing when there is no such entry.
  std::optional<merkle::TreeHead> head(const char* key) {
    if (!table_.contains(key)) return std::nullopt;
    const toml::table* const below = table_[key].as_table();
    if (below == nullptr) {
      note(key);
      return std::nullopt;
    }
    const auto root = crypto::parse_digest((*below)["root"].value_or(std::string_view()));
    if (!root) note(key);
    return merkle::TreeHead{number(*below, "size"), root.value_or(crypto::Digest{})};
  }
  /// Nothing when there is no such entry.
  std::optional<Settlement> settlement(const char* key) {
    if (!table_.contains(key)) return std::nullopt;
    const toml::table* const below = table_[key].as_table();
    const std::string by = below == nullptr ? "" : (*below)["by"].value_or(std::string());
    if (by != by_witnesses && by != by_operator) note(key);
    const std::string at = below == nullptr ? "" : (*below)["at"].value_or(std::string());
    return Settlement{time_of(at, key), by == by_witnesses};
  }
  const toml::table& table() const { return table_; }
  void note(const std::string& key) {
    if (fault_.empty()) fault_ = key;
  }
  Result<void> result() const {
    if (fault_.empty()) return {};
    return wrong(file_, fault_);
  }

 private:
  template <typename T>
  std::optional<T> take(std::optional<T> value, const char* key) {
    if (!value) note(key);
    return value;
  }
  Instant time_of(const std::string& written, const char* key) {
    const auto parsed = parse_time(written);
    const bool ours = parsed && time_text(parsed->instant) == written;  // one spelling, in UTC
    if (!ours) note(key);
    return ours ? parsed->instant : Instant{};
  }
  std::uint64_t number(const toml::table& table, const char* key) {
    const auto value = take(table[key].value<std::int64_t>(), key).value_or(0);
    if (value < 0) note(key);
    return value < 0 ? 0 : static_cast<std::uint64_t>(value);
  }

  toml::table table_;
  std::filesystem::path file_;
  std::string fault_;
};

std::string text_of(const char* comment, const toml::table& table) {
  std::ostringstream out;
  out << "# " << comment << '\n' << table << '\n';
  return out.str();
}

}  // namespace

std::string format_manifest(const BackupManifest& manifest) {
  toml::table files;
  for (const auto& [name, digest] : manifest.files) files.insert(name, digest);
  toml::table table{{"format", manifest_format},
                    {"generation", static_cast<std::int64_t>(manifest.generation)},
                    {"ledger", manifest.ledger.text()},
                    {"name", manifest.name},
                    {"made-at", time_text(manifest.made_at)},
                    {"events", static_cast<std::int64_t>(manifest.events)},
                    {"with-keys", manifest.with_keys},
                    {"files", files}};
  put_head(table, "checkpoint", manifest.checkpoint);
  put_head(table, "published", manifest.published);
  return text_of("Made by `minutebook backup create`.", table);
}

Result<BackupManifest> parse_manifest(std::string_view text, const std::filesystem::path& file) {
  MB_TRY(table, parse(text, file));
  Entries entries(std::move(table), file);
  if (entries.number("format") != manifest_format) entries.note("format");
  BackupManifest manifest;
  manifest.generation = entries.generation();
  const auto id = Uuid::parse(entries.text("ledger"));
  if (!id) entries.note("ledger");
  if (id) manifest.ledger = LedgerId{*id};
  manifest.name = entries.text("name");
  if (!tlog::is_key_name(manifest.name)) entries.note("name");
  manifest.made_at = entries.time("made-at");
  manifest.events = entries.number("events");
  manifest.with_keys = entries.flag("with-keys");
  manifest.checkpoint = entries.head("checkpoint");
  manifest.published = entries.head("published");
  const toml::table* const files = entries.table()["files"].as_table();
  if (files == nullptr) return wrong(file, "files");
  for (const auto& [name, digest] : *files) {
    const std::filesystem::path path{std::string(name.str())};
    const bool inside = !path.empty() && path.is_relative() && path.lexically_normal() == path &&
                        !path.string().starts_with("..");
    if (!inside || !digest.is_string()) return wrong(file, "files");
    manifest.files.emplace(path.string(), digest.value_or(std::string()));
  }
  MB_TRY_VOID(entries.result());
  return manifest;
}

Result<merkle::TreeHead> head_of_note(std::string_view note) {
  MB_TRY(parsed, tlog::parse_note(note));
  MB_TRY(checkpoint, tlog::parse_checkpoint(parsed.text));
  return checkpoint.head;
}

std::string format_mark(const RestoredMark& mark) {
  toml::table table{{"restored-at", time_text(mark.restored_at)},
                    {"made-at", time_text(mark.made_at)},
                    {"generation", static_cast<std::int64_t>(mark.generation)},
                    {"events", static_cast<std::int64_t>(mark.events)}};
  put_head(table, "checkpoint", mark.checkpoint);
  put_head(table, "published", mark.published);
  if (mark.settled) {
    const std::string_view by = mark.settled->by_witnesses ? by_witnesses : by_operator;
    table.insert("settled",
                 toml::table{{"at", time_text(mark.settled->at)}, {"by", std::string(by)}});
  }
  return text_of("Made by `minutebook backup restore`: this ledger is a copy of an earlier moment.",
                 table);
}

Result<RestoredMark> parse_mark(std::string_view text, const std::filesystem::path& file) {
  MB_TRY(table, parse(text, file));
  Entries entries(std::move(table), file);
  RestoredMark mark;
  mark.restored_at = entries.time("restored-at");
  mark.made_at = entries.time("made-at");
  mark.generation = entries.generation();
  mark.events = entries.number("events");
  mark.checkpoint = entries.head("checkpoint");
  mark.published = entries.head("published");
  mark.settled = entries.settlement("settled");
  MB_TRY_VOID(entries.result());
  return mark;
}

Result<std::optional<RestoredMark>> read_restored_mark(const std::filesystem::path& root) {
  const std::filesystem::path file = root / "restored";
  MB_TRY(text, read_small_file(file, max_mark_bytes));
  if (!text) return std::nullopt;
  MB_TRY(mark, parse_mark(*text, file));
  return std::optional<RestoredMark>(mark);
}

Result<bool> settle_restored_mark(const std::filesystem::path& root, const Settlement& settlement) {
  MB_TRY(mark, read_restored_mark(root));
  if (!mark || mark->settled) return false;
  if (mark->is_behind()) {
    return fail(Errc::conflict,
                "a checkpoint of " + std::to_string(mark->published->size) +
                    " events was published, and this copy is an older one: it stays marked",
                "已公布过规模为 " + std::to_string(mark->published->size) +
                    " 的检查点，本副本较旧：标记不予解除");
  }
  mark->settled = settlement;
  MB_TRY_VOID(replace_durably(root / "restored", format_mark(*mark)));
  return true;
}

}  // namespace minutebook::service
