#include "ledger/crypto/pem_file.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace minutebook::crypto {
namespace {

constexpr std::size_t max_key_file_bytes = 16 * 1024;

/// A file descriptor, closed at the end.
class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  bool is_open() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

/// The PEM text of a private key, wiped at the end.
class SecretText {
 public:
  explicit SecretText(std::string text) : text_(std::move(text)) {}
  SecretText(SecretText&& other) noexcept = default;
  SecretText& operator=(SecretText&&) = delete;
  ~SecretText() { OPENSSL_cleanse(text_.data(), text_.size()); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// What errno says about `file`, led by "cannot read" or "cannot write".
tl::unexpected<Error> system_error(const char* en, const char* zh,
                                   const std::filesystem::path& file) {
  const int error = errno;
  const std::string why = std::generic_category().message(error);
  const Errc code = error == ENOENT   ? Errc::not_found
                    : error == EEXIST ? Errc::conflict
                    : error == ENOSPC ? Errc::no_space
                                      : Errc::io;
  return fail(code, std::string(en) + " " + file.string() + ": " + why,
              std::string(zh) + " " + file.string() + "：" + why);
}

tl::unexpected<Error> cannot_read(const std::filesystem::path& file) {
  return system_error("cannot read", "无法读取", file);
}

tl::unexpected<Error> cannot_write(const std::filesystem::path& file) {
  return system_error("cannot write", "无法写入", file);
}

/// The same error, saying in which file.
tl::unexpected<Error> in_file(const std::filesystem::path& file, const Error& error) {
  return fail(error.code, file.string() + ": " + error.message.en,
              file.string() + "：" + error.message.zh);
}

Result<void> check_key_file(const std::filesystem::path& file, int descriptor, bool secret) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return cannot_read(file);
  if (!S_ISREG(status.st_mode) || status.st_size > static_cast<off_t>(max_key_file_bytes)) {
    return fail(Errc::invalid_input, file.string() + " is not a key file",
                file.string() + " 不是密钥文件");
  }
  if (secret && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail(Errc::unauthorised,
                file.string() + " may be read or changed by others: run chmod 600 " + file.string(),
                "其他用户可以访问 " + file.string() + "：请执行 chmod 600 " + file.string());
  }
  return {};
}

Result<SecretText> read_key_file(const std::filesystem::path& file, bool secret) {
  // Not blocking, so that a named pipe in the file's place is refused instead of waited for.
  const File in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!in.is_open()) return cannot_read(file);
  MB_TRY_VOID(check_key_file(file, in.get(), secret));
  std::string text(max_key_file_bytes, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t got = ::read(in.get(), &text[size], text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(file);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  text.resize(size);
  return SecretText(std::move(text));
}

Result<void> write_all(const std::filesystem::path& file, int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::write(descriptor, text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return cannot_write(file);
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  if (::fsync(descriptor) != 0) return cannot_write(file);
  return {};
}

Result<void> sync_folder_of(const std::filesystem::path& file) {
  const auto parent = file.parent_path();
  const File folder(::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_CLOEXEC));
  if (!folder.is_open() || ::fsync(folder.get()) != 0) return cannot_write(file);
  return {};
}

Result<void> write_new_file(const std::filesystem::path& file, std::string_view text, mode_t mode) {
  const File out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (!out.is_open()) return cannot_write(file);
  auto written = write_all(file, out.get(), text);
  if (!written) {
    ::unlink(file.c_str());
    return written;
  }
  return sync_folder_of(file);
}

}  // namespace

Result<PrivateKey> read_private_key(const std::filesystem::path& file,
                                    std::string_view passphrase) {
  MB_TRY(content, read_key_file(file, true));
  auto key = PrivateKey::from_pem(content.text(), passphrase);
  if (!key) return in_file(file, key.error());
  return key;
}

Result<bool> is_encrypted_key(const std::filesystem::path& file) {
  MB_TRY(content, read_key_file(file, true));
  return is_encrypted_pem(content.text());
}

Result<void> write_private_key(const std::filesystem::path& file, const PrivateKey& key,
                               std::string_view passphrase) {
  const SecretText text(key.pem(passphrase));
  return write_new_file(file, text.text(), S_IRUSR | S_IWUSR);
}

Result<PublicKey> read_public_key(const std::filesystem::path& file) {
  MB_TRY(content, read_key_file(file, false));
  auto key = PublicKey::from_pem(content.text());
  if (!key) return in_file(file, key.error());
  return key;
}

Result<void> write_public_key(const std::filesystem::path& file, const PublicKey& key) {
  return write_new_file(file, key.pem(), S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
}

}  // namespace minutebook::crypto
