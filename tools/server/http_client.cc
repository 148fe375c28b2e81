// <utility> comes first: Boost 1.74's awaitable.hpp uses std::exchange without it.
#include <utility>

#include "tools/server/http_client.h"

#include <algorithm>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace minutebook::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Time = std::chrono::steady_clock::time_point;

auto into(error_code& error) { return asio::redirect_error(asio::use_awaitable, error); }

tl::unexpected<Error> unreachable(std::string_view url, const std::string& why) {
  const std::string shown = printable(url);
  return fail(Errc::unreachable, "cannot reach " + shown + ": " + why,
              "无法连接 " + shown + "：" + why);
}

http::request<http::string_body> message_of(const Url& url, const Request& request) {
  http::request<http::string_body> out;
  out.version(11);
  out.method_string(request.method);
  out.target(url.target);
  const bool is_v6 = url.host.find(':') != url.host.npos;
  const std::string host = is_v6 ? "[" + url.host + "]" : url.host;
  out.set(http::field::host, url.port == "80" ? host : host + ":" + url.port);
  out.set(http::field::user_agent, "minutebook");
  out.set(http::field::connection, "close");
  for (const Header& header : request.headers) out.insert(header.name, header.value);
  out.body() = request.body;
  out.prepare_payload();
  return out;
}

Response response_of(http::response<http::string_body> message) {
  Response response;
  response.status = message.result_int();
  response.content_type = std::string(message[http::field::content_type]);
  for (const auto& field : message) {
    response.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  response.body = std::move(message.body());
  return response;
}

/// One request under way; one thread.
class Exchange {
 public:
  Exchange(std::string_view url, const ClientLimits& limits)
      : url_(url), limits_(limits), socket_(context_) {
    parser_.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    parser_.body_limit(limits.body_bytes);
  }

  Result<Response> run(const tcp::resolver::results_type& where,
                       const http::request<http::string_body>& message) {
    parser_.skip(message.method() == http::verb::head);
    const Time start = std::chrono::steady_clock::now();
    const Time end = start + limits_.total_time;
    const Time connected_by = std::min(end, start + limits_.connect_time);
    asio::co_spawn(context_, talk(where, message), asio::detached);
    while (!done_) {
      if (context_.run_one_until(connected_ ? end : connected_by) == 0 && !done_) {
        return unreachable(url_, connected_ ? "no answer in time" : "no connection in time");
      }
    }
    if (!error_) return response_of(parser_.release());
    return failure();
  }

 private:
  asio::awaitable<void> talk(const tcp::resolver::results_type& where,
                             const http::request<http::string_body>& message) {
    co_await asio::async_connect(socket_, where, into(error_));
    connected_ = !error_;
    if (!error_) {
      // A server that refuses early may have closed its side: what it said is worth reading.
      error_code sending;
      co_await http::async_write(socket_, message, into(sending));
      co_await http::async_read_header(socket_, buffer_, parser_, into(error_));
      // Beast holds a response's stated length against no limit: only what it has not stated.
      if (!error_ && parser_.content_length().value_or(0) > limits_.body_bytes) {
        error_ = http::error::body_limit;
      }
      if (!error_) co_await http::async_read(socket_, buffer_, parser_, into(error_));
      if (sending && error_) error_ = sending;
    }
    done_ = true;
  }

  Result<Response> failure() const {
    const bool of_http =
        error_.category() == http::make_error_code(http::error::bad_value).category();
    const bool cut = error_ == http::error::end_of_stream || error_ == http::error::partial_message;
    if (!of_http || cut) return unreachable(url_, error_.message());
    const std::string shown = printable(url_);
    return fail(Errc::invalid_input, shown + ": the answer is not usable: " + error_.message(),
                shown + "：应答不可用：" + error_.message());
  }

  std::string_view url_;
  ClientLimits limits_;
  asio::io_context context_{1};
  tcp::socket socket_;
  beast::flat_buffer buffer_;
  http::response_parser<http::string_body> parser_;
  error_code error_;
  bool connected_ = false;
  bool done_ = false;
};

}  // namespace

Result<Response> send(std::string_view url, const Request& request, const ClientLimits& limits) {
  MB_TRY(parts, parse_url(url));
  if (!are_sendable(request.headers)) {
    return fail(Errc::invalid_input, "a header of the request is malformed", "请求头格式有误");
  }
  asio::io_context context;
  error_code error;
  const auto where = tcp::resolver(context).resolve(parts.host, parts.port, error);
  if (error) return unreachable(url, error.message());
  return Exchange(url, limits).run(where, message_of(parts, request));
}

}  // namespace minutebook::server
