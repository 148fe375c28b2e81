#include "tools/witness/time_stamp_client.h"

#include <algorithm>
#include <string>

#include "ledger/base/limits.h"
#include "ledger/crypto/time_stamp.h"

namespace minutebook::witness {
namespace {

Error about(std::string_view url, Error error) {
  const std::string shown = printable(url);
  error.message.en = shown + ": " + error.message.en;
  error.message.zh = shown + "：" + error.message.zh;
  return error;
}

tl::unexpected<Error> answered(std::string_view url, unsigned status) {
  const bool later = status == 429 || status >= 500;
  const std::string shown = printable(url);
  const std::string number = std::to_string(status);
  return fail(later ? Errc::unreachable : Errc::invalid_input,
              shown + " answered " + number + (later ? ": try again later" : " and no time stamp"),
              shown + " 应答 " + number + (later ? "：请稍后重试" : "，未给出时间戳"));
}

tl::unexpected<Error> no_https(std::string_view url) {
  const std::string shown = printable(url);
  return fail(Errc::unsupported,
              shown + ": https to an authority is not supported yet: use http; the token is signed",
              shown + "：尚不支持以 https 访问时间戳机构：请使用 http；令牌本身带有签名");
}

}  // namespace

server::ClientLimits time_stamp_limits(std::chrono::milliseconds total_time) {
  server::ClientLimits limits;
  limits.connect_time = std::min(limits.connect_time, total_time);
  limits.total_time = total_time;
  limits.body_bytes = limits::max_time_stamp_bytes;
  return limits;
}

Result<Bytes> request_time_stamp(std::string_view url, const crypto::Digest& digest,
                                 std::uint64_t nonce, const server::ClientLimits& limits) {
  if (url.starts_with("https://")) return no_https(url);
  const Bytes query = crypto::make_time_stamp_request(digest, nonce);
  server::Request request;
  request.method = "POST";
  request.headers.push_back({"Content-Type", "application/timestamp-query"});
  request.headers.push_back({"Accept", "application/timestamp-reply"});
  request.body = std::string(as_text(query));
  MB_TRY(response, server::send(url, request, limits));
  if (response.status != 200) return answered(url, response.status);
  auto token = crypto::token_of_response(as_bytes(response.content()), query);
  if (!token) return tl::unexpected<Error>(about(url, std::move(token).error()));
  return std::move(*token);
}

}  // namespace minutebook::witness
