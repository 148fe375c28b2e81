#include "tools/minutebook/outcome_json.h"

#include <nlohmann/json.hpp>
#include <variant>

#include "ledger/base/rfc3339.h"
#include "ledger/schema/reflect.h"
#include "tools/minutebook/display.h"

namespace minutebook::cli {
namespace {

using Json = nlohmann::ordered_json;

Json detail_json(const Bilingual& detail) { return {{"en", detail.en}, {"zh-CN", detail.zh}}; }

Json positions_json(const std::vector<Position>& positions) {
  Json list = Json::array();
  for (const Position position : positions) list.push_back(position.value);
  return list;
}

void add_place(Json& out, const Place& place) {
  if (!place.file.empty()) out["file"] = place.file;
  out["line"] = place.line;
}

/// Adds the members of one outcome; what names the command comes first.
struct Writer {
  Json& out;
  const Place& place;

  void operator()(const service::Accepted& o) const {
    out["positions"] = positions_json(o.positions);
    Json events = Json::array();
    for (const auto type : o.events) events.push_back(std::string(schema::event_name(type)));
    out["events"] = std::move(events);
    Json leaves = Json::array();
    for (const crypto::Digest& leaf : o.leaf_hashes) leaves.push_back(crypto::hex_of(leaf));
    out["leafHashes"] = std::move(leaves);
    out["treeSize"] = o.tree_size;
    out["recordedAt"] = format_time({o.recorded_at, 0});
    if (o.would_break.empty()) return;
    Json broken = Json::array();
    for (const service::BrokenRule& one : o.would_break) {
      broken.push_back({{"rule", one.rule},
                        {"detail", detail_json(one.detail)},
                        {"restsOn", positions_json(one.rests_on)}});
    }
    out["wouldBreak"] = std::move(broken);
  }
  void operator()(const service::Refused& o) const {
    out["rule"] = o.rule;
    out["detail"] = detail_json(o.detail);
    out["restsOn"] = positions_json(o.rests_on);
    out["position"] = o.position.value;
    out["leafHash"] = crypto::hex_of(o.leaf_hash);
    out["recordedAt"] = format_time({o.recorded_at, 0});
    add_place(out, place);
  }
  void operator()(const service::Conflict& o) const {
    out["expectedVersion"] = o.expected.value;
    out["version"] = o.actual.value;
    add_place(out, place);
  }
  void operator()(const service::Invalid& o) const {
    add_place(out, place);
    out["path"] = o.path;
    if (o.column) out["column"] = *o.column;
    out["detail"] = detail_json(o.detail);
  }
  void operator()(const service::Unauthorised& o) const {
    add_place(out, place);
    out["detail"] = detail_json(o.detail);
  }
  void operator()(const service::Skipped&) const { add_place(out, place); }
  void operator()(const service::Failed& o) const {
    add_place(out, place);
    out["error"] = name_of(o.error.code);
    out["detail"] = detail_json(o.error.message);
  }
};

}  // namespace

std::string to_json(const service::Outcome& outcome, const Place& place, bool dry_run) {
  Json out;
  out["status"] = std::string(service::status_of(outcome));
  if (dry_run) out["dryRun"] = true;
  if (const std::string id = service::command_id_of(outcome); !id.empty()) out["commandId"] = id;
  std::visit(Writer{out, place}, outcome);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

ExitStatus exit_status_of(const service::Outcome& outcome) {
  struct Status {
    ExitStatus operator()(const service::Accepted&) const { return ExitStatus::done; }
    ExitStatus operator()(const service::Refused&) const { return ExitStatus::refused; }
    ExitStatus operator()(const service::Conflict&) const { return ExitStatus::conflict; }
    ExitStatus operator()(const service::Invalid&) const { return ExitStatus::usage; }
    ExitStatus operator()(const service::Unauthorised&) const { return ExitStatus::unauthorised; }
    ExitStatus operator()(const service::Skipped&) const { return ExitStatus::interrupted; }
    ExitStatus operator()(const service::Failed& o) const { return exit_status_of(o.error.code); }
  };
  return std::visit(Status{}, outcome);
}

Bilingual reason_of(const service::Outcome& outcome) {
  struct Reason {
    Bilingual operator()(const service::Refused& o) const {
      return {"refused by " + o.rule + ": " + o.detail.en,
              "被 " + o.rule + " 拒绝：" + o.detail.zh};
    }
    Bilingual operator()(const service::Conflict& o) const {
      const std::string expected = std::to_string(o.expected.value);
      const std::string actual = std::to_string(o.actual.value);
      return {"conflict: written for version " + expected + ", the subject is at " + actual,
              "版本冲突：命令针对第 " + expected + " 版，当前为第 " + actual + " 版"};
    }
    Bilingual operator()(const service::Invalid& o) const {
      const std::string path = one_line(o.path);
      if (path.empty()) return {"invalid: " + o.detail.en, "无效：" + o.detail.zh};
      return {"invalid " + path + ": " + o.detail.en, path + " 无效：" + o.detail.zh};
    }
    Bilingual operator()(const service::Unauthorised& o) const {
      return {"not authorised: " + o.detail.en, "未获授权：" + o.detail.zh};
    }
    Bilingual operator()(const service::Failed& o) const { return o.error.message; }
    Bilingual operator()(const service::Accepted&) const { return {"accepted", "已接受"}; }
    Bilingual operator()(const service::Skipped&) const { return {"skipped", "已跳过"}; }
  };
  return std::visit(Reason{}, outcome);
}

}  // namespace minutebook::cli
