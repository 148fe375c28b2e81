#include "ledger/tlog/witness_request.h"

#include <utility>

#include "ledger/base/limits.h"
#include "ledger/tlog/checkpoint.h"
#include "ledger/tlog/hash_lines.h"

namespace minutebook::tlog {
namespace {
constexpr What what{"witness request", "见证请求"};
constexpr What answer{"witness answer", "见证应答"};
constexpr std::string_view old_word = "old ";
}  // namespace

Result<WitnessRequest> parse_witness_request(std::string_view bytes) {
  MB_TRY_VOID(check_size(what, bytes, limits::max_tlog_proof_bytes));
  LineReader lines(bytes);
  const auto line = lines.next();
  const bool has_size = line && line->starts_with(old_word);
  const auto old_size = parse_decimal(has_size ? line->substr(old_word.size()) : "");
  if (!old_size || *old_size > merkle::max_tree_size) {
    return malformed(what, "no possible old size", "旧的大小缺失或无效");
  }
  MB_TRY(hashes, read_hash_lines(what, lines));
  WitnessRequest request{*old_size, std::move(hashes), std::string(lines.rest())};
  MB_TRY(note, parse_note(request.checkpoint));
  MB_TRY_VOID(parse_checkpoint(note.text));
  return request;
}

Result<std::string> serialize(const WitnessRequest& request) {
  std::string bytes = std::string(old_word) + std::to_string(request.old_size) + "\n" +
                      hash_lines(request.hashes) + request.checkpoint;
  MB_TRY(reread, parse_witness_request(bytes));
  if (reread != request) return malformed(what, "would be read differently", "重读结果不同");
  return bytes;
}

std::string format_size_answer(std::uint64_t size) { return std::to_string(size) + "\n"; }

Result<std::uint64_t> parse_size_answer(std::string_view body) {
  const bool one_line = body.ends_with('\n');
  const auto size = parse_decimal(one_line ? body.substr(0, body.size() - 1) : "");
  if (!size || *size > merkle::max_tree_size) {
    return malformed(answer, "not a tree size", "不是树的大小");
  }
  return *size;
}

}  // namespace minutebook::tlog
