#include "tools/mirror/mirror.h"

#include <algorithm>
#include <utility>

#include "ledger/service/durable_file.h"
#include "ledger/tlog/entry_bundle.h"

/// A round verifies in this order: trust in the checkpoint, then entry by entry into the tree that
/// was verified before, then the root; only then the checkpoint file is replaced. A crash in
/// between leaves files past the checkpoint, which the next round overwrites.
namespace minutebook::mirror {
namespace {

crypto::Suite suite_of(const tlog::Policy& policy, const std::string& origin) {
  for (const tlog::PolicyParty& log : policy.logs()) {
    if (log.key.name() == origin && log.key.public_key().algorithm() == crypto::Algorithm::sm2) {
      return crypto::Suite::gm;
    }
  }
  return crypto::Suite::standard;
}

std::string sizes(const merkle::TreeHead& head) { return std::to_string(head.size); }

}  // namespace

Result<std::optional<Mirror::Held>> Mirror::held() {
  MB_TRY(note, folder_.checkpoint());
  if (!note) return std::nullopt;
  MB_TRY(trusted, policy_.open(*note));
  return Held{*std::move(note), trusted.checkpoint.head};
}

Result<Round> Mirror::run(const MirrorOptions& options) {
  fork_.reset();
  partial_.clear();
  MB_TRY(note, origin_.checkpoint());
  MB_TRY(trusted, policy_.open(note));
  suite_ = suite_of(policy_, trusted.checkpoint.origin);
  const merkle::TreeHead& offered = trusted.checkpoint.head;
  MB_TRY(before, held());
  Round round{before ? before->head.size : 0, offered.size, offered.root, trusted.witnesses.size()};
  if (before && offered.size <= before->head.size) {
    MB_TRY_VOID(check_older(*before, offered, note));
    round.to = before->head.size;
    round.root = before->head.root;
    // The same tree may have gathered cosignatures since.
    if (offered.size == before->head.size) MB_TRY_VOID(folder_.set_checkpoint(note));
    return round;
  }
  MB_TRY(tree, folder_.tree(suite_, round.from));
  if (before && tree.root() != before->head.root) {
    return fail(Errc::corruption,
                "the files of the mirror are not those of its checkpoint: begin in a new folder",
                "镜像文件与其检查点不符：请换新目录重新开始");
  }
  MB_TRY_VOID(extend(tree, offered.size, options));
  if (tree.size() < offered.size) return Round{round.from, round.from, round.root, 0};  // stopped
  if (tree.root() != offered.root) {
    const Bilingual why{
        "the entries served do not give the root of the checkpoint of size " + sizes(offered),
        "所提供的条目与规模为 " + sizes(offered) + " 的检查点的根不符"};
    if (!before) return fail(Errc::corruption, why.en, why.zh);
    return refuse(*before, note, why);
  }
  MB_TRY_VOID(folder_.set_checkpoint(note));
  for (const auto& id : merkle::changed_tiles(round.from, round.to)) {
    if (id.width < merkle::full_tile_width) continue;
    MB_TRY_VOID(folder_.drop_partials({false, id}));
    if (id.level == 0) MB_TRY_VOID(folder_.drop_partials({true, id}));
  }
  return round;
}

Result<void> Mirror::extend(merkle::GrowingTiles& tree, std::uint64_t size,
                            const MirrorOptions& options) {
  while (tree.size() < size) {
    if (options.stop && options.stop()) return {};
    MB_TRY_VOID(take_bundle(tree, size));
    if (options.progress) options.progress(tree.size(), size);
  }
  return {};
}

Result<void> Mirror::take_bundle(merkle::GrowingTiles& tree, std::uint64_t size) {
  const std::uint64_t index = tree.size() / merkle::full_tile_width;
  const merkle::TileId id{0, index, merkle::tile_width(size, 0, index)};
  MB_TRY(bytes, origin_.read({true, id}));
  MB_TRY(entries, tlog::parse_bundle(bytes, id.width));
  const auto known = static_cast<unsigned>(tree.size() % merkle::full_tile_width);
  MB_TRY_VOID(check_known({0, index, known}, entries));
  for (std::size_t i = known; i < entries.size(); ++i) {
    tree.append(merkle::leaf_hash(suite_, entries[i]));
  }
  MB_TRY_VOID(folder_.write({true, id}, bytes));
  return write_tiles(tree, size);
}

/// A bundle that grew begins with the entries that were verified before.
Result<void> Mirror::check_known(const merkle::TileId& known,
                                 const std::vector<ByteSpan>& entries) const {
  if (known.width == 0) return {};
  MB_TRY(bytes, folder_.read({false, known}));
  MB_TRY(leaves, merkle::parse_tile(bytes, known.width));
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (merkle::leaf_hash(suite_, entries[i]) == leaves[i]) continue;
    const std::string number = std::to_string(known.index * merkle::full_tile_width + i);
    return fail(Errc::corruption,
                "the origin now serves another entry at position " + number +
                    " than the one that was mirrored",
                "源账本在位置 " + number + " 处提供的条目与已镜像的不同");
  }
  return {};
}

// A partial tile is a file of its own: only those of the last size are wanted.
Result<void> Mirror::write_tiles(merkle::GrowingTiles& tree, std::uint64_t size) {
  for (auto& [tile, hashes] : tree.take_changed()) {
    if (tile.width < merkle::full_tile_width) {
      partial_[tile.level] = {tile, std::move(hashes)};
      continue;
    }
    partial_.erase(tile.level);
    MB_TRY_VOID(folder_.write({false, tile}, merkle::tile_bytes(hashes)));
  }
  if (tree.size() < size) return {};
  for (const auto& [level, changed] : std::exchange(partial_, {})) {
    MB_TRY_VOID(folder_.write({false, changed.tile}, merkle::tile_bytes(changed.hashes)));
  }
  return {};
}

// An older checkpoint may come out of somebody's cache; it must still be of the same log.
Result<void> Mirror::check_older(const Held& held, const merkle::TreeHead& offered,
                                 const std::string& note) {
  merkle::TileNodes nodes(suite_, held.head.size,
                          [this](const merkle::TileId& id) -> Result<std::vector<crypto::Digest>> {
                            MB_TRY(bytes, folder_.read({false, id}));
                            return merkle::parse_tile(bytes, id.width);
                          });
  MB_TRY(root, merkle::root_at(suite_, offered.size, std::ref(nodes)));
  if (root == offered.root) return {};
  return refuse(held, note,
                {"its checkpoint of size " + sizes(offered) +
                     " is not of the log that was mirrored up to size " + sizes(held.head),
                 "其规模为 " + sizes(offered) + " 的检查点与已镜像到规模 " + sizes(held.head) +
                     " 的日志不符"});
}

/// True when the origin's own tiles, which give the root that it offers, give another root than the
/// held one at the held size: two signed histories, not just wrong entries.
Result<bool> Mirror::contradicts(const Held& held, const merkle::TreeHead& offered) const {
  merkle::TileNodes nodes(suite_, offered.size,
                          [this](const merkle::TileId& id) -> Result<std::vector<crypto::Digest>> {
                            MB_TRY(bytes, origin_.read({false, id}));
                            return merkle::parse_tile(bytes, id.width);
                          });
  MB_TRY(newer, merkle::root_at(suite_, offered.size, std::ref(nodes)));
  MB_TRY(older, merkle::root_at(suite_, held.head.size, std::ref(nodes)));
  return newer == offered.root && older != held.head.root;
}

tl::unexpected<Error> Mirror::refuse(const Held& held, const std::string& offered, Bilingual why) {
  const auto trusted = policy_.open(offered);
  const auto proven = trusted && trusted->checkpoint.head.size > held.head.size
                          ? contradicts(held, trusted->checkpoint.head)
                          : Result<bool>(true);
  if (!proven || !*proven) return fail(Errc::corruption, std::move(why.en), std::move(why.zh));
  const std::string name = "fork-" + sizes(held.head) + "-" + sizes(trusted->checkpoint.head);
  const auto file = folder_.path() / name;
  const auto kept = service::replace_durably(file, held.note + "\n" + offered);
  fork_ = Fork{held.note, offered, why};
  const std::string where = kept ? file.string() : kept.error().message.en;
  return fail(Errc::corruption, "FORK: " + why.en + "; both signed notes are in " + where,
              "分叉：" + why.zh + "；两份签名检查点存于 " + where);
}

}  // namespace minutebook::mirror
