#pragma once

#include "ledger/domain/approval.h"
#include "ledger/domain/meeting.h"
#include "ledger/domain/oversight_fields.h"
#include "ledger/domain/study.h"

/// The fields of steps 1 to 3. See describe_visitor.h.
namespace minutebook::domain {

template <class V>
void fields(V& v, const PublicBenefit& p) {
  v("item", p.item);
  v("freePlaces", p.free_places);
  v("discountPercent", p.discount_percent);
  v("description", p.description);
}

template <class V>
void fields(V& v, const Proposal& p) {
  v("act", p.act);
  v("venue", p.venue);
  v("mode", p.mode);
  v("title", p.title);
  v("purpose", p.purpose);
  v("scope", p.scope);
  v("necessity", p.necessity);
  v("feasibility", p.feasibility);
  v("intendedTermMonths", p.intended_term_months);
  v("estimatedValueFen", p.estimated_value_fen);
  v("publicBenefits", p.public_benefits);
  v("documents", p.documents);
  v("candidate", p.candidate);
  v("reason", p.reason);
}

template <class V>
void fields(V& v, const Withdrawal& w) {
  v("act", w.act);
  v("reason", w.reason);
}

template <class V>
void fields(V& v, const Study& s) {
  v("act", s.act);
  v("necessity", s.necessity);
  v("feasibility", s.feasibility);
  v("methods", s.methods);
  v("conclusion", s.conclusion);
  v("document", s.document);
}

template <class V>
void fields(V& v, const Aspect& a) {
  v("assessment", a.assessment);
  v("note", a.note);
}

template <class V>
void fields(V& v, const DueDiligence& d) {
  v("act", d.act);
  v("partner", d.partner);
  v("qualification", d.qualification);
  v("integrityRecord", d.integrity_record);
  v("serviceBrand", d.service_brand);
  v("overallStrength", d.overall_strength);
  v("documents", d.documents);
}

template <class V>
void fields(V& v, const Interest& i) {
  v("act", i.act);
  v("partner", i.partner);
  v("nature", i.nature);
}

template <class V>
void fields(V& v, const AttendanceMark& a) {
  v("act", a.act);
  v("person", a.person);
  v("presence", a.presence);
  v("reason", a.reason);
}

template <class V>
void fields(V& v, const MaterialsReading& m) {
  v("act", m.act);
  v("digests", m.digests);
}

template <class V>
void fields(V& v, const Recusal& r) {
  v("act", r.act);
  v("reason", r.reason);
}

template <class V>
void fields(V& v, const Statement& s) {
  v("act", s.act);
  v("text", s.text);
}

template <class V>
void fields(V& v, const Ballot& b) {
  v("act", b.act);
  v("choice", b.choice);
  v("change", b.change);
  v("statement", b.statement);
  v("reason", b.reason);
}

template <class V>
void fields(V& v, const WrittenOpinion& w) {
  v("act", w.act);
  v("text", w.text);
  v("document", w.document);
}

template <class V>
void fields(V& v, const VoteClosing& w) {
  v("act", w.act);
  v("resolution", w.resolution);
  v("declared", w.declared);
}

template <class V>
void fields(V& v, const MemberPosition& m) {
  v("person", m.person);
  v("position", m.position);
}

template <class V>
void fields(V& v, const Resolution& r) {
  v("act", r.act);
  v("adopted", r.adopted);
  v("text", r.text);
  v("entitled", r.entitled);
  v("present", r.present);
  v("ayes", r.ayes);
  v("noes", r.noes);
  v("abstentions", r.abstentions);
  v("absent", r.absent);
  v("recused", r.recused);
  v("noBallot", r.no_ballot);
  v("positions", r.positions);
  v("declared", r.declared);
}

template <class V>
void fields(V& v, const MinutesSignature& m) {
  v("act", m.act);
  v("minutes", m.minutes);
}

template <class V>
void fields(V& v, const Meeting& m) {
  v("act", m.act);
  v("id", m.id);
  v("body", m.body);
  v("form", m.form);
  v("heldAt", m.held_at);
  v("place", m.place);
  v("noticeSentAt", m.notice_sent_at);
  v("agenda", m.agenda);
  v("materials", m.materials);
  v("presiding", m.presiding);
  v("major", m.major);
  v("attendance", m.attendance);
  v("readings", m.readings);
  v("recusals", m.recusals);
  v("statements", m.statements);
  v("ballots", m.ballots);
  v("writtenOpinions", m.written_opinions);
  v("closings", m.closings);
  v("resolutions", m.resolutions);
  v("signatures", m.signatures);
}

template <class V>
void fields(V& v, const ApprovalAnswer& a) {
  v("act", a.act);
  v("outcome", a.outcome);
  v("conditions", a.conditions);
  v("contractText", a.contract_text);
  v("document", a.document);
  v("reason", a.reason);
}

template <class V>
void fields(V& v, const ApprovalRequest& a) {
  v("act", a.act);
  v("id", a.id);
  v("outcome", a.outcome());
  v("authority", a.authority);
  v("meeting", a.meeting);
  v("summary", a.summary);
  v("documents", a.documents);
  v("answers", a.answers);
}

template <class V>
void fields(V& v, const FilingAcknowledgement& f) {
  v("act", f.act);
  v("note", f.note);
}

template <class V>
void fields(V& v, const Filing& f) {
  v("act", f.act);
  v("id", f.id);
  v("authority", f.authority);
  v("summary", f.summary);
  v("documents", f.documents);
  v("acknowledgements", f.acknowledgements);
}

}  // namespace minutebook::domain
