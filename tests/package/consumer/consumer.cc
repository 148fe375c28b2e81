#include <iostream>

#include "ledger/base/ids.h"

int main(int argc, char** argv) {
  const auto subject = minutebook::Subject::parse(argc > 1 ? argv[1] : "");
  if (!subject) {
    std::cerr << subject.error().message.en << '\n';
    return 1;
  }
  std::cout << minutebook::name_of(subject->kind()) << ' ' << subject->id() << '\n';
  return subject->kind() == minutebook::SubjectKind::partnership ? 0 : 1;
}
