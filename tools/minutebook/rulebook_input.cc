#include "tools/minutebook/rulebook_input.h"

#include <filesystem>

#include "ledger/base/limits.h"
#include "tools/minutebook/input_file.h"

namespace minutebook::cli {
namespace {

Error in_file(const std::string& file, const Bilingual& what) {
  return {Errc::invalid_input, {file + ": " + what.en, file + "：" + what.zh}};
}

Result<Subject> subject_of(const std::string& file) {
  auto subject = Subject::parse("rulebook/" + std::filesystem::path(file).stem().string());
  if (subject) return subject;
  return tl::unexpected<Error>(
      in_file(file, {"the rulebook is called after its file: name that with A–Z a–z 0–9 . _ -",
                     "制度规则以文件名命名：文件名请用 A–Z a–z 0–9 . _ -"}));
}

}  // namespace

tl::expected<service::FirstRulebook, ExitStatus> read_rulebook(Session& session,
                                                               const std::string& file) {
  auto text = read_input(file, limits::max_rulebook_bytes);
  if (!text) return tl::unexpected(session.fail(text.error()));
  auto parsed = rules::parse_rulebook(*text);
  if (!parsed) {
    for (const auto& fault : parsed.error()) session.fail(in_file(file, in_words(fault)));
    return tl::unexpected(ExitStatus::usage);
  }
  auto subject = subject_of(file);
  if (!subject) return tl::unexpected(session.fail(subject.error()));
  service::FirstRulebook out{*std::move(subject), std::move(*parsed), std::move(*text)};
  if (const auto fits = service::check_first_rulebook(out); !fits) {
    return tl::unexpected(session.fail(in_file(file, fits.error().message)));
  }
  return out;
}

}  // namespace minutebook::cli
