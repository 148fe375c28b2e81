#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>

#include "ledger/service/ledger.h"
#include "ledger/store/blobs.h"
#include "tools/minutebook/commands.h"

namespace minutebook::cli {
namespace {

struct BlobOptions {
  std::string file;
  std::string digest;
  std::string output;
};

tl::unexpected<Error> io_error(const std::string& name, int error) {
  const std::string why = std::strerror(error);
  return fail(error == ENOSPC ? Errc::no_space : Errc::io, "cannot write " + name + ": " + why,
              "无法写入 " + name + "：" + why);
}

Result<std::size_t> read_stdin(std::span<std::uint8_t> buffer) {
  while (true) {
    const ssize_t count = read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno == EINTR) continue;
    const std::string why = std::strerror(errno);
    return fail(Errc::io, "cannot read standard input: " + why, "无法读取标准输入：" + why);
  }
}

ExitStatus run_put(Session& session, const BlobOptions& options) {
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  auto ledger = service::Ledger::open(*directory, service::OpenMode::write, "minutebook blob put");
  if (!ledger) return session.fail(ledger.error());
  store::BlobStore blobs(ledger->store());
  const auto info = options.file == "-" ? blobs.put(read_stdin, ledger->paths().root)
                                        : blobs.put_file(options.file);
  if (!info) return session.fail(info.error());
  const std::string digest = crypto::hex_of(info->digest);
  if (session.json()) {
    const nlohmann::ordered_json out = {
        {"digest", digest}, {"bytes", info->bytes}, {"existed", info->was_there}};
    session.out.line(out.dump());
  } else {
    session.out.line(digest);
    session.say(session.text(info->was_there ? "ui.blob.existed" : "ui.blob.stored",
                             {grouped(info->bytes)}));
  }
  return ExitStatus::done;
}

/// A file that takes its name only when it is whole.
class NewFile {
 public:
  static Result<NewFile> create(const std::string& name) {
    NewFile file(name);
    const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
    file.fd_ = open(file.temporary_.c_str(), flags, 0644);
    if (file.fd_ < 0) return io_error(name, errno);
    return file;
  }
  NewFile(NewFile&& other) noexcept
      : name_(std::move(other.name_)),
        temporary_(std::move(other.temporary_)),
        fd_(std::exchange(other.fd_, -1)) {}
  NewFile& operator=(NewFile&&) = delete;
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() {
    if (fd_ < 0) return;
    close(fd_);
    unlink(temporary_.c_str());
  }

  Result<void> write(ByteSpan bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = ::write(fd_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return io_error(name_, errno);
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
  }
  Result<void> finish() {
    const bool synced = fsync(fd_) == 0 || errno == EINVAL;
    if (!synced || rename(temporary_.c_str(), name_.c_str()) != 0) return io_error(name_, errno);
    close(std::exchange(fd_, -1));
    return {};
  }

 private:
  explicit NewFile(const std::string& name) : name_(name), temporary_(name + ".partial") {}
  std::string name_;
  std::string temporary_;
  int fd_ = -1;
};

Result<void> get_to_file(const store::BlobStore& blobs, const crypto::Digest& digest,
                         const std::string& name) {
  MB_TRY(file, NewFile::create(name));
  MB_TRY(info, blobs.get(digest, [&](ByteSpan part) { return file.write(part); }));
  static_cast<void>(info);
  return file.finish();
}

Result<void> get_to_stdout(Session& session, const store::BlobStore& blobs,
                           const crypto::Digest& digest) {
  // Whole first, because a digest that is wrong is known only at the end.
  MB_TRY(checked, blobs.get(digest, [](ByteSpan) -> Result<void> { return {}; }));
  static_cast<void>(checked);
  MB_TRY(printed, blobs.get(digest, [&](ByteSpan part) -> Result<void> {
    session.out.write(as_text(part));
    return {};
  }));
  static_cast<void>(printed);
  return {};
}

ExitStatus run_get(Session& session, const BlobOptions& options) {
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  const auto digest = crypto::parse_digest(options.digest);
  if (!digest) return session.fail(digest.error());
  auto ledger = service::Ledger::open(*directory, service::OpenMode::read, "minutebook blob get");
  if (!ledger) return session.fail(ledger.error());
  const store::BlobStore blobs(ledger->store());
  if (options.output.empty()) {
    const auto got = get_to_stdout(session, blobs, *digest);
    return got ? ExitStatus::done : session.fail(got.error());
  }
  const auto got = get_to_file(blobs, *digest, options.output);
  if (!got) return session.fail(got.error());
  if (session.json()) {
    const nlohmann::ordered_json out = {{"digest", options.digest}, {"output", options.output}};
    session.out.line(out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  }
  return ExitStatus::done;
}

}  // namespace

void add_blob(Commands& commands) {
  const auto options = std::make_shared<BlobOptions>();
  CLI::App* const blob = commands.add("blob");
  blob->require_subcommand(1);
  Session& session = commands.session();

  CLI::App* const put = commands.add_below(blob, "put");
  put->add_option("FILE", options->file, commands.text("ui.blob.file"))->type_name("")->required();
  commands.on(put, [&session, options] { return run_put(session, *options); });

  CLI::App* const get = commands.add_below(blob, "get");
  get->add_option("DIGEST", options->digest, commands.text("ui.blob.digest"))
      ->type_name("")
      ->required();
  get->add_option("--output", options->output, commands.text("ui.blob.output"))->type_name("FILE");
  commands.on(get, [&session, options] { return run_get(session, *options); });
}

}  // namespace minutebook::cli
