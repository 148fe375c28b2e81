#include "tools/inspect/replay_digest.h"

#include "ledger/base/bytes.h"
#include "ledger/domain/decide.h"
#include "ledger/domain/describe.h"

namespace minutebook::inspect {
namespace {

// Bound to the definition in docs/formats/replay-digest.md; another definition is another name.
constexpr std::string_view subject_tag = "minutebook/replay/subject/v1\n";
constexpr std::string_view ledger_tag = "minutebook/replay/ledger/v1\n";

void add_number(crypto::Hasher& hasher, std::uint64_t number) {
  const auto bytes = big_endian(number);
  hasher.update(bytes);
}

void add_text(crypto::Hasher& hasher, std::string_view text) {
  add_number(hasher, text.size());
  hasher.update(as_bytes(text));
}

/// The states of one kind's subjects, one after another.
class LedgerWalk {
 public:
  LedgerWalk(const service::Ledger& ledger, const service::AsOf& as_of,
             const std::function<bool(std::uint64_t)>& progress)
      : ledger_(ledger), as_of_(as_of), progress_(progress), hasher_(crypto::Suite::standard) {
    hasher_.update(as_bytes(ledger_tag));
  }

  Result<LedgerDigest> run() {
    MB_TRY(directory, service::Reader(ledger_).directory(as_of_));
    for (std::size_t i = 0; i < subject_kind_count; ++i) {
      const auto kind = static_cast<SubjectKind>(i);
      Result<void> failure;
      MB_TRY_VOID(ledger_.store().each_stream(kind, [&](const Subject& subject) {
        if (failure) failure = take(directory, subject);
      }));
      MB_TRY_VOID(std::move(failure));
    }
    total_.digest = hasher_.finish();
    return total_;
  }

 private:
  Result<void> take(const domain::Directory& directory, const Subject& subject) {
    if (!progress_(total_.events)) return fail(Errc::cancelled, "interrupted", "已中断");
    Result<domain::Aggregate> aggregate = service::Reader(ledger_).aggregate(subject, as_of_);
    if (!aggregate && aggregate.error().code == Errc::not_found) return {};
    if (!aggregate) return tl::unexpected(aggregate.error());
    add_text(hasher_, subject.text());
    add_number(hasher_, aggregate->version.value);
    add_text(hasher_, domain::is_master_data(subject.kind()) ? domain::describe(directory, subject)
                                                             : domain::describe(*aggregate));
    ++total_.subjects;
    total_.events += aggregate->version.value;
    return {};
  }

  const service::Ledger& ledger_;
  const service::AsOf& as_of_;
  const std::function<bool(std::uint64_t)>& progress_;
  crypto::Hasher hasher_;
  LedgerDigest total_;
};

}  // namespace

SubjectDigest::SubjectDigest(const Subject& subject) : hasher_(crypto::Suite::standard) {
  hasher_.update(as_bytes(subject_tag));
  add_text(hasher_, subject.text());
}

void SubjectDigest::add(Position position, const std::string& description) {
  add_number(hasher_, position.value);
  add_text(hasher_, description);
}

Result<LedgerDigest> digest_of_ledger(const service::Ledger& ledger, const service::AsOf& as_of,
                                      const std::function<bool(std::uint64_t)>& progress) {
  return LedgerWalk(ledger, as_of, progress).run();
}

}  // namespace minutebook::inspect
