// The policy reader: what it accepts refers only to what it defines, and trusts nothing unsigned.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/tlog/policy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto policy = tlog::Policy::parse(text);
  if (!policy) {
    MB_CHECK(policy.error().code == Errc::invalid_input);
    MB_CHECK(is_valid_utf8(policy.error().message.en));
    MB_CHECK(is_valid_utf8(policy.error().message.zh));
    return 0;
  }
  const std::size_t items = policy->witnesses().size() + policy->groups().size();
  MB_CHECK(policy->logs().size() <= limits::max_policy_items);
  MB_CHECK(items <= 2 * limits::max_policy_items);
  for (const auto& group : policy->groups()) {
    MB_CHECK(group.threshold >= 1 && group.threshold <= group.members.size());
    for (const std::size_t member : group.members) MB_CHECK(member < items);
  }
  MB_CHECK(
      !policy->open("example.com/a\n1\n"
                    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/a AAAAAAA=\n"));
  return 0;
}
