#pragma once

#include "ledger/domain/oversight.h"

/// Listings of what every state may hold; see describe_visitor.h.
namespace minutebook::domain {

template <class V>
void fields(V& v, const Act& a) {
  v("position", a.position);
  v("actor", a.actor);
  v("role", a.role);
  v("occurredAt", a.occurred_at);
  v("onBehalfOf", a.on_behalf_of);
  v("irregular", a.irregular);
}

template <class V>
void fields(V& v, const Document& d) {
  v("digest", d.digest);
  v("title", d.title);
  v("mediaType", d.media_type);
}

template <class V>
void fields(V& v, const ObserverAssignment& o) {
  v("act", o.act);
  v("observer", o.observer);
  v("mandate", o.mandate);
}

template <class V>
void fields(V& v, const Observation& o) {
  v("act", o.act);
  v("stage", o.stage);
  v("present", o.present);
  v("text", o.text);
  v("about", o.about);
}

template <class V>
void fields(V& v, const IrregularityReport& r) {
  v("act", r.act);
  v("rule", r.rule);
  v("text", r.text);
  v("about", r.about);
  v("documents", r.documents);
}

template <class V>
void fields(V& v, const AttachedDocument& d) {
  v("act", d.act);
  v("document", d.document);
  v("note", d.note);
}

template <class V>
void fields(V& v, const FieldCorrection& c) {
  v("field", c.field);
  v("recorded", c.recorded);
  v("correct", c.correct);
}

template <class V>
void fields(V& v, const Correction& c) {
  v("act", c.act);
  v("corrects", c.corrects);
  v("fields", c.fields);
  v("reason", c.reason);
  v("documents", c.documents);
}

template <class V>
void fields(V& v, const LegalHoldRelease& r) {
  v("act", r.act);
  v("reason", r.reason);
}

template <class V>
void fields(V& v, const LegalHold& h) {
  v("act", h.act);
  v("hold", h.id);
  v("authority", h.authority);
  v("reason", h.reason);
  v("releases", h.releases);
}

template <class V>
void fields(V& v, const RedactionExecution& e) {
  v("act", e.act);
}

template <class V>
void fields(V& v, const RedactionOrder& o) {
  v("act", o.act);
  v("order", o.id);
  v("positions", o.positions);
  v("authority", o.authority);
  v("reason", o.reason);
  v("executions", o.executions);
}

template <class V>
void fields(V& v, const RefusedCommand& r) {
  v("act", r.act);
  v("command", r.command);
  v("rule", r.rule);
  v("detail", r.detail);
  v("restsOn", r.rests_on);
}

template <class V>
void fields(V& v, const IrregularEntry& e) {
  v("act", e.act);
  v("type", e.type);
  v("reason", e.reason);
  v("evidence", e.evidence);
}

}  // namespace minutebook::domain
