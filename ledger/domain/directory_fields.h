#pragma once

#include "ledger/domain/directory.h"
#include "ledger/domain/oversight_fields.h"

/// Listings of master data; see describe_visitor.h.
namespace minutebook::domain {

template <class V>
void fields(V& v, const DayInterval& d) {
  v("from", d.from);
  v("until", d.until);
}

template <class V>
void fields(V& v, const FiledReport& r) {
  v("act", r.act);
  v("report", r.id);
  v("kind", r.kind);
  v("year", r.year);
  v("quarter", r.quarter);
  v("recipient", r.recipient);
  v("document", r.document);
}

template <class V>
void fields(V& v, const Target& t) {
  v("name", t.name);
  v("goal", t.goal);
}

template <class V>
void fields(V& v, const TargetOutcome& o) {
  v("name", o.name);
  v("met", o.met);
  v("note", o.note);
}

template <class V>
void fields(V& v, const TargetAssessment& a) {
  v("act", a.act);
  v("outcomes", a.outcomes);
}

template <class V>
void fields(V& v, const TargetLetter& l) {
  v("act", l.act);
  v("letter", l.id);
  v("year", l.year);
  v("responsible", l.responsible);
  v("targets", l.targets);
  v("document", l.document);
  v("assessments", l.assessments);
}

template <class V>
void fields(V& v, const ServiceItem& i) {
  v("name", i.name);
  v("hours", i.hours);
  v("procedure", i.procedure);
  v("price", i.price);
  v("memberDiscount", i.member_discount);
}

template <class V>
void fields(V& v, const ServiceTerms& t) {
  v("act", t.act);
  v("from", t.from);
  v("items", t.items);
  v("channels", t.channels);
}

template <class V>
void fields(V& v, const OrganizationRecord& o) {
  v("name", o.name);
  v("level", o.level);
  v("parent", o.parent);
  v("region", o.region);
  v("registeredAt", o.registered_at);
  v("reports", o.reports);
  v("targetLetters", o.target_letters);
}

template <class V>
void fields(V& v, const Delegation& d) {
  v("to", d.to);
  v("days", d.days);
  v("decidedIn", d.decided_in);
  v("terms", d.terms);
  v("recordedAt", d.recorded_at);
}

template <class V>
void fields(V& v, const VenueRecord& r) {
  v("name", r.name);
  v("kind", r.kind);
  v("organization", r.organization);
  v("primaryDuties", r.primary_duties);
  v("address", r.address);
  v("delegations", r.delegations);
  v("registeredAt", r.registered_at);
  v("serviceTerms", r.service_terms);
}

template <class V>
void fields(V& v, const SeatRecord& s) {
  v("person", s.person);
  v("seat", s.seat);
  v("days", s.days);
  v("seatedAt", s.seated_at);
}

template <class V>
void fields(V& v, const BodyRecord& b) {
  v("name", b.name);
  v("kind", b.kind);
  v("organization", b.organization);
  v("seats", b.seats);
  v("registeredAt", b.registered_at);
}

template <class V>
void fields(V& v, const RoleRecord& r) {
  v("role", r.role);
  v("organization", r.organization);
  v("days", r.days);
  v("grantedAt", r.granted_at);
}

template <class V>
void fields(V& v, const KeyRecord& k) {
  v("owner", k.owner);
  v("algorithm", k.algorithm);
  v("publicKey", k.public_key);
  v("enrolledAt", k.enrolled_at);
  v("revokedAt", k.revoked_at);
}

template <class V>
void fields(V& v, const PartnerRecord& p) {
  v("name", p.name);
  v("kind", p.kind);
  v("legalRepresentative", p.legal_representative);
  v("address", p.address);
  v("registeredAt", p.registered_at);
}

template <class V>
void fields(V& v, const RulebookRecord& r) {
  v("title", r.title);
  v("version", r.version);
  v("organization", r.organization);
  v("effectiveFrom", r.effective_from);
  v("adoptedAt", r.adopted_at);
}

template <class V>
void fields(V& v, const SigningKeyRecord& k) {
  v("publicKey", k.public_key);
  v("from", k.from);
  v("until", k.until);
}

template <class V>
void fields(V& v, const VerificationRecord& r) {
  v("level", r.level);
  v("from", r.from);
  v("to", r.to);
  v("treeSize", r.tree_size);
  v("rootHash", r.root_hash);
  v("faults", r.faults);
  v("reportDigest", r.report_digest);
  v("finishedAt", r.finished_at);
  v("fullRead", r.full_read);
  v("recordedAt", r.recorded_at);
}

template <class V>
void fields(V& v, const LedgerRecord& l) {
  v("name", l.name);
  v("zoneOffsetMinutes", l.zone_offset_minutes);
  v("founder", l.founder);
  v("suite", l.suite);
  v("signingKeys", l.signing_keys);
  v("verifications", l.verifications);
}

template <class V>
void fields(V& v, const StreamRecord& s) {
  v("corrections", s.corrections);
  v("refusals", s.refusals);
  v("positions", s.positions);
}

}  // namespace minutebook::domain
