#include "ledger/rules/cited_documents.h"

#include <algorithm>
#include <tuple>

#include "ledger/domain/partnership_fields.h"

namespace minutebook::rules {
namespace {

/// Goes over the fields of a state as they are listed for describe(), so that none is forgotten.
class DocumentVisitor {
 public:
  template <typename T>
  void operator()(std::string_view name, const T& value) {
    if (name != "sealedDigest" && name != "salt") see(value);
  }
  std::vector<CitedDocument> found() && { return std::move(found_); }

 private:
  void see(const domain::Document& document) {
    found_.push_back({fact_, document.digest, document.title});
  }
  void see(const crypto::Digest& digest) { found_.push_back({fact_, digest, {}}); }
  template <typename T>
  void see(const std::optional<T>& value) {
    if (value) see(*value);
  }
  template <typename T>
  void see(const std::vector<T>& values) {
    for (const T& value : values) see(value);
  }
  template <typename T>
  void see(const T& value) {
    if constexpr (requires(DocumentVisitor& v) { fields(v, value); }) {
      const Position outer = fact_;
      if constexpr (requires { value.act.position; }) fact_ = value.act.position;
      fields(*this, value);
      fact_ = outer;
    }
  }

  Position fact_;  ///< the event of the innermost fact being visited
  std::vector<CitedDocument> found_;
};

}  // namespace

std::vector<CitedDocument> cited_documents(const domain::Partnership& matter) {
  DocumentVisitor visitor;
  fields(visitor, matter);
  auto found = std::move(visitor).found();
  const auto key = [](const CitedDocument& one) { return std::tie(one.cited_at, one.digest); };
  std::ranges::stable_sort(found, {}, key);
  const auto repeated = std::ranges::unique(found, {}, key);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

}  // namespace minutebook::rules
