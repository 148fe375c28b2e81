#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "ledger/merkle/compact_range.h"
#include "ledger/merkle/proof.h"
#include "ledger/tlog/signer.h"

/// Keys and signed checkpoints for this room's tests.
namespace minutebook::tlog {

inline Signer ed25519_signer(const std::string& name, KeyRole role, std::uint8_t seed) {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(seed);
  return Signer::make(name, role, crypto::PrivateKey::ed25519_from_seed(bytes)).value();
}

inline Signer sm2_signer(const std::string& name, KeyRole role) {
  return Signer::make(name, role, crypto::PrivateKey::generate(crypto::Algorithm::sm2)).value();
}

/// A tree of a few leaves, all in memory.
struct SmallTree {
  explicit SmallTree(std::uint64_t size, merkle::Suite in_suite = merkle::Suite::standard)
      : suite(in_suite) {
    merkle::CompactRange range(suite);
    for (std::uint64_t i = 0; i < size; ++i) {
      leaves.push_back(merkle::leaf_hash(suite, as_bytes("entry " + std::to_string(i))));
      range.append(leaves.back());
    }
    head = {size, range.root()};
  }

  Result<merkle::Digest> node(const merkle::Node& at) const {
    if (at.level == 0) return leaves.at(at.index);
    return merkle::node_hash(suite, *node({at.level - 1, 2 * at.index}),
                             *node({at.level - 1, 2 * at.index + 1}));
  }

  merkle::Proof inclusion(std::uint64_t index) const {
    const auto read = [this](const merkle::Node& at) { return node(at); };
    return merkle::inclusion_proof(suite, head.size, index, read).value();
  }

  merkle::Suite suite;
  std::vector<merkle::Digest> leaves;
  merkle::TreeHead head;
};

inline std::string signed_checkpoint(const Checkpoint& checkpoint,
                                     const std::vector<NoteSignature>& signatures) {
  return serialize(Note{serialize(checkpoint).value(), signatures}).value();
}

}  // namespace minutebook::tlog
