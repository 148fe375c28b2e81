#pragma once

#include "ledger/domain/inspection.h"
#include "ledger/domain/oversight_fields.h"
#include "ledger/domain/programme.h"

/// Listings of programmes and inspections; see describe_visitor.h.
namespace minutebook::domain {

template <class V>
void fields(V& v, const ProgrammeOpening& o) {
  v("act", o.act);
  v("title", o.title);
  v("kind", o.kind);
  v("organization", o.organization);
  v("from", o.from);
  v("until", o.until);
  v("target", o.target);
}

template <class V>
void fields(V& v, const ProgrammeMeasure& m) {
  v("act", m.act);
  v("text", m.text);
  v("document", m.document);
}

template <class V>
void fields(V& v, const ProgrammeItemClosing& c) {
  v("act", c.act);
  v("outcome", c.outcome);
  v("evidence", c.evidence);
}

template <class V>
void fields(V& v, const ProgrammeItem& i) {
  v("act", i.act);
  v("item", i.id);
  v("closed", i.closed());
  v("concerns", i.concerns);
  v("problem", i.problem);
  v("plan", i.plan);
  v("owner", i.owner);
  v("dueBy", i.due_by);
  v("measures", i.measures);
  v("closings", i.closings);
}

template <class V>
void fields(V& v, const ProgrammeClosing& c) {
  v("act", c.act);
  v("summary", c.summary);
}

template <class V>
void fields(V& v, const Programme& p) {
  v("closed", p.closed());
  v("openings", p.openings);
  v("items", p.items);
  v("closings", p.closings);
  v("documents", p.documents);
  v("corrections", p.corrections);
  v("refusals", p.refusals);
  v("positions", p.positions);
}

template <class V>
void fields(V& v, const InspectionOpening& o) {
  v("act", o.act);
  v("title", o.title);
  v("authority", o.authority);
  v("organization", o.organization);
  v("inspectors", o.inspectors);
  v("scope", o.scope);
}

template <class V>
void fields(V& v, const EvidenceExport& e) {
  v("act", e.act);
  v("digest", e.digest);
  v("scope", e.scope);
  v("confirmedBy", e.confirmed_by);
  v("recipient", e.recipient);
}

template <class V>
void fields(V& v, const FindingDecision& d) {
  v("act", d.act);
  v("confirmed", d.confirmed);
  v("rule", d.rule);
  v("concerns", d.concerns);
  v("about", d.about);
  v("reason", d.reason);
}

template <class V>
void fields(V& v, const Inspection& i) {
  v("openings", i.openings);
  v("exports", i.exports);
  v("findings", i.findings);
  v("documents", i.documents);
  v("refusals", i.refusals);
  v("positions", i.positions);
}

}  // namespace minutebook::domain
