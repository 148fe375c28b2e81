#include "ledger/rules/verdict.h"

#include <algorithm>

#include "ledger/base/check.h"

namespace minutebook::rules {
namespace {

Verdict make(Ruling ruling, Bilingual reason, std::vector<Position> rests_on) {
  std::ranges::sort(rests_on);
  const auto repeated = std::ranges::unique(rests_on);
  rests_on.erase(repeated.begin(), repeated.end());
  return {ruling, std::move(reason), std::move(rests_on)};
}

std::optional<Instant> earlier(std::optional<Instant> one, std::optional<Instant> other) {
  return !one || (other && *other < *one) ? other : one;
}

}  // namespace

std::string_view name_of(Ruling ruling) {
  switch (ruling) {
    case Ruling::not_applicable:
      return "not-applicable";
    case Ruling::pass:
      return "pass";
    case Ruling::pending:
      return "pending";
    case Ruling::cannot_decide:
      return "cannot-decide";
    case Ruling::breach:
      return "breach";
  }
  MB_CHECK(false);
}

Verdict not_applicable(std::string en, std::string zh) {
  return make(Ruling::not_applicable, {std::move(en), std::move(zh)}, {});
}

Verdict pass(std::string en, std::string zh, std::vector<Position> rests_on) {
  return make(Ruling::pass, {std::move(en), std::move(zh)}, std::move(rests_on));
}

Verdict breach(std::string en, std::string zh, std::vector<Position> rests_on) {
  return make(Ruling::breach, {std::move(en), std::move(zh)}, std::move(rests_on));
}

Verdict pending(std::string en, std::string zh, std::vector<Position> rests_on) {
  return make(Ruling::pending, {std::move(en), std::move(zh)}, std::move(rests_on));
}

Verdict pending_until(Instant due, std::string en, std::string zh, std::vector<Position> rests_on) {
  Verdict verdict = pending(std::move(en), std::move(zh), std::move(rests_on));
  verdict.due = due;
  verdict.next = due;
  return verdict;
}

Verdict cannot_decide(std::string en, std::string zh, std::vector<Position> rests_on) {
  return make(Ruling::cannot_decide, {std::move(en), std::move(zh)}, std::move(rests_on));
}

void Parts::add(Verdict part) {
  const auto next = gravest_ ? earlier(gravest_->next, part.next) : part.next;
  if (!gravest_ || gravest_->ruling < part.ruling) {
    gravest_ = std::move(part);
    gravest_->next = next;
    return;
  }
  gravest_->next = next;
  if (part.ruling < gravest_->ruling) return;
  std::vector<Position> both = std::move(gravest_->rests_on);
  both.insert(both.end(), part.rests_on.begin(), part.rests_on.end());
  const auto due = earlier(gravest_->due, part.due);
  gravest_ = make(gravest_->ruling, std::move(gravest_->reason), std::move(both));
  gravest_->due = due;
  gravest_->next = next;
}

Verdict Parts::verdict() && {
  if (gravest_) return *std::move(gravest_);
  return not_applicable(std::move(none_.en), std::move(none_.zh));
}

}  // namespace minutebook::rules
