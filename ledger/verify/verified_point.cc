#include "ledger/verify/verified_point.h"

#include "ledger/base/limits.h"
#include "ledger/service/durable_file.h"
#include "ledger/tlog/checkpoint.h"
#include "ledger/verify/verify.h"

namespace minutebook::verify {
namespace {

constexpr std::string_view first_line = "minutebook verified v1\n";

tl::unexpected<Error> malformed() {
  return fail(Errc::invalid_input, "reports/verified is malformed", "reports/verified 格式有误");
}

}  // namespace

std::filesystem::path verified_file(const service::LedgerPaths& paths) {
  return paths.reports() / "verified";
}

std::string format_verified(Level level, std::string_view note) {
  return std::string(first_line) + std::string(name_of(level)) + "\n\n" + std::string(note);
}

Result<VerifiedPoint> parse_verified(std::string_view text) {
  if (!text.starts_with(first_line)) return malformed();
  text.remove_prefix(first_line.size());
  const std::size_t end = text.find("\n\n");
  if (end == std::string_view::npos) return malformed();
  const auto level = parse_level(text.substr(0, end));
  if (!level) return malformed();
  VerifiedPoint point;
  point.level = *level;
  point.note = text.substr(end + 2);
  const auto note = tlog::parse_note(point.note);
  if (!note) return malformed();
  const auto checkpoint = tlog::parse_checkpoint(note->text);
  if (!checkpoint) return malformed();
  point.size = checkpoint->head.size;
  return point;
}

Result<std::optional<VerifiedPoint>> read_verified(const service::LedgerPaths& paths) {
  MB_TRY(text, service::read_small_file(verified_file(paths), limits::max_note_bytes * 2));
  if (!text) return std::nullopt;
  MB_TRY(point, parse_verified(*text));
  return std::optional<VerifiedPoint>(std::move(point));
}

Result<void> remember(const service::Ledger& ledger, const Report& report) {
  const bool from_the_start = report.whole || report.since > 0;
  if (!report.holds() || !from_the_start || report.tree_size == 0) return {};
  if (report.level < Level::tree) return {};  // nothing ties what was read to the checkpoint
  return service::replace_durably(verified_file(ledger.paths()),
                                  format_verified(report.level, report.checkpoint));
}

}  // namespace minutebook::verify
