#include "ledger/service/rotate_key.h"

#include <utility>

#include "ledger/crypto/pem_file.h"
#include "ledger/domain/key_rotation.h"
#include "ledger/service/durable_file.h"
#include "ledger/service/ledger_keys.h"
#include "ledger/service/own_fact.h"
#include "ledger/service/publisher.h"

/// What a crash leaves: before the event, a key in ledger.next.pem that nothing names, which is
/// used then; after it, the same file, named by the log: only the files are still to be exchanged.
namespace minutebook::service {
namespace {

namespace fs = std::filesystem;

/// The key that takes over: the one of an earlier, unfinished call, or a fresh one.
Result<crypto::PrivateKey> next_key(const Ledger& ledger, const RotateOptions& options) {
  std::error_code ignored;
  if (fs::exists(ledger.paths().next_ledger_key(), ignored)) {
    return crypto::read_private_key(ledger.paths().next_ledger_key(), options.new_passphrase);
  }
  auto key = crypto::PrivateKey::generate(crypto::algorithm_of(ledger.info().suite));
  MB_TRY_VOID(
      crypto::write_private_key(ledger.paths().next_ledger_key(), key, options.new_passphrase));
  return key;
}

capnp::Data::Reader data_of(const Bytes& bytes) { return {bytes.data(), bytes.size()}; }

/// The event's own checkpoint is the new key's to sign: nothing is signed here.
Result<void> record(Ledger& ledger, const crypto::PrivateKey& old_key,
                    const crypto::PublicKey& new_key, const std::string& reason,
                    std::pair<Clock*, Random*> outside) {
  const std::string text = domain::key_rotation_text(ledger.info().id.text(), new_key.key_id());
  OwnFact fact(ledger, *outside.first, *outside.second);
  auto data = fact.command().initRotateLedgerKey();
  data.setPublicKey(data_of(new_key.der()));
  data.setSignatureByOldKey(data_of(old_key.sign(as_bytes(text))));
  data.setReason(reason);
  WriterOptions options;
  options.sign = false;
  MB_TRY(position, record_own_fact(ledger, fact, *outside.first, *outside.second, options));
  static_cast<void>(position);  // the log says it again below
  return {};
}

/// The old file keeps a second name before the new one takes its first: at no moment is there none.
Result<fs::path> exchange_files(const LedgerPaths& paths, const crypto::PublicKey& old_key) {
  const fs::path replaced =
      paths.keys() / ("ledger-" + old_key.key_id().substr(0, 16) + ".replaced.pem");
  std::error_code error;
  if (!fs::exists(replaced, error)) fs::create_hard_link(paths.ledger_key(), replaced, error);
  if (!error) fs::rename(paths.next_ledger_key(), paths.ledger_key(), error);
  if (error) {
    return fail(Errc::io, "cannot exchange the key files: " + error.message(),
                "无法交换密钥文件：" + error.message());
  }
  MB_TRY_VOID(sync_folder(paths.keys()));
  return replaced;
}

}  // namespace

Result<RotatedKey> rotate_ledger_key(Ledger& ledger, const RotateOptions& options, Clock& clock,
                                     Random& random) {
  const LedgerPaths& paths = ledger.paths();
  MB_TRY(old_key, read_ledger_key(paths, options.old_passphrase));
  MB_TRY(next, next_key(ledger, options));
  MB_TRY(keys, ledger_keys(ledger));
  const crypto::PublicKey new_public = next.public_key();
  const crypto::PublicKey old_public = old_key.public_key();
  if (keys.back().key.public_key() != new_public) {
    MB_TRY(last_signing, read_ledger_key(paths, options.old_passphrase));
    MB_TRY(publisher, Publisher::open(ledger, std::move(last_signing)));
    MB_TRY_VOID(publisher.publish());
    MB_TRY_VOID(record(ledger, old_key, new_public, options.reason, {&clock, &random}));
  }
  MB_TRY(replaced, exchange_files(paths, old_public));
  MB_TRY(publisher, Publisher::open(ledger, std::move(next)));
  MB_TRY_VOID(publisher.publish());
  MB_TRY(now, ledger_keys(ledger));
  return RotatedKey{new_public, Position{now.back().above}, std::move(replaced)};
}

}  // namespace minutebook::service
