// Proofs made of arbitrary hashes between arbitrary sizes: never a crash, and none of them shows
// that an arbitrary leaf is in a tree whose root nobody computed. Input: index u64, size u64,
// hashes.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "ledger/base/check.h"
#include "ledger/merkle/proof.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  if (size < 16) return 0;
  const std::uint64_t index = from_big_endian({data, size});
  const std::uint64_t leaves = from_big_endian({data + 8, size - 8});
  merkle::Proof proof;
  for (std::size_t at = 16; at + 32 <= size && proof.size() < 70; at += 32) {
    std::copy_n(data + at, 32, proof.emplace_back().begin());
  }
  const merkle::TreeHead head{leaves, {0xAA}};
  const auto inclusion =
      merkle::verify_inclusion(merkle::Suite::standard, {index, {}}, head, proof);
  MB_CHECK(!inclusion && inclusion.error().code == Errc::invalid_input);
  const merkle::TreeHead older{index, {0xBB}};
  MB_CHECK(!merkle::verify_consistency(merkle::Suite::standard, older, head, proof));
  return 0;
}
