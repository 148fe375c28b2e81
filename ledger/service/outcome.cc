#include "ledger/service/outcome.h"

namespace minutebook::service {
namespace {

std::string id_text(const CommandId& id) { return id.is_nil() ? std::string() : id.text(); }

struct IdOf {
  std::string operator()(const Accepted& outcome) const { return id_text(outcome.command); }
  std::string operator()(const Refused& outcome) const { return id_text(outcome.command); }
  std::string operator()(const Conflict& outcome) const { return id_text(outcome.command); }
  template <typename Other>
  std::string operator()(const Other& outcome) const {
    return outcome.command_id;
  }
};

}  // namespace

std::string_view status_of(const Outcome& outcome) {
  constexpr std::array<std::string_view, std::variant_size_v<Outcome>> names{
      "accepted", "refused", "conflict", "invalid", "unauthorised", "skipped", "failed"};
  return names[outcome.index()];
}

std::string command_id_of(const Outcome& outcome) { return std::visit(IdOf{}, outcome); }

}  // namespace minutebook::service
