#include "ledger/schema/json.h"

#include <kj/exception.h>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/schema/command.capnp.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/json_codec.h"
#include "ledger/schema/json_guard.h"
#include "ledger/schema/json_walk.h"
#include "ledger/schema/reflect.h"

namespace minutebook::schema {
namespace {

using capnp::JsonValue;

tl::unexpected<Invalid> invalid(Fault found, CommandId id = {}) {
  return tl::unexpected<Invalid>(
      Invalid{std::move(found.path), found.column, std::move(found.detail), id});
}

/// The id, so that even an answer to a wrong command can name it.
CommandId command_id_of(JsonValue::Reader root) {
  if (!root.isObject()) return {};
  for (const auto entry : root.getObject()) {
    if (text_view(entry.getName()) != "commandId" || !entry.getValue().isString()) continue;
    const auto id = minutebook::Uuid::parse(text_view(entry.getValue().getString()));
    return id ? CommandId{*id} : CommandId{};
  }
  return {};
}

Fault unreadable() { return fault("the JSON text cannot be read", "无法读取该 JSON 文本"); }

class Decoder {
 public:
  explicit Decoder(std::string_view text) : text_(text) {}

  tl::expected<Message, Invalid> decode(capnp::StructSchema schema) {
    if (auto found = guard_json(text_)) return invalid(std::move(*found));
    // The one place where Cap'n Proto may throw on what somebody sent.
    try {
      return decode_guarded(schema);
    } catch (const kj::Exception&) {
      return invalid(unreadable(), id_);
    }
  }

  CommandId command_id() const { return id_; }

 private:
  tl::expected<Message, Invalid> decode_guarded(capnp::StructSchema schema) {
    std::string normal;
    if (text_.find("\\u") != std::string_view::npos) {
      normal = without_unicode_escapes(text_);
      text_ = normal;
    }
    capnp::MallocMessageBuilder values(static_cast<unsigned>(text_.size() / 2 + 256));
    auto root = values.initRoot<JsonValue>();
    json_codec().decodeRaw(kj::arrayPtr(text_.data(), text_.size()), root);
    id_ = command_id_of(root);
    if (auto found = walk_json(root, shape_of(schema))) return invalid(std::move(*found), id_);
    auto message =
        std::make_unique<capnp::MallocMessageBuilder>(static_cast<unsigned>(text_.size() / 8 + 64));
    json_codec().decode(root, message->initRoot<capnp::DynamicStruct>(schema));
    return message;
  }

  std::string_view text_;
  CommandId id_;
};

MaybeFault check_subject_kind(Command::Reader command) {
  const CommandTraits& traits = traits_of(command.which());
  const auto subject = Subject::from_stored(text_view(command.getSubject()));
  if ((traits.subjects & kind_bit(subject.kind())) != 0) return std::nullopt;
  return within("subject",
                fault("a " + std::string(traits.name) + " is not sent to this kind of subject",
                      std::string(traits.name) + " 不能针对这类对象提交"));
}

MaybeFault check_irregular(Command::Reader command) {
  const bool has_reason = command.getReason().size() > 0;
  const bool has_evidence = command.getEvidence().size() > 0;
  if (command.getIrregular()) {
    if (!has_reason) {
      return within("reason",
                    fault("an irregular entry needs a reason", "不合程序的记录须说明理由"));
    }
    if (!has_evidence) {
      return within("evidence",
                    fault("an irregular entry needs evidence", "不合程序的记录须附证据"));
    }
    return std::nullopt;
  }
  if (!has_reason && !has_evidence) return std::nullopt;
  return within(has_reason ? "reason" : "evidence",
                fault("belongs to an irregular entry only", "仅用于不合程序的记录"));
}

}  // namespace

tl::expected<Message, Invalid> decode_json(std::string_view text, capnp::StructSchema schema) {
  return Decoder(text).decode(schema);
}

tl::expected<Message, Invalid> decode_command(std::string_view text) {
  Decoder decoder(text);
  auto message = decoder.decode(capnp::StructSchema(capnp::Schema::from<Command>()));
  if (!message) return message;
  const auto command = (*message)->getRoot<Command>().asReader();
  if (auto found = check_subject_kind(command)) {
    return invalid(std::move(*found), decoder.command_id());
  }
  if (auto found = check_irregular(command)) {
    return invalid(std::move(*found), decoder.command_id());
  }
  return message;
}

}  // namespace minutebook::schema
