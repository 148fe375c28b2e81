#pragma once

#include "ledger/base/result.h"

namespace minutebook::cli {

/// What the shell sees. A contract: docs and checks name these numbers.
enum class ExitStatus : int {
  done = 0,
  fault = 1,  ///< a check found a fault
  usage = 2,  ///< wrong usage or invalid input
  refused = 3,
  not_found = 4,
  conflict = 5,
  storage = 6,  ///< storage or corruption
  unauthorised = 7,
  unreachable = 8,
  interrupted = 130,  ///< SIGINT; the ledger is sound
};

constexpr ExitStatus exit_status_of(Errc code) {
  switch (code) {
    case Errc::invalid_input:
    case Errc::unsupported:
      return ExitStatus::usage;
    case Errc::not_found:
      return ExitStatus::not_found;
    case Errc::conflict:
      return ExitStatus::conflict;
    case Errc::unauthorised:
      return ExitStatus::unauthorised;
    case Errc::cancelled:
      return ExitStatus::interrupted;
    case Errc::unreachable:
      return ExitStatus::unreachable;
    case Errc::io:
    case Errc::no_space:
    case Errc::locked:
    case Errc::corruption:
      return ExitStatus::storage;
  }
  return ExitStatus::storage;
}

/// The error's name in machine output.
constexpr const char* name_of(Errc code) {
  switch (code) {
    case Errc::invalid_input:
      return "invalid_input";
    case Errc::not_found:
      return "not_found";
    case Errc::conflict:
      return "conflict";
    case Errc::unauthorised:
      return "unauthorised";
    case Errc::io:
      return "io";
    case Errc::no_space:
      return "no_space";
    case Errc::locked:
      return "locked";
    case Errc::corruption:
      return "corruption";
    case Errc::unsupported:
      return "unsupported";
    case Errc::cancelled:
      return "cancelled";
    case Errc::unreachable:
      return "unreachable";
  }
  return "io";
}

}  // namespace minutebook::cli
