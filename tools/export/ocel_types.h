#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/schema/shape.h"

/// What an OCEL 2.0 log of ours declares: the types of objects with their attributes and links, and
/// the attributes of each type of event. docs/integrators/process-mining.md shows the mapping.
namespace minutebook::exporting {

enum class OcelForm { string, time, integer, boolean };

struct OcelAttribute {
  std::string_view name;
  OcelForm form = OcelForm::string;
};

struct OcelObjectType {
  std::string_view name;
  std::vector<OcelAttribute> attributes;
  /// Fields of events that name another object which this one is linked to.
  std::vector<std::string_view> links;

  bool has_link(std::string_view field) const;
  const OcelAttribute* find(std::string_view attribute) const;
};

/// Every type of object: the kinds of subjects, then what subjects have inside them.
std::span<const OcelObjectType> ocel_object_types();
/// Null when there is none of that name.
const OcelObjectType* find_ocel_object_type(std::string_view name);

/// The type of what a local id names, by the field that holds it ("meeting", "successor" …).
std::optional<std::string_view> type_of_local_id(std::string_view field);

/// The attributes of an event of that type: those of every event, then the short values at the top
/// of its data.
std::vector<OcelAttribute> ocel_event_attributes(std::string_view event_type);
/// Is that field of an event's data such a value?
bool is_event_attribute(const schema::StructShape& structure, const schema::FieldShape& field);

/// What an event says about an object that it concerns.
struct OcelFact {
  std::string_view event;  ///< "ContractSigned"
  std::string_view list;   ///< each item of this field has its own object; empty: the data itself
  std::string_view field;  ///< holds the object's local id; empty: the event's subject
  std::string_view state;  ///< what the object's attribute `state` becomes; empty: as it was
  bool has_values = true;  ///< does the data describe this object, or another one?
};
std::span<const OcelFact> ocel_facts();

}  // namespace minutebook::exporting
