#include "tools/server/http_client.h"

#include <gtest/gtest.h>

#include <future>
#include <string>

#include "tools/server/http_server.h"

namespace minutebook::server {
namespace {

using std::chrono::milliseconds;

TEST(HttpClient, SaysThatNobodyListens) {
  std::string url;
  {
    const auto server =
        HttpServer::start("127.0.0.1:0", [](const Request&) { return Response{}; }).value();
    url = server->url();
  }
  const auto response = send(url, {});
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().code, Errc::unreachable);
  EXPECT_NE(response.error().message.zh.find(url), std::string::npos);
}

TEST(HttpClient, DoesNotWaitForEver) {
  std::promise<void> released;
  const auto server = HttpServer::start("127.0.0.1:0", [&](const Request&) {
                        released.get_future().wait();
                        return Response{};
                      }).value();
  ClientLimits limits;
  limits.total_time = milliseconds(100);
  const auto response = send(server->url(), {}, limits);
  released.set_value();
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().code, Errc::unreachable);
}

TEST(HttpClient, TakesNoMoreThanItsLimit) {
  const auto server = HttpServer::start("127.0.0.1:0", [&](const Request& request) {
                        Response response;
                        response.body = std::string(request.path == "/large" ? 1'001 : 1'000, 'x');
                        return response;
                      }).value();
  ClientLimits limits;
  limits.body_bytes = 1'000;
  EXPECT_EQ(send(server->url() + "/", {}, limits)->body.size(), 1'000U);
  EXPECT_EQ(send(server->url() + "/large", {}, limits).error().code, Errc::invalid_input);
}

TEST(HttpClient, SendsHeadersAndFollowsNoRedirect) {
  const auto server = HttpServer::start("127.0.0.1:0", [](const Request& request) {
                        Response response;
                        response.status = 302;
                        response.headers.push_back({"Location", "/elsewhere"});
                        response.body = find_header(request.headers, "X-MINE").value_or("none");
                        return response;
                      }).value();
  Request request;
  request.headers.push_back({"X-Mine", "yes"});
  const auto response = send(server->url(), request).value();
  EXPECT_EQ(response.status, 302U);
  EXPECT_EQ(response.body, "yes");
  EXPECT_EQ(find_header(response.headers, "location"), "/elsewhere");
  request.headers.push_back({"X", "a\r\nY: b"});
  EXPECT_EQ(send(server->url(), request).error().code, Errc::invalid_input);
}

}  // namespace
}  // namespace minutebook::server
