#pragma once

#include <string>
#include <string_view>

namespace minutebook::domain {

/// What the key in force signs when another one takes over: three lines, each with its newline,
/// that name the purpose, the ledger (the id alone, without "ledger/") and the new key
/// (crypto::PublicKey::key_id). So a signature for one ledger says nothing about another.
std::string key_rotation_text(std::string_view ledger_id, std::string_view new_key_id);

}  // namespace minutebook::domain
