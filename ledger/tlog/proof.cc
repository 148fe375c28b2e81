#include "ledger/tlog/proof.h"

#include <utility>

#include "ledger/base/limits.h"
#include "ledger/crypto/base64.h"
#include "ledger/tlog/hash_lines.h"

namespace minutebook::tlog {
namespace {

constexpr What what{"proof", "证明"};
constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_word = "extra ";
constexpr std::string_view index_word = "index ";

}  // namespace

Result<TlogProof> parse_proof(std::string_view bytes) {
  MB_TRY_VOID(check_size(what, bytes, limits::max_tlog_proof_bytes));
  LineReader lines(bytes);
  if (lines.next() != first_line) {
    return malformed(what, "the first line is not " + std::string(first_line),
                     "首行不是 " + std::string(first_line));
  }
  TlogProof proof;
  auto line = lines.next();
  if (line && line->starts_with(extra_word)) {
    proof.extra = parse_base64(line->substr(extra_word.size()));
    if (!proof.extra) return malformed(what, "the extra data is not base64", "附加数据不是 base64");
    line = lines.next();
  }
  const bool has_index = line && line->starts_with(index_word);
  const auto index = parse_decimal(has_index ? line->substr(index_word.size()) : "");
  if (!index || *index >= merkle::max_tree_size) {
    return malformed(what, "no possible index", "序号缺失或无效");
  }
  proof.index = *index;
  MB_TRY(hashes, read_hash_lines(what, lines));
  proof.hashes = std::move(hashes);
  proof.checkpoint = lines.rest();
  MB_TRY(note, parse_note(proof.checkpoint));
  MB_TRY_VOID(parse_checkpoint(note.text));
  return proof;
}

Result<std::string> serialize(const TlogProof& proof) {
  std::string bytes = std::string(first_line) + "\n";
  if (proof.extra) bytes += std::string(extra_word) + crypto::to_base64(*proof.extra) + "\n";
  bytes += std::string(index_word) + std::to_string(proof.index) + "\n";
  bytes += hash_lines(proof.hashes) + proof.checkpoint;
  MB_TRY(reread, parse_proof(bytes));
  if (reread != proof) return malformed(what, "would be read differently", "重读结果不同");
  return bytes;
}

Result<TrustedCheckpoint> verify_proof(merkle::Suite suite, const TlogProof& proof,
                                       const merkle::Digest& leaf_hash, const Policy& policy) {
  MB_TRY(trusted, policy.open(proof.checkpoint));
  MB_TRY_VOID(merkle::verify_inclusion(suite, {proof.index, leaf_hash}, trusted.checkpoint.head,
                                       proof.hashes));
  return trusted;
}

}  // namespace minutebook::tlog
