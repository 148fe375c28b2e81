// A published file on its way into a ledger: read within limits or refused by its place; what is
// planned of it is commands that their own reader takes or refuses, each with an id of its own.

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "ledger/base/check.h"
#include "ledger/service/key_ring.h"
#include "ledger/service/submission.h"
#include "tests/support/house.h"
#include "tools/export/ocds/plan.h"

namespace {

using namespace minutebook;

const domain::Directory& directory() {
  static const test::World world = [] {
    test::World made;
    for (const std::string& command : test::house()) MB_CHECK(made.submit(command).accepted());
    return made;
  }();
  return world.directory();
}

void check(const std::vector<ocds::Remark>& remarks) {
  for (const ocds::Remark& each : remarks) {
    MB_CHECK(is_valid_utf8(each.pointer));
    MB_CHECK(is_valid_utf8(each.text.en) && is_valid_utf8(each.text.zh));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto processes = ocds::read_published(bytes, "published.json");
  if (!processes) {
    MB_CHECK(processes.error().code == Errc::invalid_input);
    MB_CHECK(is_valid_utf8(processes.error().message.en));
    MB_CHECK(is_valid_utf8(processes.error().message.zh));
    return 0;
  }
  const ocds::ImportOptions options{
      .actor = Subject::from_stored("person/supervisor"),
      .organization = std::nullopt,
      .venue = Subject::from_stored("venue/palace"),
      .mode = "sponsorship",
      .register_parties = true,
  };
  const service::KeyRing keys;
  for (const ocds::PublishedProcess& process : *processes) {
    MB_CHECK(!process.ocid.empty() && process.ocid.size() <= ocds::max_ocid_bytes);
    const auto plan = ocds::plan_import(process, directory(), nullptr, options);
    check(plan.missing);
    check(plan.left_out);
    MB_CHECK(plan.missing.empty() || plan.commands.empty());
    for (const ocds::PlannedCommand& planned : plan.commands) {
      MB_CHECK(!planned.is_further);
      const auto prepared = service::authenticate(planned.line, crypto::Suite::standard, keys);
      MB_CHECK(!std::holds_alternative<service::Unauthorised>(prepared));
      const auto* submission = std::get_if<service::Submission>(&prepared);
      MB_CHECK(submission == nullptr || submission->id == planned.id);
    }
  }
  return 0;
}
