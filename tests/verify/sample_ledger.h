#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "ledger/verify/verify.h"
#include "tests/service/ledger_fixture.h"
#include "tests/verify/raw_ledger.h"

namespace minutebook::test {

/// Positions of the sample ledger's events.
inline constexpr std::uint64_t root_at = 1;        ///< RegisterOrganization of organization/nation
inline constexpr std::uint64_t enrolment_at = 26;  ///< EnrolKey of person/proposer
inline constexpr std::uint64_t proposal_at = 27;   ///< partnership/pilot, signed
inline constexpr std::uint64_t attached_at = 28;   ///< AttachDocument: the stored document, signed
inline constexpr std::uint64_t order_at = 29;      ///< OrderRedaction of the document's event
inline constexpr std::uint64_t refusal_at = 30;    ///< a second order of the same id: refused
inline constexpr std::uint64_t sample_size = 31;

/// 2021-04-01T00:00:00Z: when it is recorded, after the last of its commands occurred.
inline constexpr Instant sample_start{1'617'235'200'000'000'000};

/// A sound ledger with a bit of everything: master data, a key, a matter with signed commands, a
/// refusal, a document of two chunks, three checkpoints. Its folder goes with it.
class SampleLedger {
 public:
  /// A document of fewer bytes makes smaller files.
  explicit SampleLedger(std::size_t document_bytes = (1U << 20U) + 100);

  const std::filesystem::path path() const { return folder_.path() / "ledger"; }
  /// Reaches into the database.
  template <typename F>
  void tamper(const F& f) const {
    RawLedger raw(path());
    f(raw);
  }
  /// More commands, each of which must be accepted.
  void submit(const std::vector<std::string>& lines);
  /// Opened for reading. An error when it cannot be opened.
  Result<verify::Report> verify(const verify::Options& options = {}) const;
  /// The faults of a run at that level, each as "level place what".
  std::vector<std::string> faults(verify::Level level = verify::Level::replay) const;
  std::vector<std::string> faults(const verify::Options& options) const;

  static std::string sign(const std::string& line);
  /// Of the usual document.
  static const crypto::Digest& document_digest();

 private:
  void put_document(const std::string& content);

  service::TestFolder folder_;
  ManualClock clock_{sample_start};
  SeededRandom random_{7};
};

/// "level place what" of each fault.
std::vector<std::string> lines_of(const verify::Report& report);

/// A verification of what is at `ledger`.
Result<verify::Report> verify_at(const std::filesystem::path& ledger,
                                 const verify::Options& options);

}  // namespace minutebook::test
