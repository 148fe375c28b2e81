#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>

#include "ledger/store/raw_scan.h"
#include "tests/verify/sample_ledger.h"

/// Changes one byte after another, in every file of a small ledger, and verifies. Each change must
/// be a fault, or the ledger must not open, or what it holds must be the same, byte for byte.
///
///   byte_sweep [EVERY [OFFSET [FILTER]]]   each EVERY-th byte from OFFSET on (1 and 0: all) of the
///                                          files whose names contain FILTER
///
/// Then whole files: emptied, cut in half, filled with zeros, gone, in each other's places.
namespace minutebook::test {
namespace {

namespace fs = std::filesystem;

constexpr unsigned seconds_until_it_hangs = 120;

char looked_at[256] = "";

/// A library's assertion ends the process: says of which change.
void tell_what_was_looked_at(int) {
  static_cast<void>(!::write(STDERR_FILENO, looked_at, std::strlen(looked_at)));
  ::_exit(3);
}

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

/// By family, then what ledger.toml says.
using Holdings = std::vector<std::pair<std::string, crypto::Digest>>;

/// Everything that the families hold, and what else the ledger says of itself.
Holdings holdings(const service::Ledger& ledger) {
  Holdings all;
  crypto::Hasher hasher(crypto::Suite::standard);
  for (std::size_t i = 0; i < store::family_count; ++i) {
    store::RawScan scan(ledger.store(), static_cast<store::Family>(i));
    while (true) {
      const auto entry = scan.next();
      if (!entry) {
        hasher.update(as_bytes("unreadable"));
        continue;
      }
      if (!*entry) break;
      const auto sizes = big_endian((*entry)->key.size() << 32U | (*entry)->value.size());
      hasher.update(sizes).update(as_bytes((*entry)->key)).update((*entry)->value);
    }
    all.emplace_back(store::name_of(static_cast<store::Family>(i)), hasher.finish());
  }
  const service::LedgerInfo& info = ledger.info();
  hasher.update(as_bytes(info.name + info.id.text() + info.founder.text()));
  all.emplace_back("ledger.toml", hasher.finish());
  return all;
}

enum class Verdict { fault, does_not_open, same, missed };

class Sweep {
 public:
  Sweep() : ledger_(5'000) {
    ledger_.tamper([](RawLedger& raw) { raw.flush(); });
    ledger_.submit({service::Commands().make("ChangeOrganization", "organization/city",
                                             R"({"name":"city","reason":"a test"})")});
    for (const auto& entry : fs::recursive_directory_iterator(ledger_.path())) {
      const std::string name = fs::relative(entry.path(), ledger_.path());
      const bool log = name.find("LOG") != std::string::npos;  // RocksDB's own messages
      if (entry.is_regular_file() && !log) files_.emplace(name, content_of(entry.path()));
    }
    original_ = *now();
  }

  bool is_sound() const { return ledger_.faults().empty(); }

  void bytes(std::size_t every, std::size_t offset, const std::string& filter) {
    for (const auto& [name, content] : files_) {
      if (name.find(filter) == std::string::npos) continue;
      std::map<Verdict, std::size_t> tally;
      std::string changed = content;
      for (std::size_t at = offset; at < content.size(); at += every) {
        changed[at] = static_cast<char>(~changed[at]);
        ++tally[look(name, changed, "byte " + std::to_string(at))];
        changed[at] = content[at];
      }
      restore(name);
      std::printf("%-32s %7zu bytes: %6zu faults, %6zu do not open, %6zu the same, %zu missed\n",
                  name.c_str(), content.size(), tally[Verdict::fault],
                  tally[Verdict::does_not_open], tally[Verdict::same], tally[Verdict::missed]);
      std::fflush(stdout);
    }
  }

  void whole_files() {
    for (const auto& [name, content] : files_) {
      look(name, "", "emptied");
      look(name, content.substr(0, content.size() / 2), "cut in half");
      look(name, content.substr(0, content.size() - content.size() / 10 - 1), "cut a little");
      look(name, std::string(content.size(), '\0'), "filled with zeros");
      fs::remove(ledger_.path() / name);
      judge(name + " gone");
      restore(name);
    }
    for (auto a = files_.begin(); a != files_.end(); ++a) {
      const auto b = std::next(a);
      if (b == files_.end()) break;
      write(ledger_.path() / a->first, b->second);
      write(ledger_.path() / b->first, a->second);
      judge(a->first + " and " + b->first + " in each other's places");
      restore(a->first);
      restore(b->first);
    }
  }

  std::size_t missed() const { return missed_; }
  std::size_t looks() const { return looks_; }

 private:
  std::optional<Holdings> now() const {
    const auto ledger = service::Ledger::open(ledger_.path(), service::OpenMode::read, "test");
    if (!ledger) return std::nullopt;
    return holdings(*ledger);
  }
  void restore(const std::string& name) {
    write(ledger_.path() / name, files_.at(name));
    fs::permissions(ledger_.path() / name, fs::perms::owner_read | fs::perms::owner_write);
  }
  Verdict look(const std::string& name, const std::string& content, const std::string& what) {
    write(ledger_.path() / name, content);
    const Verdict verdict = judge(name + " " + what);
    if (what.compare(0, 4, "byte") != 0) restore(name);
    return verdict;
  }
  Verdict judge(const std::string& what) {
    ++looks_;
    std::snprintf(looked_at, sizeof looked_at, "CRASHED: %s\n", what.c_str());
    ::alarm(seconds_until_it_hangs);
    verify::Options options;
    options.threads = 1;
    const auto report = ledger_.verify(options);
    if (!report) return Verdict::does_not_open;
    if (!report->holds()) return Verdict::fault;
    const auto found = now();
    if (found == original_) return Verdict::same;
    std::printf("MISSED: %s:", what.c_str());
    for (std::size_t i = 0; found && i < found->size(); ++i) {
      if ((*found)[i] != original_[i]) std::printf(" %s", (*found)[i].first.c_str());
    }
    std::printf("\n");
    ++missed_;
    return Verdict::missed;
  }

  SampleLedger ledger_;
  std::map<std::string, std::string> files_;
  Holdings original_;
  std::size_t missed_ = 0;
  std::size_t looks_ = 0;
};

}  // namespace
}  // namespace minutebook::test

int main(int argc, char** argv) {
  const std::size_t every = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1;
  const std::size_t offset = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
  minutebook::test::Sweep sweep;
  std::signal(SIGABRT, minutebook::test::tell_what_was_looked_at);
  std::signal(SIGSEGV, minutebook::test::tell_what_was_looked_at);
  if (every == 0 || !sweep.is_sound()) return 2;
  sweep.bytes(every, offset, argc > 3 ? argv[3] : "");
  if (argc <= 3) sweep.whole_files();
  std::printf("%zu changes, %zu missed\n", sweep.looks(), sweep.missed());
  return sweep.missed() == 0 ? 0 : 1;
}
