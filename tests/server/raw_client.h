#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/check.h"

namespace minutebook::server {

/// A connection to a server of this machine that says exactly what a test wants said.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    MB_CHECK(::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() { ::close(fd_); }

  /// False when the server has closed the connection.
  bool say(std::string_view text) const {
    return ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
  }
  void say_no_more() const { ::shutdown(fd_, SHUT_WR); }

  /// What comes until `end` is in it, the server closes, or two seconds pass.
  std::string hear(std::string_view end = {}) const {
    std::string heard;
    std::array<char, 4096> part{};
    while (end.empty() || heard.find(end) == heard.npos) {
      pollfd ready{fd_, POLLIN, 0};
      if (::poll(&ready, 1, 2'000) != 1) return heard + "(nothing more came)";
      const ssize_t got = ::recv(fd_, part.data(), part.size(), 0);
      if (got <= 0) break;
      heard.append(part.data(), static_cast<std::size_t>(got));
    }
    return heard;
  }

 private:
  int fd_;
};

}  // namespace minutebook::server
