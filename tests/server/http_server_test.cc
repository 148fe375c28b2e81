#include "tools/server/http_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/raw_client.h"
#include "tools/server/http_client.h"

namespace minutebook::server {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

ServerLimits quick() {
  ServerLimits limits;
  limits.threads = 2;
  limits.header_bytes = 2'048;
  limits.body_bytes = 4'096;
  limits.request_time = milliseconds(120);
  limits.idle_time = milliseconds(1'000);
  limits.response_time = milliseconds(1'000);
  return limits;
}

/// Says back what it was asked.
Result<Response> echo(const Request& request) {
  Response response = text_response(200, request.method + " " + request.path + "?" + request.query);
  response.body += request.body;
  return response;
}

std::unique_ptr<HttpServer> serve(Handler handler = echo, ServerLimits limits = quick()) {
  return HttpServer::start("127.0.0.1:0", std::move(handler), limits).value();
}

std::string ask(const HttpServer& server, std::string_view text) {
  const RawClient client(server.port());
  client.say(text);
  client.say_no_more();
  return client.hear();
}

TEST(HttpServer, AnswersWhatItWasAsked) {
  const auto server = serve();
  Request request;
  request.method = "POST";
  request.body = "the body";
  const auto response = send(server->url() + "/a/b?c=d", request);
  ASSERT_TRUE(response.has_value()) << response.error().message.en;
  EXPECT_EQ(response->status, 200U);
  EXPECT_EQ(response->content_type, "text/plain; charset=utf-8");
  EXPECT_EQ(response->body, "POST /a/b?c=d\nthe body");
}

TEST(HttpServer, KeepsTheConnectionForTheNextRequest) {
  const auto server = serve();
  const RawClient client(server->port());
  for (int i = 0; i < 3; ++i) {
    const std::string path = "/" + std::to_string(i);
    ASSERT_TRUE(client.say("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_THAT(client.hear("?\n"), HasSubstr("GET " + path + "?"));
  }
  ASSERT_TRUE(client.say("GET /x HTTP/1.1\r\nHost: a\r\n\r\nGET /y HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_THAT(client.hear("/y?\n"), HasSubstr("GET /x?"));
}

TEST(HttpServer, EndsTheConnectionAfterItsShareOfRequests) {
  ServerLimits limits = quick();
  limits.requests_per_connection = 2;
  const auto server = serve(echo, limits);
  const RawClient client(server->port());
  client.say(get);
  EXPECT_THAT(client.hear("?\n"), Not(HasSubstr("Connection: close")));
  client.say(get);
  EXPECT_THAT(client.hear(), HasSubstr("Connection: close"));
}

TEST(HttpServer, AnswersHeadWithoutTheBody) {
  const auto server = serve();
  const std::string heard =
      ask(*server, "HEAD /h HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(heard, StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(heard, HasSubstr("Content-Length: 8\r\n"));
  EXPECT_TRUE(heard.ends_with("\r\n\r\n")) << heard;
}

TEST(HttpServer, SaysGoOnToWhoeverWaitsForIt) {
  const auto server = serve();
  const RawClient client(server->port());
  client.say("POST /e HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_THAT(client.hear("\r\n\r\n"), StartsWith("HTTP/1.1 100"));
  client.say("xyz");
  EXPECT_THAT(client.hear("xyz"), HasSubstr("POST /e?\nxyz"));
}

TEST(HttpServer, ReadsAChunkedBodyAndDropsItsTrailers) {
  const auto server = serve([](const Request& request) -> Result<Response> {
    const bool smuggled = find_header(request.headers, "X-Late").has_value();
    return text_response(200, request.body + (smuggled ? " smuggled" : ""));
  });
  const std::string heard = ask(*server,
                                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Late: 1\r\n\r\n");
  EXPECT_THAT(heard, HasSubstr("\r\n\r\nabcde\n"));
}

TEST(HttpServer, RefusesWhatIsTooLong) {
  const auto server = serve();
  const std::string start = "POST / HTTP/1.1\r\nHost: a\r\n";
  EXPECT_THAT(ask(*server, start + "X: " + std::string(4'000, 'x') + "\r\n\r\n"),
              StartsWith("HTTP/1.1 431"));
  std::string many = start;
  for (int i = 0; i < 70; ++i) many += "a: b\r\n";
  EXPECT_THAT(ask(*server, many + "\r\n"), StartsWith("HTTP/1.1 431"));
  EXPECT_THAT(ask(*server, start + "Content-Length: 4097\r\n\r\n"), StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(
      ask(*server, start + "Transfer-Encoding: chunked\r\n\r\n1001\r\n" + std::string(4'097, 'x')),
      StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(ask(*server, start + "Content-Length: 4096\r\n\r\n" + std::string(4'096, 'x')),
              StartsWith("HTTP/1.1 200"));
}

TEST(HttpServer, IsNotFloodedByHeadersWithoutEnd) {
  const auto server = serve();
  const RawClient client(server->port());
  client.say("GET / HTTP/1.1\r\nHost: a\r\n");
  const std::string line = "x: " + std::string(1'000, 'y') + "\r\n";
  for (int i = 0; i < 1'000 && client.say(line); ++i) {
  }
  EXPECT_THAT(client.hear(), testing::AnyOf(StartsWith("HTTP/1.1 431"), testing::IsEmpty()));
  EXPECT_THAT(ask(*server, get), StartsWith("HTTP/1.1 200"));
}

TEST(HttpServer, CutsOffASlowSender) {
  const auto server = serve();
  const RawClient client(server->port());
  const auto start = std::chrono::steady_clock::now();
  std::thread dripping([&] {
    const std::string_view text = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n";
    for (std::size_t i = 0; i < 100 && client.say(text.substr(i % text.size(), 1)); ++i) {
      std::this_thread::sleep_for(milliseconds(5));
    }
  });
  EXPECT_THAT(client.hear(), StartsWith("HTTP/1.1 408"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, milliseconds(1'500));
  dripping.join();
}

TEST(HttpServer, CutsOffASlowBodyToo) {
  const auto server = serve();
  const RawClient client(server->port());
  client.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_THAT(client.hear(), StartsWith("HTTP/1.1 408"));
}

TEST(HttpServer, ClosesAnIdleConnectionWithoutAWord) {
  ServerLimits limits = quick();
  limits.idle_time = milliseconds(60);
  const auto server = serve(echo, limits);
  const RawClient client(server->port());
  EXPECT_EQ(client.hear(), "");
}

TEST(HttpServer, RefusesAmbiguousFraming) {
  std::atomic<int> served = 0;
  const auto server = serve([&](const Request& request) {
    ++served;
    return echo(request);
  });
  const std::string start = "POST / HTTP/1.1\r\nHost: a\r\n";
  for (const std::string& shape : std::vector<std::string>{
           "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
           "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
           "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", "Content-Length: 3, 3\r\n\r\nabc",
           "Content-Length: +3\r\n\r\nabc", "Content-Length: -3\r\n\r\nabc",
           "Content-Length: 0x3\r\n\r\nabc", "Content-Length : 3\r\n\r\nabc",
           "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
           "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
           "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           "Transfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n", "Host: b\r\n\r\n"}) {
    EXPECT_THAT(ask(*server, start + shape), StartsWith("HTTP/1.1 400")) << shape;
  }
  EXPECT_THAT(ask(*server, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
              StartsWith("HTTP/1.1 400"));
  EXPECT_EQ(served, 0);
}

TEST(HttpServer, RefusesWhatIsNotARequest) {
  const auto server = serve();
  for (const std::string text :
       {"nonsense\r\n\r\n", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", "\x16\x03\x01\x02\x00\x01\r\n\r\n",
        "GET / HTTP/1.1\r\nHo st: a\r\n\r\n"}) {
    EXPECT_THAT(ask(*server, text), StartsWith("HTTP/1.1 400")) << text;
  }
  EXPECT_THAT(ask(*server, "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 405"));
  EXPECT_THAT(ask(*server, "GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n"),
              StartsWith("HTTP/1.1 417"));
}

TEST(HttpServer, AnswersAHalfClosedConnection) {
  const auto server = serve();
  EXPECT_THAT(ask(*server, get), HasSubstr("GET /?"));
  // Gone in the middle of a request: nothing to answer to, and nothing left behind.
  ask(*server, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_THAT(ask(*server, get), HasSubstr("GET /?"));
}

TEST(HttpServer, TellsNothingOfAnErrorInside) {
  const auto server = serve([](const Request& request) -> Result<Response> {
    if (request.path == "/error") return fail(Errc::io, "the secret disk is full", "磁盘已满");
    Response split = text_response(200, "x");
    split.headers.push_back({"X", "a\r\nSet-Cookie: b"});
    return split;
  });
  for (const std::string path : {"/error", "/split"}) {
    const std::string heard = ask(*server, "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_THAT(heard, StartsWith("HTTP/1.1 500"));
    EXPECT_THAT(heard, Not(HasSubstr("secret")));
    EXPECT_THAT(heard, Not(HasSubstr("Set-Cookie")));
  }
}

TEST(HttpServer, ServesManyAtOnce) {
  std::atomic<int> served = 0;
  const auto server = serve([&](const Request& request) {
    ++served;
    return echo(request);
  });
  std::vector<std::thread> clients;
  std::atomic<int> right = 0;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&, i] {
      for (int k = 0; k < 20; ++k) {
        const std::string path = "/" + std::to_string(i) + "/" + std::to_string(k);
        const auto response = send(server->url() + path, {});
        if (response && response->body == "GET " + path + "?\n") ++right;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(right, 160);
  EXPECT_EQ(served, 160);
}

TEST(HttpServer, TurnsAwayConnectionsAboveItsLimit) {
  ServerLimits limits = quick();
  limits.connections = 2;
  const auto server = serve(echo, limits);
  const RawClient first(server->port());
  const RawClient second(server->port());
  first.say(get);
  second.say(get);
  first.hear("?\n");
  second.hear("?\n");
  EXPECT_THAT(ask(*server, get), StartsWith("HTTP/1.1 503"));
  first.say(get);
  EXPECT_THAT(first.hear("?\n"), StartsWith("HTTP/1.1 200"));
}

TEST(HttpServer, LetsARequestInProgressEndWhenItStops) {
  std::promise<void> entered;
  std::promise<void> released;
  const auto server = serve([&](const Request& request) {
    entered.set_value();
    released.get_future().wait();
    return echo(request);
  });
  const RawClient idle(server->port());
  const RawClient busy(server->port());
  busy.say(get);
  entered.get_future().wait();
  std::thread stopping([&] { server->stop(milliseconds(2'000)); });
  EXPECT_EQ(idle.hear(), "");
  released.set_value();
  const std::string heard = busy.hear();
  EXPECT_THAT(heard, StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(heard, HasSubstr("Connection: close"));
  stopping.join();
  EXPECT_EQ(send(server->url() + "/", {}).error().code, Errc::unreachable);
}

TEST(HttpServer, LeavesThePortAtOnceWhenItStops) {
  for (int i = 0; i < 20; ++i) {
    const auto server = serve();
    server->stop(milliseconds(100));
    ASSERT_EQ(send(server->url() + "/", {}).error().code, Errc::unreachable);
  }
}

TEST(HttpServer, CutsOffWhatTakesTooLongWhenItStops) {
  ServerLimits limits = quick();
  limits.request_time = milliseconds(60'000);
  const auto server = serve(echo, limits);
  const RawClient slow(server->port());
  slow.say("GET / HTTP/1.1\r\n");
  ask(*server, get);
  const auto start = std::chrono::steady_clock::now();
  server->stop(milliseconds(50));
  EXPECT_LT(std::chrono::steady_clock::now() - start, milliseconds(1'500));
  EXPECT_EQ(slow.hear(), "");
}

TEST(HttpServer, SaysWhyItCannotListen) {
  const auto first = serve();
  const auto second =
      HttpServer::start("127.0.0.1:" + std::to_string(first->port()), echo, quick());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, Errc::io);
  for (const std::string bad : {"", "127.0.0.1", "host.example:0", "127.0.0.1:99999", ":80"}) {
    const auto refused = HttpServer::start(bad, echo, quick());
    ASSERT_FALSE(refused.has_value()) << bad;
    EXPECT_EQ(refused.error().code, Errc::invalid_input) << bad;
  }
}

}  // namespace
}  // namespace minutebook::server
