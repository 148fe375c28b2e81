#include "tools/minutebook/passphrase.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "ledger/crypto/pem_file.h"
#include "tools/minutebook/line_reader.h"

namespace minutebook::cli {
namespace {

/// The controlling terminal without echo, as long as it lives.
class Terminal {
 public:
  Terminal() : fd_(open("/dev/tty", O_RDWR | O_CLOEXEC)) {
    if (fd_ < 0 || tcgetattr(fd_, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(fd_, TCSAFLUSH, &silent);
    changed_ = true;
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() {
    if (changed_) tcsetattr(fd_, TCSAFLUSH, &before_);
    if (fd_ >= 0) close(fd_);
  }
  bool there() const { return changed_; }

  std::string ask(std::string_view question) const {
    put(question);
    std::string answer;
    char c = 0;
    while (read(fd_, &c, 1) == 1 && c != '\n') answer += c;
    put("\n");
    return answer;
  }

 private:
  void put(std::string_view text) const {
    if (write(fd_, text.data(), text.size()) < 0) return;  // then the question stays unseen
  }
  int fd_;
  termios before_{};
  bool changed_ = false;
};

}  // namespace

Result<std::string> passphrase(const Session& session, const std::string& file, bool is_new) {
  if (!file.empty()) {
    MB_TRY(reader, LineReader::open(file));
    MB_TRY(line, reader.next());
    return line ? line->text : std::string();
  }
  if (const char* const value = std::getenv("MINUTEBOOK_PASSPHRASE")) return std::string(value);
  const Terminal terminal;
  if (!terminal.there()) return std::string();
  std::string answer = terminal.ask(session.text("ui.passphrase.ask"));
  if (is_new && answer != terminal.ask(session.text("ui.passphrase.again"))) {
    return fail(Errc::invalid_input, "the two passphrases differ", "两次输入的口令不一致");
  }
  return answer;
}

Result<crypto::PrivateKey> load_private_key(const Session& session,
                                            const std::filesystem::path& key,
                                            const std::string& passphrase_file) {
  MB_TRY(encrypted, crypto::is_encrypted_key(key));
  std::string secret;
  if (encrypted) {
    MB_TRY(given, passphrase(session, passphrase_file, false));
    secret = std::move(given);
  }
  return crypto::read_private_key(key, secret);
}

Result<std::string> ledger_passphrase(const Session& session, const service::LedgerPaths& paths,
                                      const std::string& passphrase_file) {
  MB_TRY(encrypted, crypto::is_encrypted_key(paths.ledger_key()));
  return encrypted ? passphrase(session, passphrase_file, false) : Result<std::string>("");
}

}  // namespace minutebook::cli
