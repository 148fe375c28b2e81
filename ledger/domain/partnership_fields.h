#pragma once

#include "ledger/domain/decision_fields.h"
#include "ledger/domain/partnership.h"

/// The fields of steps 4 and 5, and of the whole matter. See describe_visitor.h.
namespace minutebook::domain {

template <class V>
void fields(V& v, const Criterion& c) {
  v("name", c.name);
  v("maxPoints", c.max_points);
}

template <class V>
void fields(V& v, const CriterionScore& c) {
  v("criterion", c.criterion);
  v("points", c.points);
}

template <class V>
void fields(V& v, const Score& s) {
  v("act", s.act);
  v("points", s.points);
  v("scores", s.scores);
  v("comment", s.comment);
}

template <class V>
void fields(V& v, const Reveal& r) {
  v("act", r.act);
  v("partner", r.partner);
  v("salt", r.salt);
  v("content", r.content);
  v("priceFen", r.price_fen);
  v("document", r.document);
  v("matches", r.matches);
}

template <class V>
void fields(V& v, const Disqualification& d) {
  v("act", d.act);
  v("reason", d.reason);
}

template <class V>
void fields(V& v, const Bid& b) {
  v("act", b.act);
  v("id", b.id);
  v("sealedDigest", b.sealed_digest);
  v("reveals", b.reveals);
  v("scores", b.scores);
  v("disqualifications", b.disqualifications);
}

template <class V>
void fields(V& v, const Opening& o) {
  v("act", o.act);
  v("present", o.present);
}

template <class V>
void fields(V& v, const Award& a) {
  v("act", a.act);
  v("bids", a.bids);
  v("reason", a.reason);
}

template <class V>
void fields(V& v, const Publication& p) {
  v("act", p.act);
  v("channels", p.channels);
  v("until", p.until);
}

template <class V>
void fields(V& v, const Selection& s) {
  v("act", s.act);
  v("id", s.id);
  v("method", s.method);
  v("channels", s.channels);
  v("deadline", s.deadline);
  v("opensAt", s.opens_at);
  v("places", s.places);
  v("requirements", s.requirements);
  v("criteria", s.criteria);
  v("document", s.document);
  v("bids", s.bids);
  v("openings", s.openings);
  v("awards", s.awards);
  v("publications", s.publications);
}

template <class V>
void fields(V& v, const ObjectionRuling& o) {
  v("act", o.act);
  v("upheld", o.upheld);
  v("reason", o.reason);
}

template <class V>
void fields(V& v, const Objection& o) {
  v("act", o.act);
  v("id", o.id);
  v("selection", o.selection);
  v("raisedBy", o.raised_by);
  v("grounds", o.grounds);
  v("rulings", o.rulings);
}

template <class V>
void fields(V& v, const Appraisal& a) {
  v("act", a.act);
  v("tangibleFen", a.tangible_fen);
  v("intangibleFen", a.intangible_fen);
  v("appraiser", a.appraiser);
  v("validUntil", a.valid_until);
  v("document", a.document);
}

template <class V>
void fields(V& v, const ContractTerms& c) {
  v("content", c.content);
  v("requirements", c.requirements);
  v("performanceStandards", c.performance_standards);
  v("constraints", c.constraints);
  v("exit", c.exit);
  v("start", c.start);
  v("end", c.end);
  v("longTermReason", c.long_term_reason);
  v("partnerInvests", c.partner_invests);
  v("assetDisposal", c.asset_disposal);
  v("revenueTerms", c.revenue_terms);
  v("valueFen", c.value_fen);
  v("brandUnchanged", c.brand_unchanged);
  v("functionUnchanged", c.function_unchanged);
  v("primaryBusinessUnchanged", c.primary_business_unchanged);
  v("titleUnchanged", c.title_unchanged);
  v("publicBenefits", c.public_benefits);
}

template <class V>
void fields(V& v, const ContractDraft& c) {
  v("act", c.act);
  v("partner", c.partner);
  v("selection", c.selection);
  v("bid", c.bid);
  v("terms", c.terms);
  v("text", c.text);
}

template <class V>
void fields(V& v, const ContractSignature& c) {
  v("act", c.act);
  v("partner", c.partner);
  v("terms", c.terms);
  v("text", c.text);
  v("partnerSignatory", c.partner_signatory);
}

template <class V>
void fields(V& v, const ContractAmendment& c) {
  v("act", c.act);
  v("terms", c.terms);
  v("text", c.text);
  v("meeting", c.meeting);
  v("reason", c.reason);
}

template <class V>
void fields(V& v, const ContractRenewal& c) {
  v("act", c.act);
  v("predecessor", c.predecessor);
  v("successor", c.successor);
  v("terms", c.terms);
  v("text", c.text);
  v("meeting", c.meeting);
  v("reason", c.reason);
}

template <class V>
void fields(V& v, const ContractTermination& c) {
  v("act", c.act);
  v("cause", c.cause);
  v("reason", c.reason);
  v("document", c.document);
}

template <class V>
void fields(V& v, const ContractExpiry& c) {
  v("act", c.act);
}

template <class V>
void fields(V& v, const AssetSettlement& a) {
  v("act", a.act);
  v("description", a.description);
  v("valueFen", a.value_fen);
  v("document", a.document);
}

template <class V>
void fields(V& v, const Contract& c) {
  v("id", c.id);
  v("state", c.state());
  v("partner", c.partner);
  v("drafts", c.drafts);
  v("signatures", c.signatures);
  v("origin", c.origin);
  v("amendments", c.amendments);
  v("renewals", c.renewals);
  v("terminations", c.terminations);
  v("expiries", c.expiries);
  v("settlements", c.settlements);
}

template <class V>
void fields(V& v, const Satisfaction& s) {
  v("basisPoints", s.basis_points);
  v("respondents", s.respondents);
}

template <class V>
void fields(V& v, const Indicator& i) {
  v("name", i.name);
  v("kind", i.kind);
  v("weight", i.weight);
  v("score", i.score);
}

template <class V>
void fields(V& v, const Evaluation& e) {
  v("act", e.act);
  v("id", e.id);
  v("contract", e.contract);
  v("kind", e.kind);
  v("from", e.from);
  v("until", e.until);
  v("satisfaction", e.satisfaction);
  v("indicators", e.indicators);
  v("verdict", e.verdict);
  v("comment", e.comment);
  v("document", e.document);
}

template <class V>
void fields(V& v, const RectificationReport& r) {
  v("act", r.act);
  v("measures", r.measures);
  v("document", r.document);
}

template <class V>
void fields(V& v, const RectificationVerification& r) {
  v("act", r.act);
  v("effective", r.effective);
  v("note", r.note);
}

template <class V>
void fields(V& v, const Rectification& r) {
  v("act", r.act);
  v("id", r.id);
  v("state", r.state());
  v("contract", r.contract);
  v("evaluation", r.evaluation);
  v("problems", r.problems);
  v("dueBy", r.due_by);
  v("reports", r.reports);
  v("verifications", r.verifications);
}

template <class V>
void fields(V& v, const Partnership& p) {
  v("step", step_of(p));
  v("proposals", p.proposals);
  v("withdrawals", p.withdrawals);
  v("studies", p.studies);
  v("dueDiligence", p.due_diligence);
  v("interests", p.interests);
  v("meetings", p.meetings);
  v("approvalRequests", p.approval_requests);
  v("filings", p.filings);
  v("selections", p.selections);
  v("objections", p.objections);
  v("appraisals", p.appraisals);
  v("contracts", p.contracts);
  v("evaluations", p.evaluations);
  v("rectifications", p.rectifications);
  v("observers", p.observers);
  v("observations", p.observations);
  v("irregularityReports", p.irregularity_reports);
  v("documents", p.documents);
  v("corrections", p.corrections);
  v("legalHolds", p.legal_holds);
  v("redactionOrders", p.redaction_orders);
  v("refusals", p.refusals);
  v("irregularEntries", p.irregular_entries);
  v("positions", p.positions);
}

}  // namespace minutebook::domain
