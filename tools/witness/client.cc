#include "tools/witness/client.h"

#include <utility>

#include "ledger/base/limits.h"
#include "ledger/tlog/checkpoint.h"
#include "ledger/tlog/witness_request.h"

namespace minutebook::witness {
namespace {

constexpr std::size_t max_said_bytes = 200;

struct Asked {
  const WitnessAddress& witness;
  std::string_view note;
  const server::ClientLimits& limits;
};

std::string endpoint_of(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url + "/add-checkpoint";
}

Result<server::Response> ask(const Asked& asked, std::uint64_t old_size, merkle::Proof proof) {
  server::Request request;
  request.method = "POST";
  request.headers.push_back({"Content-Type", "text/plain; charset=utf-8"});
  MB_TRY(body, tlog::serialize(
                   tlog::WitnessRequest{old_size, std::move(proof), std::string(asked.note)}));
  request.body = std::move(body);
  return server::send(endpoint_of(asked.witness.url), request, asked.limits);
}

/// A witness may have several keys, and a proxy may add lines: the one that counts is by the key
/// that the policy names, and valid.
Result<tlog::NoteSignature> cosignature_in(const Asked& asked, std::string_view text,
                                           std::string_view lines) {
  const tlog::VerifierKey& key = asked.witness.key;
  const auto signatures = tlog::parse_signature_lines(lines);
  if (signatures) {
    for (const tlog::NoteSignature& signature : *signatures) {
      if (signature.key_name == key.name() && signature.key_id == key.id() &&
          key.verify(text, signature.bytes)) {
        return signature;
      }
    }
  }
  const std::string url = printable(asked.witness.url);
  const std::string name = printable(tlog::describe(key.name(), key.id()));
  return fail(Errc::unauthorised,
              url + " did not answer with a valid cosignature by " + name +
                  ": check the policy's key and address",
              url + " 的应答中没有 " + name + " 的有效共签：请核对策略中的密钥与地址");
}

Result<CosignOutcome> taken(const Asked& asked, const tlog::Checkpoint& checkpoint,
                            std::string_view text, const server::Response& response) {
  MB_TRY(signature, cosignature_in(asked, text, response.body));
  MB_TRY(cosignature, tlog::parse_cosignature(signature.bytes));
  CosignOutcome outcome;
  outcome.verdict = Verdict::cosigned;
  outcome.cosignature = std::move(signature);
  outcome.time = cosignature.time;
  outcome.witness_size = checkpoint.head.size;
  outcome.status = response.status;
  return outcome;
}

Result<CosignOutcome> not_taken(const Asked& asked, const server::Response& response,
                                CosignOutcome outcome) {
  outcome.status = response.status;
  outcome.said = printable(response.body.substr(0, response.body.find('\n')), max_said_bytes);
  if (response.status != 429 && response.status < 500) return outcome;
  const std::string url = printable(asked.witness.url);
  const std::string status = std::to_string(response.status);
  return fail(Errc::unreachable, url + " answered " + status + ": try again later",
              url + " 应答 " + status + "：请稍后重试");
}

}  // namespace

Result<CosignOutcome> cosign(const WitnessAddress& witness, std::string_view signed_checkpoint,
                             std::uint64_t old_size, const ProofReader& proof_from,
                             const server::ClientLimits& limits) {
  const Asked asked{witness, signed_checkpoint, limits};
  MB_TRY(note, tlog::parse_note(signed_checkpoint));
  MB_TRY(checkpoint, tlog::parse_checkpoint(note.text));
  const std::uint64_t size = checkpoint.head.size;
  if (old_size > size) old_size = 0;
  CosignOutcome outcome;
  for (int attempt = 0; attempt < 2; ++attempt) {
    MB_TRY(proof, proof_from(old_size));
    MB_TRY(response, ask(asked, old_size, std::move(proof)));
    if (response.status == 200) return taken(asked, checkpoint, note.text, response);
    const auto held = tlog::parse_size_answer(response.body);
    if (response.status != 409 || !held) return not_taken(asked, response, std::move(outcome));
    outcome.status = response.status;
    outcome.witness_size = *held;
    outcome.verdict = *held > size ? Verdict::ahead : Verdict::forked;
    // It named a size other than what it was told: then it was only that. The same size again means
    // that its tree of that size is another one.
    if (*held > size || *held == old_size) return outcome;
    old_size = *held;
  }
  outcome.verdict = Verdict::refused;
  return outcome;
}

}  // namespace minutebook::witness
