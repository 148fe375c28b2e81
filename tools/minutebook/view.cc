#include "tools/minutebook/view.h"

namespace minutebook::cli {

Result<std::unique_ptr<View>> View::open(const Session& session, std::string_view purpose) {
  MB_TRY(path, session.ledger());
  MB_TRY(ledger, service::Ledger::open(path, service::OpenMode::read, purpose));
  MB_TRY(directory, service::Reader(ledger).directory());
  return std::unique_ptr<View>(
      new View(std::move(ledger), std::move(directory), session.language()));
}

Result<void> View::refresh() {
  const Position before = ledger_.store().head();
  MB_TRY_VOID(ledger_.store().catch_up());
  if (ledger_.store().head() == before) return {};
  MB_TRY(directory, reader().directory());
  directory_ = std::move(directory);
  return {};
}

Result<Subject> parse_subject_argument(const std::string& text) {
  auto subject = Subject::parse(text);
  if (subject || text.find('/') != std::string::npos) return subject;
  return fail(
      Errc::invalid_input,
      printable(text) + " is not a subject: write kind/id, such as partnership/" + printable(text),
      printable(text) + " 不是主题：请写作 类别/编号，如 partnership/" + printable(text));
}

}  // namespace minutebook::cli
