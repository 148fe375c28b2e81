#include "tools/minutebook/names.h"

#include "tools/minutebook/display.h"

namespace minutebook::cli {
namespace {

template <typename Record>
std::string name_or(const Record* record, std::string_view otherwise) {
  return record == nullptr ? std::string(otherwise) : one_line(record->name);
}

}  // namespace

std::string Names::of(std::string_view text) const {
  const auto subject = Subject::parse(text);
  if (!subject) return one_line(text);
  switch (subject->kind()) {
    case SubjectKind::organization:
      return name_or(directory_.organization(*subject), text);
    case SubjectKind::venue:
      return name_or(directory_.venue(*subject), text);
    case SubjectKind::body:
      return name_or(directory_.body(*subject), text);
    case SubjectKind::partner:
      return name_or(directory_.partner(*subject), text);
    case SubjectKind::person:
    case SubjectKind::service: {
      const domain::PrincipalRecord* const principal = directory_.principal(*subject);
      const bool titled = principal != nullptr && !principal->title.empty();
      return titled ? one_line(principal->title) : std::string(text);
    }
    default:
      return std::string(text);
  }
}

std::string Names::with_id(std::string_view text) const {
  std::string name = of(text);
  if (name == text) return name;
  return name + " (" + std::string(text) + ")";
}

}  // namespace minutebook::cli
