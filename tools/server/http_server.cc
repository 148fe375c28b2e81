// <utility> comes first: Boost 1.74's awaitable.hpp uses std::exchange without it.
#include <utility>

#include "tools/server/http_server.h"

#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include "ledger/base/check.h"
#include "tools/server/request_head.h"

namespace minutebook::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr milliseconds cancel_interval{50};
constexpr milliseconds linger_time{300};
constexpr milliseconds busy_time{1'000};
constexpr milliseconds accept_pause{50};
constexpr milliseconds stop_time{1'000};  // for a server that nobody stopped
constexpr std::size_t linger_bytes = 256 * 1024;
constexpr std::size_t read_bytes = 4 * 1024;
constexpr std::size_t max_busy_answers = 32;  // above it a connection is closed without a word

/// A completion that leaves its error in `error` instead of throwing it.
auto into(error_code& error) { return asio::redirect_error(asio::use_awaitable, error); }

/// One connection: its socket and its deadline. Everything runs on the socket's strand.
struct Connection : std::enable_shared_from_this<Connection> {
  explicit Connection(tcp::socket accepted)
      : socket(std::move(accepted)), timer(socket.get_executor()) {}

  /// What is under way is cut off after `time`, unless the next call comes first.
  void expect_within(milliseconds time) {
    expired = false;
    arm(time, ++watch);
  }
  void expect_nothing() {
    ++watch;
    timer.cancel();
  }
  void close() {
    error_code ignored;
    socket.shutdown(tcp::socket::shutdown_both, ignored);
    socket.close(ignored);
  }

  tcp::socket socket;
  asio::steady_timer timer;
  std::string peer;
  bool idle = false;     ///< between two requests
  bool expired = false;  ///< the deadline came

 private:
  void arm(milliseconds time, unsigned armed) {
    timer.expires_after(time);
    timer.async_wait([self = shared_from_this(), armed](error_code error) {
      if (error || armed != self->watch) return;
      self->expired = true;
      error_code ignored;
      self->socket.cancel(ignored);
      // A reading that was between two steps was not there to be cancelled: so again, until heard.
      self->arm(cancel_interval, armed);
    });
  }
  unsigned watch = 0;
};
using Line = std::shared_ptr<Connection>;

using Parser = http::request_parser<http::string_body>;

/// What came of reading a request: one, or why there is none; neither when the other side left.
struct Incoming {
  std::optional<Request> request;
  std::optional<Response> refusal;
  bool head = false;
  bool keep_alive = false;
};

std::optional<Response> answer_to(const error_code& error, bool expired) {
  if (expired) return text_response(408, "the request did not come in time");
  if (error == http::error::end_of_stream) return std::nullopt;
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return text_response(431, "the headers are too long");
  }
  if (error == http::error::body_limit) return text_response(413, "the body is too long");
  if (error.category() == http::make_error_code(http::error::bad_value).category()) {
    return text_response(400, "malformed request");
  }
  return std::nullopt;
}

/// Taken before the body is read: a trailer never passes for a header.
RequestHead head_of(const http::request<http::string_body>& message) {
  RequestHead head;
  head.method = std::string(message.method_string());
  head.target = std::string(message.target());
  head.version = message.version();
  for (const auto& field : message) {
    head.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  return head;
}

template <typename Stream>
asio::awaitable<Incoming> read_request(Stream& stream, beast::flat_buffer& buffer,
                                       const Connection& line, const ServerLimits& limits) {
  Incoming in;
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
  parser.body_limit(limits.body_bytes);
  error_code error;
  co_await http::async_read_header(stream, buffer, parser, into(error));
  if (error) {
    in.refusal = answer_to(error, line.expired);
    co_return in;
  }
  RequestHead head = head_of(parser.get());
  in.refusal = server::refusal_of(head);
  if (in.refusal) co_return in;
  in.head = parser.get().method() == http::verb::head;
  in.keep_alive = parser.get().keep_alive();
  if (parser.get().count(http::field::expect) > 0 && !parser.is_done()) {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(stream, asio::buffer(go_on), into(error));
    if (error) co_return in;
  }
  co_await http::async_read(stream, buffer, parser, into(error));
  if (error) {
    in.refusal = answer_to(error, line.expired);
    co_return in;
  }
  in.request = request_of(std::move(head), line.peer);
  in.request->body = std::move(parser.get().body());
  co_return in;
}

/// How a response is to be sent.
struct Sending {
  bool head = false;  ///< without its body
  bool keep_alive = false;
};

template <typename Stream>
asio::awaitable<bool> write_response(Stream& stream, const Response& response, Sending how) {
  http::response<http::span_body<const char>> out;
  out.version(11);
  out.result(response.status);
  out.keep_alive(how.keep_alive);
  if (!response.content_type.empty()) out.set(http::field::content_type, response.content_type);
  for (const Header& header : response.headers) out.insert(header.name, header.value);
  const std::string& content = response.content();
  const bool has_content = response.status != 204 && response.status != 304;
  if (has_content) out.content_length(content.size());
  if (has_content && !how.head) {
    out.body() = beast::span<const char>(content.data(), content.size());
  }
  http::response_serializer<http::span_body<const char>> serializer(out);
  error_code error;
  co_await http::async_write(stream, serializer, into(error));
  co_return !error;
}

/// Takes what the other side is still sending, for a moment: closing at once would reset the
/// connection, and the answer would be lost with it.
template <typename Stream>
asio::awaitable<void> linger(Stream& stream, Connection& line) {
  error_code error;
  line.socket.shutdown(tcp::socket::shutdown_send, error);
  line.expect_within(linger_time);
  std::array<char, read_bytes> dropped{};
  std::size_t total = 0;
  while (!error && !line.expired && total < linger_bytes) {
    total += co_await stream.async_read_some(asio::buffer(dropped), into(error));
  }
}

/// What every connection needs of its server, which outlives it.
struct Service {
  Handler handler;
  ServerLimits limits;
  std::atomic<bool> stopping{false};
};

Response answer(const Service& service, const Request& request) {
  auto response = service.handler(request);
  return response && is_sendable(*response) ? std::move(*response)
                                            : text_response(500, "internal error");
}

template <typename Stream>
asio::awaitable<void> refuse(Stream& stream, Connection& line, Response response) {
  const bool written = co_await write_response(stream, response, {});
  if (written) co_await linger(stream, line);
}

asio::awaitable<void> turn_away(Line line) {
  line->expect_within(busy_time);
  co_await refuse(line->socket, *line, text_response(503, "too many connections"));
}

/// Waits for the first bytes of a request; false when none will come.
template <typename Stream>
asio::awaitable<bool> next_bytes(const Service& service, Stream& stream, beast::flat_buffer& buffer,
                                 Connection& line) {
  if (buffer.size() > 0) co_return true;
  line.idle = true;
  line.expect_within(service.limits.idle_time);
  if (service.stopping) co_return false;
  error_code error;
  const auto room = buffer.prepare(read_bytes);
  const std::size_t got = co_await stream.async_read_some(room, into(error));
  line.idle = false;
  buffer.commit(got);
  co_return !error && got > 0;
}

template <typename Stream>
asio::awaitable<void> converse(const Service& service, Stream& stream, Connection& line) {
  beast::flat_buffer buffer;
  for (std::size_t count = 1; count <= service.limits.requests_per_connection; ++count) {
    const bool there = co_await next_bytes(service, stream, buffer, line);
    if (!there) co_return;
    line.expect_within(service.limits.request_time);
    Incoming in = co_await read_request(stream, buffer, line, service.limits);
    if (in.refusal) {
      line.expect_within(service.limits.response_time);
      co_await refuse(stream, line, std::move(*in.refusal));
      co_return;
    }
    if (!in.request) co_return;
    line.expect_nothing();
    const Response response = answer(service, *in.request);
    const bool last = count == service.limits.requests_per_connection || service.stopping;
    const Sending how{in.head, in.keep_alive && !last};
    line.expect_within(service.limits.response_time);
    const bool written = co_await write_response(stream, response, how);
    if (!written || !how.keep_alive) co_return;
  }
}

/// The one place that chooses the stream: TLS would wrap the socket and shake hands here.
asio::awaitable<void> serve(const Service& service, Line line) {
  co_await converse(service, line->socket, *line);
}

}  // namespace

struct HttpServer::Impl {
  Impl(Handler given, const ServerLimits& granted)
      : service{std::move(given), granted}, acceptor(asio::make_strand(context)) {}

  Result<void> listen(std::string_view address);
  void run() {
    asio::co_spawn(acceptor.get_executor(), accept_all(), asio::detached);
    for (unsigned i = 0; i < std::max(1U, service.limits.threads); ++i) {
      threads.emplace_back([this] {
        const auto work = asio::make_work_guard(context);
        context.run();
      });
    }
  }
  void stop(milliseconds deadline);

  asio::awaitable<void> accept_all();
  void admit(tcp::socket socket);
  void leave(const Line& line) {
    line->expect_nothing();
    line->close();
    const std::lock_guard lock(mutex);
    lines.erase(line);
    gone.notify_all();
  }
  void each_line(const std::function<void(Connection&)>& act) {
    const std::lock_guard lock(mutex);
    for (const Line& line : lines) {
      asio::post(line->socket.get_executor(), [line, act] { act(*line); });
    }
  }

  Service service;
  asio::io_context context;
  tcp::acceptor acceptor;
  tcp::endpoint endpoint;
  std::mutex mutex;
  std::condition_variable gone;
  std::set<Line> lines;  // under the mutex
  std::vector<std::jthread> threads;
};

Result<void> HttpServer::Impl::listen(std::string_view address) {
  MB_TRY(url, parse_listen_address(address));
  error_code error;
  const auto host = asio::ip::make_address(url.host == "localhost" ? "127.0.0.1" : url.host, error);
  if (error) {
    return fail(Errc::invalid_input, url.host + " is not the address of an interface; write digits",
                url.host + " 不是网络接口的地址；请写数字形式的地址");
  }
  endpoint = tcp::endpoint(host, static_cast<std::uint16_t>(std::stoul(url.port)));
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
  if (!error) endpoint = acceptor.local_endpoint(error);
  if (!error) return {};
  return fail(Errc::io, "cannot listen on " + printable(address) + ": " + error.message(),
              "无法监听 " + printable(address) + "：" + error.message());
}

asio::awaitable<void> HttpServer::Impl::accept_all() {
  while (!service.stopping) {
    error_code error;
    tcp::socket socket(asio::make_strand(context));
    co_await acceptor.async_accept(socket, into(error));
    if (service.stopping || !acceptor.is_open()) co_return;
    if (!error) {
      admit(std::move(socket));
      continue;
    }
    // Too many open files, say: trying again at once would only burn the processor.
    asio::steady_timer pause(acceptor.get_executor(), accept_pause);
    co_await pause.async_wait(into(error));
  }
}

void HttpServer::Impl::admit(tcp::socket socket) {
  const auto line = std::make_shared<Connection>(std::move(socket));
  error_code ignored;
  const auto peer = line->socket.remote_endpoint(ignored);
  line->peer = peer.address().to_string();
  line->socket.set_option(tcp::no_delay(true), ignored);
  bool busy = false;
  {
    const std::lock_guard lock(mutex);
    if (lines.size() >= service.limits.connections + max_busy_answers) return;
    busy = lines.size() >= service.limits.connections;
    lines.insert(line);
  }
  asio::co_spawn(line->socket.get_executor(), busy ? turn_away(line) : serve(service, line),
                 [this, line](const std::exception_ptr& /*out of memory*/) { leave(line); });
}

void HttpServer::Impl::stop(milliseconds deadline) {
  if (service.stopping.exchange(true)) return;
  error_code ignored;
  asio::post(acceptor.get_executor(), [this, &ignored] { acceptor.close(ignored); });
  each_line([](Connection& line) {
    if (line.idle) line.close();
  });
  std::unique_lock lock(mutex);
  if (!gone.wait_for(lock, deadline, [this] { return lines.empty(); })) {
    lock.unlock();
    each_line([](Connection& line) { line.close(); });
    lock.lock();
  }
  gone.wait(lock, [this] { return lines.empty(); });
  lock.unlock();
  context.stop();
  threads.clear();          // joins them
  acceptor.close(ignored);  // the posted one may not have run
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

HttpServer::~HttpServer() { stop(stop_time); }

Result<std::unique_ptr<HttpServer>> HttpServer::start(std::string_view listen, Handler handler,
                                                      const ServerLimits& limits) {
  MB_CHECK(handler != nullptr);
  auto impl = std::make_unique<Impl>(std::move(handler), limits);
  MB_TRY_VOID(impl->listen(listen));
  impl->run();
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

std::uint16_t HttpServer::port() const { return impl_->endpoint.port(); }

std::string HttpServer::url() const {
  return format(Url{impl_->endpoint.address().to_string(), std::to_string(port()), ""});
}

void HttpServer::stop(milliseconds deadline) { impl_->stop(deadline); }

}  // namespace minutebook::server
