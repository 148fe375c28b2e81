#include "tools/minutebook/checkpoint_print.h"

#include <nlohmann/json.hpp>

#include "ledger/base/rfc3339.h"
#include "ledger/crypto/time_stamp.h"
#include "ledger/tlog/checkpoint.h"
#include "tools/minutebook/table.h"

namespace minutebook::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Shown {
  tlog::Checkpoint checkpoint;
  std::vector<std::string> signers;
  crypto::Digest stamped{};  ///< what time stamps must be over
};

Result<Shown> read(const store::KeptCheckpoint& kept) {
  MB_TRY(note, tlog::parse_note(kept.note));
  MB_TRY(checkpoint, tlog::parse_checkpoint(note.text));
  Shown shown{std::move(checkpoint), {}, tlog::time_stamped_digest(note.text)};
  for (const tlog::NoteSignature& signature : note.signatures) {
    shown.signers.push_back(signature.key_name);
  }
  return shown;
}

Result<crypto::TimeStamp> judge(ByteSpan token, const Shown& shown, const CheckpointView& view) {
  if (view.anchors.empty()) return crypto::read_time_stamp(token, shown.stamped);
  return crypto::verify_time_stamp(token, shown.stamped, {view.anchors, {}});
}

Json stamp_json(ByteSpan token, const Shown& shown, const CheckpointView& view) {
  const auto judged = judge(token, shown, view);
  const auto said = judged ? judged : crypto::read_time_stamp(token, shown.stamped);
  Json out = Json::object();
  if (said) {
    out["notLaterThan"] = format_time({said->time, 0});
    out["tsa"] = said->tsa;
    out["policy"] = said->policy;
    out["serial"] = said->serial;
  }
  out["verified"] = judged && !view.anchors.empty();
  if (!judged) {
    out["detail"] = {{"en", judged.error().message.en}, {"zh-CN", judged.error().message.zh}};
  }
  return out;
}

Json lag_json(const service::WitnessLag& lag) {
  Json out = {{"events", lag.events},
              {"seconds", lag.seconds(SystemClock().now())},
              {"witnessedSize", lag.witnessed_size}};
  if (lag.oldest) out["oldest"] = format_time({*lag.oldest, 0});
  return out;
}

Result<Json> as_json(const store::KeptCheckpoint& kept, const CheckpointView& view) {
  MB_TRY(shown, read(kept));
  Json stamps = Json::array();
  for (const Bytes& token : kept.time_stamps) stamps.push_back(stamp_json(token, shown, view));
  Json out = {{"origin", shown.checkpoint.origin},
              {"size", shown.checkpoint.head.size},
              {"root", crypto::hex_of(shown.checkpoint.head.root)},
              {"signedBy", shown.signers},
              {"timeStamps", kept.time_stamps.size()},
              {"stampedBy", std::move(stamps)}};
  if (view.lag) out["unwitnessed"] = lag_json(*view.lag);
  out["note"] = kept.note;
  return out;
}

void say_stamps(const Session& session, const store::KeptCheckpoint& kept, const Shown& shown,
                const CheckpointView& view) {
  const char* const form =
      view.anchors.empty() ? "ui.checkpoint.stamp_not_checked" : "ui.checkpoint.stamped";
  for (const Bytes& token : kept.time_stamps) {
    const auto judged = judge(token, shown, view);
    if (judged) {
      session.say(session.text(form, {format_time({judged->time, view.zone_offset_minutes}),
                                      printable(judged->tsa, 300)}));
    } else {
      session.say(session.text("ui.checkpoint.stamp_wrong",
                               {in_language(judged.error().message, session.language())}));
    }
  }
}

Result<void> print_json(Session& session, const store::KeptCheckpoint& kept,
                        const CheckpointView& view) {
  MB_TRY(json, as_json(kept, view));
  session.out.line(json.dump(-1, ' ', false, Json::error_handler_t::replace));
  return {};
}

}  // namespace

Result<void> print_checkpoint(Session& session, const store::KeptCheckpoint& kept,
                              const CheckpointView& view) {
  if (session.json()) return print_json(session, kept, view);
  session.out.write(kept.note);  // verbatim: the file that other programs read
  MB_TRY(shown, read(kept));
  say_stamps(session, kept, shown, view);
  if (view.lag && view.lag->oldest) {
    session.say(session.text("ui.checkpoint.unwitnessed",
                             {std::to_string(view.lag->events),
                              format_time({*view.lag->oldest, view.zone_offset_minutes})}));
  }
  return {};
}

Result<void> print_checkpoints(Session& session, const store::CheckpointStore& checkpoints,
                               const CheckpointView& view) {
  Table table({{session.text("ui.checkpoint.size_column"), Align::right, 10},
               {session.text("ui.checkpoint.root_column"), Align::left, 64},
               {session.text("ui.checkpoint.stamps_column"), Align::right},
               {session.text("ui.checkpoint.signers_column")}});
  MB_TRY_VOID(checkpoints.each(0, [&](const store::KeptCheckpoint& kept) -> Result<bool> {
    if (session.json()) {
      MB_TRY_VOID(print_json(session, kept, view));
      return !session.out.closed();
    }
    MB_TRY(shown, read(kept));
    std::string signers;
    for (const std::string& name : shown.signers) signers += (signers.empty() ? "" : ", ") + name;
    table.add({std::to_string(kept.size), crypto::hex_of(shown.checkpoint.head.root),
               std::to_string(kept.time_stamps.size()), printable(signers)});
    return !session.out.closed();
  }));
  if (!session.json()) table.print(session.out, session.palette(), session.columns());
  return {};
}

}  // namespace minutebook::cli
