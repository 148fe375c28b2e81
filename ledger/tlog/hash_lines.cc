#include "ledger/tlog/hash_lines.h"

#include "ledger/crypto/base64.h"

namespace minutebook::tlog {

Result<merkle::Proof> read_hash_lines(What what, LineReader& lines) {
  merkle::Proof proof;
  while (const auto line = lines.next()) {
    if (line->empty()) return proof;
    if (proof.size() == merkle::max_proof_hashes) {
      return malformed(what, "more than 63 hashes", "哈希超过 63 个");
    }
    const auto hash = parse_hash(*line);
    if (!hash) {
      return malformed(what, "not a hash in base64: " + printable(*line),
                       "不是 base64 哈希：" + printable(*line));
    }
    proof.push_back(*hash);
  }
  return malformed(what, "no empty line after the hashes", "哈希之后没有空行");
}

std::string hash_lines(const merkle::Proof& proof) {
  std::string lines;
  for (const merkle::Digest& hash : proof) lines += crypto::to_base64(hash) + "\n";
  return lines + "\n";
}

}  // namespace minutebook::tlog
