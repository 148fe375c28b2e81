#include "ledger/verify/ends_check.h"

#include <algorithm>

#include "ledger/merkle/proof.h"
#include "ledger/schema/convert.h"
#include "ledger/service/publisher.h"
#include "ledger/service/recovery.h"
#include "ledger/service/replay.h"
#include "ledger/store/keys.h"
#include "ledger/store/raw_scan.h"
#include "ledger/store/wal_tail.h"
#include "ledger/verify/checkpoint_scan.h"

namespace minutebook::verify {
namespace {

// Past this many positions that no write has noted, they are taken for a stray key.
constexpr std::uint64_t max_unnoted = 1'000'000;

void expect(Run& run, const std::string& field, const std::string& logged,
            const std::string& configured) {
  if (logged == configured) return;
  run.fault(Level::structure, "identity", "file:ledger.toml#" + field, printable(logged),
            printable(configured));
}

void compare_creation(Run& run, const store::StoredEvent& event) {
  const service::LedgerInfo& info = run.ledger.info();
  const auto body = event.payload().getBody();
  if (!service::commitment_holds(run.suite, event) || !body.isLedgerCreated()) {
    run.fault_at(Level::structure, "identity", 0, "LedgerCreated", "something else");
    return;
  }
  const auto created = body.getLedgerCreated();
  const auto text = [](capnp::Text::Reader value) { return std::string(schema::text_view(value)); };
  expect(run, "id", text(event.header().getStream()), "ledger/" + info.id.text());
  expect(run, "name", text(created.getName()), info.name);
  expect(run, "suite", text(created.getSuite()), std::string(crypto::name_of(info.suite)));
  expect(run, "zone-offset-minutes", std::to_string(created.getZoneOffsetMinutes()),
         std::to_string(info.zone_offset_minutes));
  expect(run, "founder", text(created.getFounder()), info.founder.text());
  expect(run, "format", std::to_string(created.getFormatVersion()), std::to_string(info.format));
  if (run.store.identity().format != info.format) {
    run.fault(Level::structure, "identity", "meta:format", std::to_string(info.format),
              std::to_string(run.store.identity().format));
  }
}

/// Beside a writer the end of a file may change while it is read: damage is what stays.
bool log_file_is_damaged(const std::filesystem::path& log, std::string& name) {
  constexpr int looks = 3;
  for (int look = 0; look < looks; ++look) {
    const auto damaged = store::find_damaged_log(log);
    if (!damaged) return false;
    name = damaged->filename().string();
  }
  return true;
}

/// Its few entries are looked up one by one; here all of its bytes are read.
void check_meta(Run& run) {
  store::RawScan meta(run.store, store::Family::meta);
  while (true) {
    const auto entry = meta.next();
    if (!entry) {
      run.fault(Level::structure, "store-file", "meta", "readable", entry.error().message.en);
    } else if (!*entry) {
      return;
    }
  }
}

void check_last_signed(Run& run, const std::optional<NewestCheckpoint>& newest) {
  const auto noted = store::raw_value(run.store, store::Family::meta, store::meta_last_signed);
  const auto size = noted && *noted ? store::parse_position(**noted)
                                    : Result<Position>(fail(Errc::not_found, "nothing", ""));
  const std::string kept = newest ? std::to_string(newest->size) : "nothing";
  const std::string found = size              ? std::to_string(size->value)
                            : noted && *noted ? "malformed"
                                              : "nothing";
  if (kept != found) run.fault(Level::tree, "last-signed", "meta:last-signed", kept, found);
}

void check_published(Run& run, const Result<std::optional<std::string>>& published,
                     const std::optional<NewestCheckpoint>& newest) {
  const std::string place = "file:checkpoint";
  const auto differs = [&](std::string_view what, std::string expected, std::string found) {
    run.fault(Level::tree, what, place, std::move(expected), std::move(found));
  };
  if (!published) return differs("checkpoint-published", "a file", published.error().message.en);
  if (!*published) {
    if (newest)
      differs("checkpoint-missing", "checkpoint " + std::to_string(newest->size), "nothing");
    return;
  }
  const auto note = tlog::parse_note(**published);
  const auto claimed = note ? tlog::parse_checkpoint(note->text)
                            : Result<tlog::Checkpoint>(tl::unexpected(note.error()));
  if (!claimed) return differs("checkpoint-published", "a checkpoint", claimed.error().message.en);
  const std::uint64_t size = claimed->head.size;
  if (!run.keys.empty()) {
    const auto opened = tlog::open_checkpoint(**published, keys_at(run.keys, size));
    if (!opened) {
      return differs("checkpoint-signature", "a signature by the ledger's key",
                     opened.error().message.en);
    }
  }
  if (size > run.head) {
    return differs("checkpoint-ahead", "at most " + std::to_string(run.head), std::to_string(size));
  }
  const auto kept =
      store::raw_value(run.store, store::Family::checkpoints, store::checkpoint_key(size));
  const auto kept_note = kept && *kept ? tlog::parse_note(**kept)
                                       : Result<tlog::Note>(fail(Errc::not_found, "nothing", ""));
  if (kept_note && kept_note->text == note->text) return;
  differs("checkpoint-published", "one that is kept", "size " + std::to_string(size));
}

void check_policy(Run& run, const std::optional<NewestCheckpoint>& newest) {
  const tlog::Policy* const policy = run.options.policy;
  if (policy == nullptr) return;
  const auto is_own = [&](const tlog::PolicyParty& log) {
    return std::any_of(run.keys.begin(), run.keys.end(),
                       [&](const service::LedgerKey& own) { return own.key == log.key; });
  };
  if (!policy->logs().empty() &&
      std::none_of(policy->logs().begin(), policy->logs().end(), is_own)) {
    run.fault(Level::tree, "policy-log", "policy",
              run.keys.empty() ? "the ledger's key" : run.keys.back().key.text(),
              policy->logs().front().key.text());
  }
  if (!newest) {
    run.fault(Level::tree, "policy", "policy", "a checkpoint", "none");
    return;
  }
  const auto trusted = policy->open(newest->note, keys_at(run.keys, newest->size));
  if (trusted) return;
  run.fault(Level::tree, "policy", "checkpoint:" + std::to_string(newest->size),
            "quorum " + std::string(policy->quorum()), trusted.error().message.en);
}

/// The greatest size under which something is kept. What cannot be read was reported.
std::optional<NewestCheckpoint> find_newest(Run& run, std::uint64_t from) {
  std::optional<NewestCheckpoint> newest;
  store::RawScan kept(run.store, store::Family::checkpoints, store::checkpoint_key(from));
  while (true) {
    const auto entry = kept.next();
    if (!entry) continue;
    if (!*entry) return newest;
    const auto key = store::parse_checkpoint_key((*entry)->key);
    if (!key || key->time_stamp) continue;
    newest = NewestCheckpoint{key->size, {}, std::string(as_text((*entry)->value))};
  }
}

/// The kept checkpoint of that size, with its time stamps.
void check_alone(Run& run, std::uint64_t size) {
  CheckpointScan scan(run, size, size);
  while (scan.next()) {
  }
}

}  // namespace

void check_identity(Run& run) {
  const auto genesis = run.store.event(Position{0});
  if (!genesis) {
    run.fault_at(Level::structure, "identity", 0, "LedgerCreated", genesis.error().message.en);
    return;
  }
  if (const auto read = service::guarded([&] { compare_creation(run, *genesis); }); !read) {
    run.fault_at(Level::structure, "identity", 0, "LedgerCreated", read.error().message.en);
  }
}

void find_head(Run& run) {
  std::string name;
  if (log_file_is_damaged(run.ledger.paths().log(), name)) {
    run.fault(Level::structure, "log-file", "file:log/" + name, "whole records", "damage");
  }
  if (const auto files = store::check_files(run.store); !files) {
    run.fault(Level::structure, "store-file", "file:log", "readable", files.error().message.en);
  }
  check_meta(run);
  run.head = run.store.head().value;
  const auto batch = run.store.last_batch();
  const std::uint64_t noted = batch ? batch->first.value + batch->count : 0;
  if (batch && batch->count > 0 && noted == run.head) return;
  run.fault(Level::structure, "last-batch", "meta:last-batch",
            batch ? std::to_string(noted) : "readable",
            batch ? std::to_string(run.head) : batch.error().message.en);
  if (run.head > noted && run.head - noted > max_unnoted) {
    run.fault_over(Level::structure, "event-extra", range_of(noted, run.head - 1), "nothing",
                   "an entry");
    run.head = noted;
  }
}

std::optional<NewestCheckpoint> check_newest(Run& run,
                                             const Result<std::optional<std::string>>& published) {
  std::optional<NewestCheckpoint> newest = find_newest(run, run.begin);
  if (!newest && run.begin > 0) newest = find_newest(run, 0);
  if (run.end == run.head) {
    CheckpointScan ahead(run, run.head + 1, ~std::uint64_t{0});
    while (const auto each = ahead.next()) {
      run.fault(Level::tree, "checkpoint-ahead", "checkpoint:" + std::to_string(each->size),
                "at most " + std::to_string(run.head), std::to_string(each->size));
    }
  }
  if (!newest) {
    run.fault(Level::tree, "checkpoint-missing", "checkpoints", "at least one", "none");
  } else {
    const auto note = tlog::parse_note(newest->note);
    const auto claimed = note ? tlog::parse_checkpoint(note->text)
                              : Result<tlog::Checkpoint>(tl::unexpected(note.error()));
    if (claimed) newest->root = claimed->head.root;
    const bool walked = newest->size <= run.head && (newest->size > run.begin || run.begin == 0) &&
                        newest->size <= run.end;
    if (!walked && newest->size <= run.head) check_alone(run, newest->size);
  }
  check_last_signed(run, newest);
  check_published(run, published, newest);
  check_policy(run, newest);
  return newest;
}

bool tree_agrees_at(Run& run, std::uint64_t size, const std::string& note) {
  const auto kept =
      store::raw_value(run.store, store::Family::checkpoints, store::checkpoint_key(size));
  if (size > run.head || !kept || !*kept) return false;
  const auto own = tlog::parse_note(note);
  const auto there = tlog::parse_note(**kept);
  if (!own || !there || own->text != there->text) return false;
  const auto opened = tlog::open_checkpoint(**kept, keys_at(run.keys, size));
  const auto root = merkle::root_at(run.suite, size, service::stored_nodes(run.store, size));
  return opened && root && opened->checkpoint.head == merkle::TreeHead{size, *root};
}

}  // namespace minutebook::verify
