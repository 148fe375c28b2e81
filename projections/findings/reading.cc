#include "projections/findings/reading.h"

#include <algorithm>
#include <charconv>

#include "ledger/rules/catalogue.h"
#include "ledger/rules/cited_documents.h"
#include "projections/findings/packed.h"

namespace minutebook::projections {
namespace {

using rules::Finding;
using rules::Rule;
using rules::Ruling;

constexpr std::string_view documents_rule = "REC-3";

std::vector<Position> positions_in(std::string_view text) {
  std::vector<Position> positions;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    std::uint64_t number = 0;
    at = std::from_chars(at, end, number).ptr + 1;
    positions.emplace_back(number);
  }
  return positions;
}

std::optional<Subject> subject_in(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Subject::from_stored(row.text(column));
}

Position position_in(const Statement& row, int column) {
  return Position{static_cast<std::uint64_t>(row.integer(column))};
}

rules::Verdict verdict_in(const Statement& row, Ruling ruling, int first_column) {
  return {ruling,
          {std::string(row.text(first_column)), std::string(row.text(first_column + 1))},
          positions_in(row.text(first_column + 2))};
}

/// Calls `visit` with each row that is so then as known then.
Result<void> each_row(const Database& database, const FindingsQuestion& question,
                      const std::string& columns_and_table, const std::string& order,
                      const std::function<Result<void>(const Statement&)>& visit) {
  std::vector<Value> values{static_cast<std::int64_t>(question.known.value), question.time.ns};
  std::string sql = "SELECT " + columns_and_table +
                    " WHERE knownFrom <= ?1 AND ?1 < knownUntil AND validFrom <= ?2"
                    " AND ?2 < validUntil";
  if (question.subject) {
    values.emplace_back(question.subject->text());
    sql += " AND subject = ?" + std::to_string(values.size());
  }
  MB_TRY(rows, database.prepare(sql + " ORDER BY " + order));
  rows.start(values);
  while (true) {
    MB_TRY(more, rows.step());
    if (!more) return {};
    MB_TRY_VOID(visit(rows));
  }
}

bool wants(const FindingsQuestion& question, std::string_view rule) {
  return !question.rule || *question.rule == rule;
}

Result<const Rule*> rule_of(std::string_view id) {
  const Rule* rule = rules::find_rule(id);
  if (rule != nullptr) return rule;
  return fail(Errc::corruption, "the read models name a rule that there is not: " + printable(id),
              "读模型中的规则不存在：" + printable(id));
}

/// Documents of one matter, as they are read.
struct Cited {
  Subject subject;
  std::optional<Subject> organization;
  std::vector<rules::CitedDocument> documents;
  std::vector<std::string> titles;  // of the documents, which borrow them
  std::vector<std::pair<Position, Instant>> first;
};

Result<std::vector<rules::FindingDecision>> decisions_by(const Database& database,
                                                         const FindingsQuestion& question) {
  std::vector<rules::FindingDecision> all;
  MB_TRY(rows,
         database.prepare("SELECT decision FROM decisions WHERE position <= ?1 ORDER BY position"));
  rows.start({static_cast<std::int64_t>(question.known.value)});
  while (true) {
    MB_TRY(more, rows.step());
    if (!more) return all;
    MB_TRY(decision, findings::unpack_decision(rows.text(0)));
    if (decision.rule == documents_rule && decision.occurred_at <= question.time) {
      all.push_back(std::move(decision));
    }
  }
}

Result<std::vector<Cited>> citations(const Database& database, const FindingsQuestion& question) {
  std::vector<Cited> all;
  MB_TRY_VOID(each_row(
      database, question,
      "subject, organization, event, digest, title, first, since FROM citations",
      "subject, event, digest", [&](const Statement& row) -> Result<void> {
        if (all.empty() || all.back().subject.text() != row.text(0)) {
          all.push_back({Subject::from_stored(row.text(0)), subject_in(row, 1), {}, {}, {}});
        }
        const auto digest = crypto::parse_digest(row.text(3));
        if (!digest) return tl::unexpected(digest.error());
        all.back().titles.emplace_back(row.text(4));
        all.back().documents.push_back({position_in(row, 2), *digest, {}});
        all.back().first.emplace_back(position_in(row, 5), Instant{row.integer(6)});
        return {};
      }));
  for (Cited& cited : all) {
    for (std::size_t i = 0; i < cited.titles.size(); ++i) {
      cited.documents[i].title = cited.titles[i];
    }
  }
  return all;
}

/// One finding of each matter that cites what is not there, from the first event that did.
Result<void> add_missing_documents(std::vector<ListedFinding>& listed, const Database& database,
                                   const FindingsQuestion& question,
                                   const rules::Documents& documents) {
  if (!wants(question, documents_rule)) return {};
  MB_TRY(all, citations(database, question));
  MB_TRY(decisions, decisions_by(database, question));
  for (const Cited& cited : all) {
    auto verdict = rules::judge_citations(cited.documents, &documents);
    if (verdict.ruling != Ruling::breach) continue;
    std::pair<Position, Instant> first{Position{UINT64_MAX}, {}};
    for (std::size_t i = 0; i < cited.documents.size(); ++i) {
      if (!documents.has(cited.documents[i].digest)) first = std::min(first, cited.first[i]);
    }
    Finding finding{documents_rule, cited.subject, first.first,
                    std::nullopt,   first.second,  std::move(verdict)};
    resolve(finding, decisions);
    listed.push_back({std::move(finding), cited.organization});
  }
  return {};
}

}  // namespace

Result<std::vector<ListedFinding>> list_findings(const Database& database,
                                                 const FindingsQuestion& question,
                                                 const rules::Documents* documents) {
  std::vector<ListedFinding> listed;
  MB_TRY_VOID(each_row(
      database, question,
      "rule, subject, organization, first, last, since, reason, reasonZh, restsOn, status,"
      " inspection, decidedAt, decision FROM findings",
      "subject, rule, number", [&](const Statement& row) -> Result<void> {
        if (!wants(question, row.text(0))) return {};
        MB_TRY(rule, rule_of(row.text(0)));
        Finding finding{
            rule->id,     Subject::from_stored(row.text(1)), position_in(row, 3),
            std::nullopt, Instant{row.integer(5)},           verdict_in(row, Ruling::breach, 6)};
        if (!row.is_null(4)) finding.last = position_in(row, 4);
        if (!row.is_null(10)) {
          finding.resolution = {row.text(9) == name_of(rules::FindingStatus::confirmed),
                                Subject::from_stored(row.text(10)), position_in(row, 11),
                                std::string(row.text(12))};
        }
        listed.push_back({std::move(finding), subject_in(row, 2)});
        return {};
      }));
  if (documents != nullptr) {
    MB_TRY_VOID(add_missing_documents(listed, database, question, *documents));
  }
  std::ranges::stable_sort(listed, {}, [](const ListedFinding& one) {
    return std::pair(one.finding.subject, rules::find_rule(one.finding.rule));
  });
  return listed;
}

Result<std::vector<ListedItem>> list_worklist(const Database& database,
                                              const FindingsQuestion& question) {
  std::vector<ListedItem> listed;
  MB_TRY_VOID(each_row(
      database, question,
      "rule, subject, organization, due, waitingFor, waitingForZh, restsOn"
      " FROM worklist",
      "subject", [&](const Statement& row) -> Result<void> {
        if (!wants(question, row.text(0))) return {};
        MB_TRY(rule, rule_of(row.text(0)));
        const Instant due{row.integer(3)};
        auto verdict = verdict_in(row, Ruling::pending, 4);
        verdict.due = due;
        listed.push_back({{rule->id, Subject::from_stored(row.text(1)), due, std::move(verdict)},
                          subject_in(row, 2)});
        return {};
      }));
  std::ranges::sort(listed, {}, [](const ListedItem& one) {
    return std::tuple(one.item.due, one.item.subject, rules::find_rule(one.item.rule));
  });
  return listed;
}

}  // namespace minutebook::projections
