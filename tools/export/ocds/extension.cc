#include "ledger/domain/partnership_fields.h"
#include "tools/export/ocds/process.h"

namespace minutebook::ocds {
namespace {

using domain::schema_name;

/// Facts without an id of their own are numbered.
template <typename Fact>
Json numbered(const std::vector<Fact>& facts) {
  Json out = Json::array();
  for (const Fact& fact : facts) {
    Json entry = Json::object();
    entry["id"] = std::to_string(out.size() + 1);
    entry.update(fact_of(fact));
    out.push_back(std::move(entry));
  }
  return out;
}

/// Facts with an id, which then comes first.
template <typename Fact>
Json named(const std::vector<Fact>& facts) {
  Json out = Json::array();
  for (const Fact& fact : facts) {
    Json entry = Json::object();
    entry["id"] = fact.id;
    entry.update(fact_of(fact));
    out.push_back(std::move(entry));
  }
  return out;
}

Json proposal_of(const Source& source) {
  const domain::Proposal& proposal = *source.matter.proposal();
  Json out = fact_of(proposal);
  out.erase("reason");
  out["date"] = format_time(source.matter.proposals.front().act.occurred_at);
  out["venueName"] = source.parties.name_of(proposal.venue);
  if (proposal.candidate) {
    out["candidate"] = party_id(*proposal.candidate);
    static_cast<void>(source.parties.reference(*proposal.candidate, "interestedParty"));
  }
  return out;
}

/// By title only, and no more than the position: what was said in the room stays there.
template <typename Fact, typename Add>
Json by_member(const Source& source, const std::vector<Fact>& facts, Add add) {
  Json out = Json::array();
  for (const Fact& fact : facts) {
    Json entry = Json::object();
    const auto& who = [&]() -> const Subject& {
      if constexpr (requires { fact.person; }) {
        return fact.person;
      } else {
        return fact.act.by();
      }
    }();
    entry["member"] = source.parties.title_of(who);
    add(entry, fact);
    out.push_back(std::move(entry));
  }
  return out;
}

template <typename Fact>
void add_date(Json& entry, const Fact& fact) {
  entry["date"] = format_time(fact.act.occurred_at);
}

Json resolution_of(const Source& source, const domain::Resolution& resolution) {
  Json out = fact_of(resolution);
  out["positions"] =
      by_member(source, resolution.positions, [](Json& entry, const domain::MemberPosition& each) {
        entry["position"] = schema_name(each.position);
      });
  return out;
}

Json meeting_of(const Source& source, const domain::Meeting& meeting) {
  Json out = Json::object();
  out["id"] = meeting.id;
  out["body"] = Json{{"id", meeting.body.text()}, {"name", source.parties.name_of(meeting.body)}};
  out["form"] = schema_name(meeting.form);
  out["heldAt"] = format_time(meeting.held_at);
  if (meeting.notice_sent_at) out["noticeSentAt"] = format_time(*meeting.notice_sent_at);
  out["agenda"] = meeting.agenda;
  Json materials = Json::array();
  for (const domain::Document& each : meeting.materials) materials.push_back(fact_of(each));
  put_list(out, "materials", std::move(materials));
  out["presiding"] = source.parties.title_of(meeting.presiding);
  out["major"] = meeting.major;
  put_list(out, "attendance",
           by_member(source, meeting.attendance, [](Json& entry, const auto& each) {
             entry["presence"] = schema_name(each.presence);
           }));
  put_list(out, "recusals", by_member(source, meeting.recusals, [](Json& entry, const auto& each) {
             add_date(entry, each);
           }));
  put_list(out, "votes", by_member(source, meeting.ballots, [](Json& entry, const auto& each) {
             add_date(entry, each);
             entry["choice"] = schema_name(each.choice);
             if (each.change) entry["change"] = true;
           }));
  put_list(out, "minutesSigned",
           by_member(source, meeting.signatures,
                     [](Json& entry, const auto& each) { add_date(entry, each); }));
  if (const auto* resolution = meeting.resolution()) {
    out["resolution"] = resolution_of(source, *resolution);
  }
  return out;
}

Json meetings_of(const Source& source) {
  Json out = Json::array();
  for (const domain::Meeting& each : source.matter.meetings) {
    out.push_back(meeting_of(source, each));
  }
  return out;
}

Json selections_of(const Source& source) {
  Json out = Json::array();
  for (Json& entry : named(source.matter.selections)) {
    for (const char* elsewhere : {"bids", "openings", "awards", "publications"}) {
      entry.erase(elsewhere);
    }
    out.push_back(std::move(entry));
  }
  return out;
}

Json publications_of(const Source& source) {
  Json out = Json::array();
  for (const domain::Selection& selection : source.matter.selections) {
    for (const domain::Publication& each : selection.publications) {
      Json entry = Json::object();
      entry["id"] = std::to_string(out.size() + 1);
      entry["selection"] = selection.id;
      entry.update(fact_of(each));
      out.push_back(std::move(entry));
    }
  }
  return out;
}

template <typename Request>
void note_authorities(const Source& source, const std::vector<Request>& requests) {
  for (const Request& each : requests) {
    static_cast<void>(source.parties.reference(each.authority, "approvalAuthority"));
  }
}

/// Nothing that was recorded as irregular is made to look regular.
Json irregular_of(const domain::Partnership& matter) {
  Json out = Json::array();
  for (const domain::IrregularEntry& each : matter.irregular_entries) {
    Json entry = Json::object();
    entry["id"] = std::to_string(each.act.position.value);
    entry["event"] = domain::event_type_name(each.type);
    entry["date"] = format_time(each.act.occurred_at);
    entry["reason"] = each.reason;
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace

Json extension_of(const Source& source) {
  const domain::Partnership& matter = source.matter;
  note_authorities(source, matter.approval_requests);
  note_authorities(source, matter.filings);
  Json out = Json::object();
  out["proposal"] = proposal_of(source);
  put_list(out, "studies", numbered(matter.studies));
  put_list(out, "meetings", meetings_of(source));
  put_list(out, "approvals", named(matter.approval_requests));
  put_list(out, "filings", named(matter.filings));
  put_list(out, "selections", selections_of(source));
  put_list(out, "publications", publications_of(source));
  put_list(out, "objections", named(matter.objections));
  put_list(out, "appraisals", numbered(matter.appraisals));
  put_list(out, "evaluations", named(matter.evaluations));
  put_list(out, "rectifications", named(matter.rectifications));
  put_list(out, "withdrawals", numbered(matter.withdrawals));
  put_list(out, "irregularEntries", irregular_of(matter));
  return out;
}

}  // namespace minutebook::ocds
