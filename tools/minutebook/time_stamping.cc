#include "tools/minutebook/time_stamping.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "ledger/base/limits.h"
#include "ledger/base/random.h"
#include "ledger/base/rfc3339.h"
#include "ledger/service/settings.h"
#include "ledger/store/checkpoints.h"
#include "ledger/tlog/checkpoint.h"
#include "tools/minutebook/input_file.h"
#include "tools/minutebook/witnessing.h"
#include "tools/witness/time_stamp_client.h"

namespace minutebook::cli {
namespace {

using Tokens = std::vector<Result<Bytes>>;

std::vector<std::uint64_t> fresh_nonces(std::size_t count) {
  SystemRandom random;
  std::vector<std::uint64_t> nonces;
  for (std::size_t i = 0; i < count; ++i) {
    std::array<std::uint8_t, 8> bytes{};
    random.fill(bytes);
    nonces.push_back(from_big_endian(bytes));
  }
  return nonces;
}

/// Of each authority, in their order.
Tokens ask_all(const StampRequest& request, const crypto::Digest& stamped) {
  const auto nonces = fresh_nonces(request.urls.size());
  const server::ClientLimits limits = witness::time_stamp_limits(request.wait);
  Tokens tokens(request.urls.size(), Bytes());
  std::vector<std::jthread> asking;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    asking.emplace_back([&, i] {
      tokens[i] = witness::request_time_stamp(request.urls[i], stamped, nonces[i], limits);
    });
  }
  asking.clear();  // joins
  return tokens;
}

Result<crypto::TimeStamp> judge(ByteSpan token, const crypto::Digest& stamped,
                                const std::string& anchors) {
  if (anchors.empty()) return crypto::read_time_stamp(token, stamped);
  return crypto::verify_time_stamp(token, stamped, {anchors, {}});
}

bool has_one_by(const store::KeptCheckpoint& kept, const crypto::Digest& stamped,
                const std::string& tsa) {
  return std::any_of(kept.time_stamps.begin(), kept.time_stamps.end(), [&](const Bytes& token) {
    const auto said = crypto::read_time_stamp(token, stamped);
    return said && !said->tsa.empty() && said->tsa == tsa;
  });
}

Error about(const std::string& url, Error error) {
  const std::string shown = printable(url);
  if (error.message.en.find(shown) != std::string::npos) return error;
  error.message.en = shown + ": " + error.message.en;
  error.message.zh = shown + "：" + error.message.zh;
  return error;
}

nlohmann::ordered_json as_json(const StampAnswer& answer) {
  nlohmann::ordered_json out = {{"url", answer.url}};
  if (answer.stamp) {
    out["notLaterThan"] = format_time({answer.stamp->time, 0});
    out["tsa"] = answer.stamp->tsa;
    out["serial"] = answer.stamp->serial;
  }
  if (answer.error) {
    out["code"] = name_of(answer.error->code);
    out["detail"] = {{"en", answer.error->message.en}, {"zh-CN", answer.error->message.zh}};
  }
  return out;
}

void print_json(Session& session, const Stamped& stamped) {
  nlohmann::ordered_json answers = nlohmann::ordered_json::array();
  for (const StampAnswer& answer : stamped.answers) answers.push_back(as_json(answer));
  const nlohmann::ordered_json out = {{"size", stamped.size}, {"timeStamps", std::move(answers)}};
  session.out.line(out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

void say_not_stamped(const Session& session, const Error& error) {
  session.say(
      session.text("ui.checkpoint.not_stamped", {in_language(error.message, session.language())}));
}

/// The configured authorities' turn.
Result<void> ask_configured(const Session& session, service::Ledger& ledger) {
  MB_TRY(settings, service::read_settings(ledger.paths()));
  if (settings.time_stamps.urls.empty()) return {};
  StampRequest request{settings.time_stamps.urls, settings.time_stamps.wait, {}};
  if (const auto anchors = time_stamp_anchors(ledger.paths(), {})) {
    if (!*anchors) return tl::unexpected<Error>(anchors->error());
    request.anchors = **anchors;
  }
  MB_TRY(stamped, gather_time_stamps(ledger, request));
  for (const StampAnswer& answer : stamped.answers) {
    if (answer.error) say_not_stamped(session, *answer.error);
  }
  return {};
}

}  // namespace

std::optional<Result<std::string>> time_stamp_anchors(const service::LedgerPaths& paths,
                                                      const std::string& file) {
  if (!file.empty()) return read_input(file, limits::max_certificates_bytes);
  const auto settings = service::read_settings(paths);
  if (!settings) return Result<std::string>(tl::unexpected<Error>(settings.error()));
  const auto& certificates = settings->time_stamps.certificates;
  if (certificates.empty()) return std::nullopt;
  return read_input(certificates.string(), limits::max_certificates_bytes);
}

Result<Stamped> gather_time_stamps(service::Ledger& ledger, const StampRequest& request) {
  store::CheckpointStore checkpoints(ledger.store());
  MB_TRY(kept, checkpoints.latest());
  if (!kept) return fail(Errc::not_found, "no checkpoint was signed yet", "尚未签发检查点");
  MB_TRY(note, tlog::parse_note(kept->note));
  const crypto::Digest stamped = tlog::time_stamped_digest(note.text);
  Stamped out{kept->size, {}};
  if (!request.again && kept->time_stamps.size() >= request.urls.size()) return out;
  const Tokens tokens = ask_all(request, stamped);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    StampAnswer answer{request.urls[i], {}, {}};
    const auto stamp = tokens[i] ? judge(*tokens[i], stamped, request.anchors)
                                 : Result<crypto::TimeStamp>(tl::unexpected(tokens[i].error()));
    if (!stamp) {
      answer.error = about(answer.url, stamp.error());
    } else if (request.again || !has_one_by(*kept, stamped, stamp->tsa)) {
      // A crash here leaves the checkpoint as it was: it is stamped next time.
      const auto added = checkpoints.add_time_stamp(kept->size, *tokens[i]);
      if (!added && added.error().code != Errc::conflict) return tl::unexpected(added.error());
      if (added) answer.stamp = *stamp;
      if (!added) answer.error = added.error();
    }
    out.answers.push_back(std::move(answer));
  }
  return out;
}

ExitStatus ask_authorities(Session& session, service::Ledger& ledger,
                           const std::vector<std::string>& urls, const std::string& anchors_file) {
  if (urls.size() > limits::max_time_stamp_authorities) {
    const std::string most = std::to_string(limits::max_time_stamp_authorities);
    return session.fail(Error{Errc::invalid_input,
                              {"at most " + most + " authorities can be asked at once",
                               "一次至多请求 " + most + " 个时间戳机构"}});
  }
  StampRequest request{urls, std::chrono::seconds(10), {}, true};
  // The settings say how long to wait; that they cannot be read is for the anchors to tell.
  if (const auto settings = service::read_settings(ledger.paths())) {
    request.wait = settings->time_stamps.wait;
  }
  if (const auto anchors = time_stamp_anchors(ledger.paths(), anchors_file)) {
    if (!*anchors) return session.fail(anchors->error());
    request.anchors = **anchors;
  }
  const auto stamped = gather_time_stamps(ledger, request);
  if (!stamped) return session.fail(stamped.error());
  if (session.json()) print_json(session, *stamped);
  ExitStatus status = ExitStatus::done;
  const char* const form =
      request.anchors.empty() ? "ui.checkpoint.stamp_not_checked" : "ui.checkpoint.stamped";
  for (const StampAnswer& answer : stamped->answers) {
    if (answer.stamp && !session.json()) {
      const std::string time = format_time({answer.stamp->time, ledger.info().zone_offset_minutes});
      session.out.line(session.text(form, {time, answer.stamp->tsa}));
    }
    if (!answer.error) continue;
    const ExitStatus failed = session.fail(*answer.error);
    if (status == ExitStatus::done) status = failed;
  }
  return status;
}

void ask_outsiders(Session& session, service::Ledger& ledger) {
  std::error_code ignored;
  const auto policy = ledger.paths().witness_policy();
  if (std::filesystem::exists(policy, ignored)) {
    static_cast<void>(ask_witnesses(session, ledger, policy.string(), true));
  }
  const auto asked = ask_configured(session, ledger);
  if (!asked) say_not_stamped(session, asked.error());
}

}  // namespace minutebook::cli
