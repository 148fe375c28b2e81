#include "tools/server/http_message.h"

#include <algorithm>
#include <charconv>

#include "ledger/base/limits.h"

namespace minutebook::server {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_token(std::string_view text) {
  const auto fits = [](char c) {
    return c > ' ' && c < 0x7F &&
           std::string_view("()<>@,;:\\\"/[]?={}").find(c) == std::string_view::npos;
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), fits);
}

bool is_field_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == 0x7F;
  });
}

bool is_host(std::string_view text) {
  const auto fits = [](char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == ':';
  };
  return !text.empty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), fits);
}

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port <= 65'535;
}

bool is_target(std::string_view text) {
  return text.size() <= limits::max_http_target_bytes &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

tl::unexpected<Error> not_an_address(std::string_view text) {
  return fail(Errc::invalid_input, "\"" + printable(text) + "\" is not an address: write HOST:PORT",
              "“" + printable(text) + "”不是有效地址：请写成 主机:端口");
}

/// Splits "host", "host:port", "[v6]" and "[v6]:port"; the port is empty when there is none.
Result<Url> split_authority(std::string_view text) {
  Url url;
  std::string_view rest;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == text.npos) return not_an_address(text);
    url.host = text.substr(1, end - 1);
    rest = text.substr(end + 1);
  } else {
    const std::size_t end = std::min(text.find(':'), text.size());
    url.host = text.substr(0, end);
    rest = text.substr(end);
  }
  if (!is_host(url.host)) return not_an_address(text);
  url.port.clear();
  if (rest.empty()) return url;
  if (rest[0] != ':' || !is_port(rest.substr(1))) return not_an_address(text);
  url.port = rest.substr(1);
  return url;
}

}  // namespace

bool is_same_name(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::optional<std::string_view> find_header(const std::vector<Header>& headers,
                                            std::string_view name) {
  for (const Header& header : headers) {
    if (is_same_name(header.name, name)) return header.value;
  }
  return std::nullopt;
}

Response text_response(unsigned status, std::string_view sentence) {
  Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::string(sentence) + "\n";
  return response;
}

Response method_not_allowed(std::string_view allowed) {
  Response response = text_response(405, "method not allowed");
  response.headers.push_back({"Allow", std::string(allowed)});
  return response;
}

bool are_sendable(const std::vector<Header>& headers) {
  return std::all_of(headers.begin(), headers.end(), [](const Header& header) {
    return is_token(header.name) && is_field_value(header.value);
  });
}

bool is_sendable(const Response& response) {
  return response.status >= 200 && response.status <= 599 && are_sendable(response.headers) &&
         is_field_value(response.content_type);
}

Result<Url> parse_url(std::string_view text) {
  constexpr std::string_view plain = "http://";
  if (text.starts_with("https://")) {
    return fail(Errc::unsupported, printable(text) + ": https is not supported here; use http",
                printable(text) + "：此处不支持 https，请使用 http");
  }
  if (!text.starts_with(plain) || !is_target(text) || text.find_first_of("#@") != text.npos) {
    return fail(Errc::invalid_input,
                "\"" + printable(text) + "\" is not a URL of the form http://HOST:PORT/PATH",
                "“" + printable(text) + "”不是 http://主机:端口/路径 形式的网址");
  }
  text.remove_prefix(plain.size());
  const std::size_t end = std::min(text.find_first_of("/?"), text.size());
  MB_TRY(url, split_authority(text.substr(0, end)));
  if (url.port.empty()) url.port = "80";
  if (end < text.size()) url.target = (text[end] == '?' ? "/" : "") + std::string(text.substr(end));
  return url;
}

Result<Url> parse_listen_address(std::string_view text) {
  MB_TRY(url, split_authority(text));
  if (url.port.empty()) return not_an_address(text);
  return url;
}

std::string format(const Url& url) {
  const bool is_v6 = url.host.find(':') != url.host.npos;
  return "http://" + (is_v6 ? "[" + url.host + "]" : url.host) + ":" + url.port + url.target;
}

}  // namespace minutebook::server
