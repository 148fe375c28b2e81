#include "ledger/service/publisher.h"

#include <algorithm>
#include <span>
#include <utility>

#include "ledger/base/limits.h"
#include "ledger/crypto/pem_file.h"
#include "ledger/service/durable_file.h"
#include "ledger/service/ledger_keys.h"
#include "ledger/service/reader.h"
#include "ledger/tlog/checkpoint.h"

namespace minutebook::service {
namespace {

tl::unexpected<Error> will_not_sign(const std::string& en, const std::string& zh) {
  return fail(Errc::corruption, "this ledger signs nothing: " + en, "本账本拒绝签名：" + zh);
}

tl::unexpected<Error> behind(std::uint64_t signed_size, std::uint64_t head) {
  const std::string last = std::to_string(signed_size);
  const std::string now = std::to_string(head);
  return will_not_sign("it has " + now + " events, and a checkpoint of " + last +
                           " was signed before: an older copy was put back, or events were removed",
                       "现有事件 " + now + " 个，而此前已签发规模为 " + last +
                           " 的检查点：可能恢复了旧副本，或事件被删除");
}

tl::unexpected<Error> not_what_was_signed(std::uint64_t size) {
  const std::string number = std::to_string(size);
  return will_not_sign("its first " + number + " events are not those that were signed",
                       "前 " + number + " 个事件与已签名的内容不符");
}

tl::unexpected<Error> not_in_force(const std::vector<LedgerKey>& keys,
                                   const tlog::VerifierKey& key) {
  const bool replaced =
      std::any_of(keys.begin(), keys.end(), [&](const LedgerKey& each) { return each.key == key; });
  if (replaced) {
    return fail(Errc::unauthorised,
                "keys/ledger.pem was replaced by a newer key: finish with `minutebook key rotate`",
                "keys/ledger.pem 已被新密钥取代：请运行 `minutebook key rotate` 完成更换");
  }
  return fail(Errc::unauthorised, "keys/ledger.pem is not the key that the ledger names",
              "keys/ledger.pem 不是账本登记的密钥");
}

}  // namespace

merkle::TileNodes stored_nodes(const store::EventStore& store, std::uint64_t size) {
  return {store.identity().suite, size,
          [&store](const merkle::TileId& id) { return store.tile(id.level, id.index); }};
}

Result<crypto::PrivateKey> read_ledger_key(const LedgerPaths& paths, std::string_view passphrase) {
  return crypto::read_private_key(paths.ledger_key(), passphrase);
}

Result<std::optional<std::string>> read_published(const LedgerPaths& paths) {
  return read_small_file(paths.published(), limits::max_note_bytes);
}

Publisher::Publisher(Ledger& ledger, tlog::Signer signer)
    : ledger_(&ledger),
      signer_(std::move(signer)),
      checkpoints_(ledger.store()),
      range_(ledger.info().suite) {}

Result<Publisher> Publisher::open(Ledger& ledger, crypto::PrivateKey key) {
  const LedgerInfo& info = ledger.info();
  if (key.public_key().algorithm() != crypto::algorithm_of(info.suite)) {
    const std::string suite(crypto::name_of(info.suite));
    return fail(Errc::invalid_input, "the ledger's key is not one of suite " + suite,
                "账本密钥不属于密码套件 " + suite);
  }
  MB_TRY(signer, tlog::Signer::make(info.name, tlog::KeyRole::log, std::move(key)));
  MB_TRY(keys, ledger_keys(ledger));
  if (keys.back().key != signer.verifier()) return not_in_force(keys, signer.verifier());
  Publisher publisher(ledger, std::move(signer));
  publisher.known_ = verifiers(keys);
  MB_TRY_VOID(publisher.hold_against_the_last());
  return publisher;
}

// The folder's copy is outside of the database: whoever puts an old database back is found out as
// long as the copy is left alone. Against somebody who replaces both there are witnesses.
Result<void> Publisher::hold_against_the_last() {
  MB_TRY(latest, checkpoints_.latest());
  latest_ = std::move(latest);
  MB_TRY(published, read_published(ledger_->paths()));
  const std::uint64_t head = ledger_->store().head().value;
  if (published) {
    MB_TRY(opened, tlog::open_checkpoint(*published, known_));
    if (opened.checkpoint.head.size > signed_size()) {
      return behind(opened.checkpoint.head.size, head);
    }
    MB_TRY(kept, checkpoints_.at(opened.checkpoint.head.size));
    if (!kept) return not_what_was_signed(opened.checkpoint.head.size);
    MB_TRY(same, tlog::open_checkpoint(kept->note, known_));
    if (same.checkpoint != opened.checkpoint) {
      return not_what_was_signed(opened.checkpoint.head.size);
    }
  }
  if (!latest_) return {};
  if (latest_->size > head) return behind(latest_->size, head);
  MB_TRY(opened, tlog::open_checkpoint(latest_->note, known_));
  MB_TRY(edge, merkle::edge_hashes(latest_->size, stored_nodes(ledger_->store(), latest_->size)));
  MB_TRY(range,
         merkle::CompactRange::from_hashes(ledger_->info().suite, latest_->size, std::move(edge)));
  if (opened.checkpoint.head.size != latest_->size || opened.checkpoint.head.root != range.root()) {
    return not_what_was_signed(latest_->size);
  }
  range_ = std::move(range);
  return {};
}

// The stored tiles and the leaves derived here came to the disk on different ways through memory.
Result<void> Publisher::take_in(std::uint64_t size) {
  const store::EventStore& store = ledger_->store();
  MB_TRY(events, store.events(Position{range_.size()}, Position{size}));
  std::vector<crypto::Digest> tile;
  for (std::uint64_t position = range_.size(); position < size; ++position) {
    const std::uint64_t in_tile = position % merkle::full_tile_width;
    if (tile.empty() || in_tile == 0) {
      MB_TRY(read, store.tile(0, position / merkle::full_tile_width));
      tile = std::move(read);
    }
    MB_TRY(event, events.next());
    if (!event) return will_not_sign("its events end too early", "事件提前结束");
    const crypto::Digest leaf = leaf_of(ledger_->info().suite, *event);
    if (in_tile >= tile.size() || tile[in_tile] != leaf) {
      const std::string number = std::to_string(position);
      return will_not_sign("the event stored at position " + number + " is not the one in the tree",
                           "位置 " + number + " 处存储的事件与树中的不一致");
    }
    range_.append(leaf);
  }
  return {};
}

Result<store::KeptCheckpoint> Publisher::publish() {
  const std::uint64_t size = ledger_->store().head().value;
  if (latest_ && latest_->size == size) return *latest_;
  MB_TRY_VOID(take_in(size));
  const merkle::TreeHead head{size, range_.root()};
  MB_TRY(stored_root,
         merkle::root_at(ledger_->info().suite, size, stored_nodes(ledger_->store(), size)));
  if (stored_root != head.root) {
    return will_not_sign("the stored tree is not the one over its events", "存储的树与事件不一致");
  }
  const tlog::Checkpoint checkpoint{ledger_->info().name, head, {}};
  MB_TRY(signature, signer_.sign(checkpoint));
  MB_TRY(text, tlog::serialize(checkpoint));
  MB_TRY(note, tlog::serialize(tlog::Note{std::move(text), {std::move(signature)}}));
  MB_TRY_VOID(checkpoints_.add(size, note));
  latest_ = store::KeptCheckpoint{size, note, {}};
  // A crash here leaves an older copy in the folder: it is behind, which is no contradiction.
  MB_TRY_VOID(replace_durably(ledger_->paths().published(), note));
  return *latest_;
}

}  // namespace minutebook::service
