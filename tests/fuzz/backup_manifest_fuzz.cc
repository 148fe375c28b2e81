// The readers of a backup: a generation's manifest and the mark in a restored ledger. Refused, or
// written and read back the same; a manifest names no file outside of its folder.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/service/backup_manifest.h"

namespace {

using namespace minutebook;

template <typename T>
void check_refusal(const Result<T>& read) {
  MB_CHECK(read.error().code == Errc::invalid_input);
  MB_CHECK(is_valid_utf8(read.error().message.en));
  MB_CHECK(is_valid_utf8(read.error().message.zh));
}

void read_manifest(std::string_view text) {
  const auto manifest = service::parse_manifest(text, "manifest.toml");
  if (!manifest) return check_refusal(manifest);
  for (const auto& [name, digest] : manifest->files) {
    const std::filesystem::path file = ("folder" / std::filesystem::path(name)).lexically_normal();
    MB_CHECK(file.string().starts_with("folder/"));
  }
  const auto again = service::parse_manifest(service::format_manifest(*manifest), "manifest.toml");
  MB_CHECK(again && *again == *manifest);
}

void read_mark(std::string_view text) {
  const auto mark = service::parse_mark(text, "restored");
  if (!mark) return check_refusal(mark);
  const auto again = service::parse_mark(service::format_mark(*mark), "restored");
  MB_CHECK(again && *again == *mark);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_manifest(text);
  read_mark(text);
  return 0;
}
