#include "ledger/domain/evaluation.h"

#include "ledger/domain/partnership_events.h"

namespace minutebook::domain {

RectificationState Rectification::state() const {
  if (verifications.empty()) {
    return reports.empty() ? RectificationState::ordered : RectificationState::reported;
  }
  if (verifications.back().effective) return RectificationState::effective;
  const bool reported_since =
      !reports.empty() && verifications.back().act.position < reports.back().act.position;
  return reported_since ? RectificationState::reported : RectificationState::ineffective;
}

namespace events {
namespace {

std::vector<Indicator> indicators_of(capnp::List<schema::Indicator>::Reader list) {
  std::vector<Indicator> out;
  out.reserve(list.size());
  for (const auto indicator : list) {
    out.push_back({.name = text_of(indicator.getName()),
                   .kind = indicator.getKind(),
                   .weight = indicator.getWeight(),
                   .score = indicator.getScore()});
  }
  return out;
}

std::optional<Satisfaction> satisfaction_of(schema::Evaluation::Reader evaluation) {
  if (!evaluation.hasSatisfaction()) return std::nullopt;
  const auto satisfaction = evaluation.getSatisfaction();
  return Satisfaction{.basis_points = satisfaction.getBasisPoints(),
                      .respondents = satisfaction.getRespondents()};
}

Rectification* find_rectification(Partnership& matter, capnp::Text::Reader id) {
  return find_by_id(matter.rectifications, view(id));
}

}  // namespace

void evaluated(Partnership& matter, Act act, schema::Evaluation::Reader evaluation) {
  matter.evaluations.push_back(
      {.act = std::move(act),
       .id = text_of(evaluation.getEvaluation()),
       .contract = text_of(evaluation.getContract()),
       .kind = evaluation.getKind(),
       .from = optional_day(evaluation.hasFrom(), evaluation.getFrom()),
       .until = optional_day(evaluation.hasUntil(), evaluation.getUntil()),
       .satisfaction = satisfaction_of(evaluation),
       .indicators = indicators_of(evaluation.getIndicators()),
       .verdict = evaluation.getVerdict(),
       .comment = text_of(evaluation.getComment()),
       .document = optional_document(evaluation.hasDocument(), evaluation.getDocument())});
}

void rectification_ordered(Partnership& matter, Act act, schema::RectificationOrder::Reader order) {
  matter.rectifications.push_back({.act = std::move(act),
                                   .id = text_of(order.getRectification()),
                                   .contract = text_of(order.getContract()),
                                   .evaluation = text_of(order.getEvaluation()),
                                   .problems = text_of(order.getProblems()),
                                   .due_by = to_day(order.getDueBy()),
                                   .reports = {},
                                   .verifications = {}});
}

void rectification_reported(Partnership& matter, Act act,
                            schema::RectificationReport::Reader report) {
  if (Rectification* ordered = find_rectification(matter, report.getRectification())) {
    ordered->reports.push_back(
        {.act = std::move(act),
         .measures = text_of(report.getMeasures()),
         .document = optional_document(report.hasDocument(), report.getDocument())});
  }
}

void rectification_verified(Partnership& matter, Act act,
                            schema::RectificationVerification::Reader verification) {
  if (Rectification* ordered = find_rectification(matter, verification.getRectification())) {
    ordered->verifications.push_back({.act = std::move(act),
                                      .effective = verification.getEffective(),
                                      .note = text_of(verification.getNote())});
  }
}

}  // namespace events
}  // namespace minutebook::domain
