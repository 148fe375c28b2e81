#include "tools/minutebook/input_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

#include "ledger/base/limits.h"

namespace minutebook::cli {

Result<std::string> read_input(const std::string& file, std::size_t max_bytes) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file, std::ios::binary);
    if (!opened) {
      const int number = errno;
      const std::string why = std::strerror(number);
      return fail(number == ENOENT ? Errc::not_found : Errc::io, "cannot read " + file + ": " + why,
                  "无法读取 " + file + "：" + why);
    }
  }
  std::istream& in = file == "-" ? std::cin : opened;
  std::string bytes(max_bytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return fail(Errc::io, "cannot read " + file, "无法读取 " + file);
  if (bytes.size() > max_bytes) {
    const std::string limit = std::to_string(max_bytes);
    return fail(Errc::invalid_input, file + " is larger than " + limit + " bytes",
                file + " 超过 " + limit + " 字节");
  }
  return bytes;
}

Result<tlog::Policy> read_policy(const std::string& file) {
  MB_TRY(text, read_input(file, limits::max_tlog_policy_bytes));
  auto policy = tlog::Policy::parse(text);
  if (policy) return std::move(*policy);
  Error error = std::move(policy).error();
  error.message.en = file + ": " + error.message.en;
  error.message.zh = file + "：" + error.message.zh;
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace minutebook::cli
