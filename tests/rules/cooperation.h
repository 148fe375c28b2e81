#pragma once

#include "tests/rules/asked.h"

namespace minutebook::test {

/// A story of contracts and their evaluation. Days are given bare (09:00+08:00) or as RFC 3339;
/// each function answers with the position of its last event. Nothing is irregular.
struct Cooperation {
  Story story;

  Position sign(const std::string& contract, const std::string& day,
                const std::string& terms = R"({"content":"hall"})");
  Position renew(const std::string& contract, const std::string& successor, const std::string& day,
                 const std::string& terms = R"({"content":"hall"})");
  Position terminate(const std::string& contract, const std::string& day);
  Position expire(const std::string& contract, const std::string& day);
  /// `what`: "interim failed", a kind and a verdict. `more`: further fields, after a comma.
  Position evaluate(const std::string& id, const std::string& contract, const std::string& what,
                    const std::string& day, const std::string& more = "");
  /// Cites `evaluation` unless that is empty.
  Position order(const std::string& id, const std::string& contract, const std::string& evaluation,
                 const std::string& day);
  /// A report, then the verification.
  Position verify(const std::string& rectification, bool effective, const std::string& day);
};

}  // namespace minutebook::test
