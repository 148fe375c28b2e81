#include "ledger/rules/approval_matrix_check.h"

#include <algorithm>
#include <limits>

#include "ledger/domain/describe_visitor.h"

namespace minutebook::rules {
namespace {

constexpr std::int64_t no_bound = std::numeric_limits<std::int64_t>::max();

std::int64_t end_of(const ApprovalRow& row) { return row.value_below_fen.value_or(no_bound); }

bool overlap(const ApprovalRow& a, const ApprovalRow& b) {
  return !(a.levels & b.levels).is_empty() && !(a.modes & b.modes).is_empty() &&
         a.value_from_fen < end_of(b) && b.value_from_fen < end_of(a);
}

bool is_inside(const ApprovalRow& inner, const ApprovalRow& outer) {
  return inner.levels.is_within(outer.levels) && inner.modes.is_within(outer.modes) &&
         outer.value_from_fen <= inner.value_from_fen && end_of(inner) <= end_of(outer) &&
         outer.term_over_months <= inner.term_over_months;
}

/// Does `a` ask more than `b`, at every level that both are about?
bool asks_more(const ApprovalRow& a, const ApprovalRow& b) {
  for (std::size_t i = 1; i < level_count; ++i) {
    const auto level = static_cast<schema::OrganizationLevel>(i);
    if (!a.levels.contains(level) || !b.levels.contains(level)) continue;
    if (!is_stricter({a.demand, a.authority}, {b.demand, b.authority}, level)) return false;
  }
  return true;
}

/// May the earlier row take matters away from the later one? An exception wholly inside it, or the
/// stricter of two that cross.
bool may_precede(const ApprovalRow& earlier, const ApprovalRow& later) {
  if (is_inside(later, earlier)) return false;  // it would never be reached
  return is_inside(earlier, later) || asks_more(earlier, later);
}

bool same_answer(const ApprovalRow& a, const ApprovalRow& b) {
  return a.demand == b.demand && (a.demand == Demand::nothing || a.authority == b.authority);
}

Bilingual contradiction(std::size_t earlier) {
  const std::string number = std::to_string(earlier + 1);
  return {"fits matters that row " + number +
              " fits as well and asks something else of: put first an exception wholly inside the "
              "other row, or the stricter of the two",
          "与第 " + number +
              " 行适用于相同事项而要求不同：应将完全包含于另一行的例外或较严的一行写在前面"};
}

std::string yuan(std::int64_t fen) {
  const std::int64_t rest = fen % 100;
  std::string text = std::to_string(fen / 100);
  if (rest != 0) text += (rest < 10 ? ".0" : ".") + std::to_string(rest);
  return text;
}

/// The first value for which no row fits matters of any term.
std::optional<std::pair<std::int64_t, std::int64_t>> first_gap(std::span<const ApprovalRow> rows,
                                                               schema::OrganizationLevel level,
                                                               schema::Mode mode) {
  std::vector<std::pair<std::int64_t, std::int64_t>> covered;
  for (const ApprovalRow& row : rows) {
    if (row.term_over_months == 0 && row.levels.contains(level) && row.modes.contains(mode)) {
      covered.emplace_back(row.value_from_fen, end_of(row));
    }
  }
  std::ranges::sort(covered);
  std::int64_t upto = 0;
  for (const auto& [from, end] : covered) {
    if (upto < from) return std::pair(upto, from);
    upto = std::max(upto, end);
  }
  if (upto == no_bound) return std::nullopt;
  return std::pair(upto, no_bound);
}

Bilingual gap(schema::OrganizationLevel level, schema::Mode mode, std::int64_t from,
              std::int64_t end) {
  const std::string where = std::string(domain::schema_name(level)) + " × " +
                            std::string(domain::schema_name(mode)) + " × ";
  const std::string values = yuan(from) + (end == no_bound ? " …" : " … " + yuan(end));
  return {"no row covers " + where + "a value of " + values + " yuan, whatever the term",
          "没有适用于 " + where + values + " 元（不限期限）的行"};
}

}  // namespace

std::vector<MatrixFault> check_matrix(std::span<const ApprovalRow> rows) {
  std::vector<MatrixFault> faults;
  for (std::size_t later = 1; later < rows.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const ApprovalRow& a = rows[earlier];
      const ApprovalRow& b = rows[later];
      if (!overlap(a, b) || same_answer(a, b) || may_precede(a, b)) continue;
      faults.push_back({later, contradiction(earlier)});
      break;
    }
  }
  if (rows.empty()) return faults;
  for (std::size_t l = 1; l < level_count; ++l) {
    for (std::size_t m = 1; m < mode_count; ++m) {
      const auto level = static_cast<schema::OrganizationLevel>(l);
      const auto mode = static_cast<schema::Mode>(m);
      const auto found = first_gap(rows, level, mode);
      if (found) faults.push_back({rows.size(), gap(level, mode, found->first, found->second)});
    }
  }
  return faults;
}

}  // namespace minutebook::rules
