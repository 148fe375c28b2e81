#include "ledger/service/receipt.h"

#include <algorithm>
#include <array>

#include "ledger/base/limits.h"
#include "ledger/schema/convert.h"
#include "ledger/service/publisher.h"
#include "ledger/service/reader.h"
#include "ledger/service/recovery.h"
#include "ledger/service/replay.h"
#include "ledger/store/checkpoints.h"

namespace minutebook::service {
namespace {

tl::unexpected<Error> does_not_hold(const std::string& en, const std::string& zh) {
  return fail(Errc::invalid_input, "the receipt does not hold: " + en, "回执不成立：" + zh);
}

Result<store::KeptCheckpoint> checkpoint_for(const Ledger& ledger, Position position,
                                             const ReceiptOptions& options) {
  const store::CheckpointStore checkpoints(ledger.store());
  MB_TRY(found, options.tree_size ? checkpoints.at(*options.tree_size) : checkpoints.latest());
  if (options.tree_size && !found) {
    const std::string size = std::to_string(*options.tree_size);
    return fail(Errc::not_found,
                "no checkpoint of size " + size + " was signed: `minutebook checkpoint --list`",
                "没有规模为 " + size + " 的检查点：可用 `minutebook checkpoint --list` 查看");
  }
  if (!found || found->size <= position.value) {
    const std::string number = std::to_string(position.value);
    const std::string size = std::to_string(found ? found->size : 0);
    return fail(Errc::not_found,
                "position " + number + " is not covered by a checkpoint of size " + size +
                    ": the writer signs the next one within a second",
                "规模为 " + size + " 的检查点未覆盖位置 " + number +
                    "：写入进程会在一秒内签发下一个检查点");
  }
  return *std::move(found);
}

Bytes framed(const store::RecordParts& parts) {
  std::string bytes;
  store::append_record(bytes, parts);
  return {bytes.begin(), bytes.end()};
}

/// The suite of the ledger that the receipt says it is of, by its key in the policy.
Result<crypto::Suite> suite_of(const tlog::TlogProof& proof, const tlog::Policy& policy) {
  MB_TRY(note, tlog::parse_note(proof.checkpoint));
  MB_TRY(checkpoint, tlog::parse_checkpoint(note.text));
  for (const tlog::PolicyParty& log : policy.logs()) {
    if (log.key.name() != checkpoint.origin) continue;
    const bool gm = log.key.public_key().algorithm() == crypto::Algorithm::sm2;
    return gm ? crypto::Suite::gm : crypto::Suite::standard;
  }
  return fail(Errc::unauthorised,
              "the policy does not list the ledger " + std::string(printable(checkpoint.origin)),
              "信任策略未列出账本 " + std::string(printable(checkpoint.origin)));
}

Result<crypto::Digest> leaf_at(const Ledger& ledger, std::uint64_t position) {
  MB_TRY(tile, ledger.store().tile(0, position / merkle::full_tile_width));
  const std::size_t place = position % merkle::full_tile_width;
  if (place < tile.size()) return tile[place];
  return fail(Errc::corruption, "the tree ends too early", "树提前结束");
}

}  // namespace

Result<std::string> make_receipt(const Ledger& ledger, Position position,
                                 const ReceiptOptions& options) {
  const store::EventStore& store = ledger.store();
  MB_TRY(event, store.event(position));
  MB_TRY(checkpoint, checkpoint_for(ledger, position, options));
  MB_TRY(hashes, merkle::inclusion_proof(store.identity().suite, checkpoint.size, position.value,
                                         stored_nodes(store, checkpoint.size)));
  tlog::TlogProof proof;
  proof.index = position.value;
  proof.hashes = std::move(hashes);
  proof.checkpoint = std::move(checkpoint.note);
  if (options.payload && !event.redacted()) {
    proof.extra = framed({event.header_bytes(), event.salt(), event.payload_bytes()});
    if (auto whole = tlog::serialize(proof)) return std::move(*whole);
  }
  static constexpr std::array<std::uint8_t, crypto::salt_bytes> no_salt{};
  proof.extra = framed({event.header_bytes(), no_salt, {}});
  return tlog::serialize(proof);
}

Result<VerifiedReceipt> verify_receipt(std::string_view bytes, const tlog::Policy& policy) {
  MB_TRY(proof, tlog::parse_proof(bytes));
  if (!proof.extra) {
    return does_not_hold("it is a proof without its entry", "其中没有条目本身");
  }
  VerifiedReceipt receipt;
  MB_TRY(suite, suite_of(proof, policy));
  receipt.suite = suite;
  if (auto read = receipt.event.assign(Position{proof.index}, *proof.extra); !read) {
    return does_not_hold(read.error().message.en, read.error().message.zh);
  }
  receipt.leaf = leaf_of(suite, receipt.event);
  MB_TRY(trusted, tlog::verify_proof(suite, proof, receipt.leaf, policy));
  receipt.trusted = std::move(trusted);
  bool holds = false;
  MB_TRY_VOID(guarded([&] { holds = commitment_holds(suite, receipt.event); }));
  if (!holds) {
    return does_not_hold("the payload is not what its header commits to", "内容与头部承诺值不符");
  }
  return receipt;
}

Result<std::vector<Bilingual>> contradictions(const Ledger& ledger,
                                              const VerifiedReceipt& receipt) {
  std::vector<Bilingual> found;
  const merkle::TreeHead& head = receipt.trusted.checkpoint.head;
  const std::uint64_t position = receipt.event.position().value;
  const std::uint64_t size = ledger.store().head().value;
  const std::string number = std::to_string(position);
  LedgerId named;
  MB_TRY_VOID(
      guarded([&] { named = LedgerId{schema::read_uuid(receipt.event.header().getLedger())}; }));
  if (named != ledger.info().id) {
    found.push_back({"the receipt is of ledger " + named.text() + ", not of this one",
                     "回执属于账本 " + named.text() + "，不是本账本"});
    return found;
  }
  if (size < head.size) {
    found.push_back({"the ledger has " + std::to_string(size) + " events, and signed " +
                         std::to_string(head.size) + " in this receipt: events were removed",
                     "账本现有事件 " + std::to_string(size) + " 个，而回执中已签名 " +
                         std::to_string(head.size) + " 个：事件被删除"});
  }
  if (position < size) {
    MB_TRY(leaf, leaf_at(ledger, position));
    MB_TRY(event, ledger.store().event(Position{position}));
    if (leaf != receipt.leaf || leaf_of(receipt.suite, event) != receipt.leaf) {
      found.push_back({"the entry at position " + number + " is not the one of the receipt",
                       "位置 " + number + " 处的条目与回执不符"});
    }
  }
  if (size >= head.size) {
    MB_TRY(root,
           merkle::root_at(receipt.suite, head.size, stored_nodes(ledger.store(), head.size)));
    if (root != head.root) {
      found.push_back({"the first " + std::to_string(head.size) +
                           " entries are not those that the receipt's checkpoint signed",
                       "前 " + std::to_string(head.size) + " 个条目与回执检查点所签内容不符"});
    }
  }
  return found;
}

}  // namespace minutebook::service
