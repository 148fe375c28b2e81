#include <type_traits>

#include "ledger/base/check.h"
#include "ledger/domain/decide.h"

namespace minutebook::domain {

void evolve(Aggregate& aggregate, const EventView& event) {
  const auto stream = event.header.getStream();
  MB_CHECK_EQ(std::string_view(stream.begin(), stream.size()), aggregate.subject.text());
  aggregate.version = Version{aggregate.version.value + 1};
  std::visit(
      [&](auto& state) {
        using State = std::decay_t<decltype(state)>;
        if constexpr (std::is_same_v<State, Partnership>) evolve_partnership(state, event);
        if constexpr (std::is_same_v<State, Programme>) evolve_programme(state, event);
        if constexpr (std::is_same_v<State, Inspection>) evolve_inspection(state, event);
      },
      aggregate.state);
}

}  // namespace minutebook::domain
