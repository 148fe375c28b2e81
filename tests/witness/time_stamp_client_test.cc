#include "tools/witness/time_stamp_client.h"

#include <gtest/gtest.h>

#include <future>
#include <string>

#include "ledger/base/limits.h"
#include "tests/crypto/authority.h"
#include "tools/server/http_server.h"

namespace minutebook::witness {
namespace {

using crypto::Authority;
using server::Request;
using server::Response;

const crypto::Digest digest{1, 2, 3};
constexpr std::uint64_t nonce = 0x1122334455667788;

std::unique_ptr<server::HttpServer> serve(server::Handler handler) {
  return server::HttpServer::start("127.0.0.1:0", std::move(handler)).value();
}

Result<Bytes> ask(const std::string& url,
                  std::chrono::milliseconds wait = std::chrono::milliseconds(20'000)) {
  return request_time_stamp(url, digest, nonce, time_stamp_limits(wait));
}

Errc error_of(const Result<Bytes>& asked, const std::string& url) {
  if (asked) return Errc::io;
  EXPECT_NE(asked.error().message.en.find(url), std::string::npos) << asked.error().message.en;
  EXPECT_NE(asked.error().message.zh.find(url), std::string::npos) << asked.error().message.zh;
  return asked.error().code;
}

TEST(TimeStampClient, BringsATokenOverTheDigest) {
  if (!Authority::is_possible()) GTEST_SKIP() << "no openssl command";
  const Authority authority;
  const auto server = serve([&](const Request& request) {
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(find_header(request.headers, "content-type"), "application/timestamp-query");
    Response response;
    response.content_type = "application/timestamp-reply";
    response.body = as_text(authority.answer(as_bytes(request.body)));
    return response;
  });
  const auto token = ask(server->url() + "/tsr");
  ASSERT_TRUE(token) << token.error().message.en;
  EXPECT_TRUE(crypto::verify_time_stamp(*token, digest, {authority.root(), {}}));
}

TEST(TimeStampClient, TakesNoTokenForAnotherRequest) {
  if (!Authority::is_possible()) GTEST_SKIP() << "no openssl command";
  const Authority authority;
  const Bytes other = crypto::make_time_stamp_request(digest, nonce + 1);
  const auto server = serve([&](const Request&) {
    Response response;
    response.body = as_text(authority.answer(other));
    return response;
  });
  EXPECT_EQ(error_of(ask(server->url()), server->url()), Errc::invalid_input);
}

TEST(TimeStampClient, TellsTroubleFromRefusal) {
  unsigned status = 0;
  std::string body;
  const auto server = serve([&](const Request&) {
    Response response;
    response.status = status;
    response.body = body;
    return response;
  });
  for (const auto& [answered, expected] : {std::pair{503U, Errc::unreachable},
                                           {429U, Errc::unreachable},
                                           {404U, Errc::invalid_input},
                                           {200U, Errc::invalid_input}}) {
    status = answered;
    EXPECT_EQ(error_of(ask(server->url()), server->url()), expected) << answered;
  }
  status = 200;
  body = std::string(limits::max_time_stamp_bytes + 1, '0');
  EXPECT_EQ(error_of(ask(server->url()), server->url()), Errc::invalid_input);
}

TEST(TimeStampClient, DoesNotWaitForEver) {
  std::promise<void> released;
  const auto server = serve([&](const Request&) {
    released.get_future().wait();
    return Response{};
  });
  const auto asked = ask(server->url(), std::chrono::milliseconds(100));
  released.set_value();
  EXPECT_EQ(error_of(asked, server->url()), Errc::unreachable);
}

TEST(TimeStampClient, SaysThatHttpsComesLater) {
  const auto asked = ask("https://tsa.example/");
  EXPECT_EQ(error_of(asked, "https://tsa.example/"), Errc::unsupported);
  EXPECT_EQ(error_of(ask("tsa.example"), "tsa.example"), Errc::invalid_input);
}

}  // namespace
}  // namespace minutebook::witness
