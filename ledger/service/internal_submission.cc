#include "ledger/service/internal_submission.h"

#include "ledger/base/check.h"
#include "ledger/base/limits.h"

namespace minutebook::service {

Result<Submission> internal_submission(std::string json, crypto::Suite suite) {
  if (json.size() > limits::max_command_bytes) {
    const std::string limit = std::to_string(limits::max_command_bytes);
    return fail(Errc::invalid_input, "the command is longer than " + limit + " bytes",
                "命令超过 " + limit + " 字节");
  }
  auto message = schema::decode_command(json);
  if (!message) {
    const schema::Invalid& fault = message.error();
    return fail(Errc::invalid_input, fault.path + ": " + fault.detail.en,
                fault.path + "：" + fault.detail.zh);
  }
  Submission submission = submission_of(std::move(*message), json, suite);
  MB_CHECK(submission.command.getRole() == schema::Role::LEDGER);
  submission.raw = std::move(json);
  submission.origin.source_system = "minutebook";
  return submission;
}

}  // namespace minutebook::service
