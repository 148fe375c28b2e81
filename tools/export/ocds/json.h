#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/rfc3339.h"
#include "ledger/domain/act.h"
#include "ledger/domain/describe_visitor.h"

/// Values of a matter as OCDS writes them.
namespace minutebook::ocds {

using Json = nlohmann::ordered_json;

/// An amount of fen as {"amount": yuan, "currency": "CNY"}; whole yuan are written as integers.
Json money(std::int64_t fen);

/// The first instant of a day in the ledger's zone: OCDS knows no days.
std::string start_of_day(Day day, std::int16_t zone_offset_minutes);

/// Sets a field unless `text` is empty: what was not recorded is not there.
void put(Json& object, const char* name, std::string_view text);

/// A cited document. Its id is its digest; `type` of the standard's documentType list.
Json document_of(const domain::Document& document, std::string_view type, const ZonedTime& date);

/// Adds a document once: one of the same id is already there when it is cited again.
void add_document(Json& list, Json document);

/// Sets a field to a list unless that is empty.
void put_list(Json& object, const char* name, Json list);

/// Parses what JsonVisitor wrote and puts "date" where a fact says who did what when.
Json plain_fact(const std::string& description);

/// The fields of a fact under the names that events use, with its date in place of its act. The
/// struct's fields() must be in sight (ledger/domain/partnership_fields.h).
template <typename Struct>
Json fact_of(const Struct& fact) {
  return plain_fact(domain::JsonVisitor::object_of(fact));
}

}  // namespace minutebook::ocds
