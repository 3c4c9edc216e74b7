// Serves one body over HTTP until standard input ends, by the gateway's server or by the least that
// Beast needs: the floor that bench_gateway.py compares with. Prints its port.
//
//     gateway_server ours|bare BODY_BYTES THREADS

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "daemon/gateway/gzip.h"
#include "daemon/gateway/http_server.h"

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using scand::daemon::gateway::GzipCache;
using scand::daemon::gateway::Handler;
using scand::daemon::gateway::HttpServer;
using scand::daemon::gateway::HttpServerOptions;
using scand::daemon::gateway::Request;
using scand::daemon::gateway::Respond;
using scand::daemon::gateway::Response;

using Body = std::shared_ptr<const std::string>;

void wait_for_the_end() {
  for (std::string line; std::getline(std::cin, line);) {
  }
}

class OneBody final : public Handler {
 public:
  explicit OneBody(Body body) {
    response_.content_type = "application/json";
    response_.body = std::move(body);
    response_.gzip = std::make_shared<GzipCache>();
  }
  void handle(Request, Respond respond) override { respond(response_); }

 private:
  Response response_;
};

void serve_ours(const Body& body, std::size_t threads) {
  HttpServerOptions options;
  options.port = 0;
  options.threads = threads;
  OneBody handler(body);
  const scand::base::SystemClock clock;
  HttpServer server(options, handler, clock);
  server.start();
  std::printf("%u\n", unsigned{server.port()});
  std::fflush(stdout);
  wait_for_the_end();
}

// No limits, no time-outs, no checks: what a tutorial would write.
class BareConnection : public std::enable_shared_from_this<BareConnection> {
 public:
  BareConnection(tcp::socket socket, const Body& body) : socket_(std::move(socket)) {
    answer_.emplace(http::status::ok, 11);
    answer_->set(http::field::content_type, "application/json");
    answer_->body() = {body->data(), body->size()};
    answer_->prepare_payload();
  }
  void read() {
    request_ = {};
    http::async_read(socket_, buffer_, request_,
                     [self = shared_from_this()](beast::error_code code, std::size_t) {
                       if (!code) self->write();
                     });
  }

 private:
  void write() {
    http::async_write(socket_, *answer_,
                      [self = shared_from_this()](beast::error_code code, std::size_t) {
                        if (!code) self->read();
                      });
  }

  tcp::socket socket_;
  beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  std::optional<http::response<http::span_body<const char>>> answer_;
};

void accept_bare(tcp::acceptor& acceptor, std::vector<std::unique_ptr<asio::io_context>>& loops,
                 std::size_t next, const Body& body) {
  acceptor.async_accept(
      *loops[next % loops.size()], [&, next](beast::error_code code, tcp::socket socket) {
        if (code) return;
        socket.set_option(tcp::no_delay(true));
        auto& loop = *loops[next % loops.size()];
        auto connection = std::make_shared<BareConnection>(std::move(socket), body);
        asio::post(loop, [connection] { connection->read(); });
        accept_bare(acceptor, loops, next + 1, body);
      });
}

void serve_bare(const Body& body, std::size_t count) {
  std::vector<std::unique_ptr<asio::io_context>> loops;
  for (std::size_t number = 0; number < count; ++number)
    loops.push_back(std::make_unique<asio::io_context>(1));
  tcp::acceptor acceptor(*loops[0], tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  accept_bare(acceptor, loops, 0, body);
  std::printf("%u\n", unsigned{acceptor.local_endpoint().port()});
  std::fflush(stdout);
  std::vector<std::thread> threads;
  for (auto& loop : loops)
    threads.emplace_back([&loop] {
      const auto work = asio::make_work_guard(*loop);
      loop->run();
    });
  wait_for_the_end();
  for (auto& loop : loops)
    loop->stop();
  for (auto& thread : threads)
    thread.join();
}

// As compressible as a result is.
Body make_body(std::size_t bytes) {
  std::string text = "[";
  for (std::size_t number = 0; text.size() < bytes; ++number)
    text += R"({"symbol":"SYM)" + std::to_string(number) + R"(/USDT","strength":)" +
            std::to_string(number * 7919 % 100) + R"(,"label":"BUY"},)";
  text.resize(bytes);
  return std::make_shared<const std::string>(std::move(text));
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::fputs("usage: gateway_server ours|bare BODY_BYTES THREADS\n", stderr);
    return 64;
  }
  const auto body = make_body(std::strtoul(words[2], nullptr, 10));
  const auto threads = std::strtoul(words[3], nullptr, 10);
  if (std::string_view(words[1]) == "ours") {
    serve_ours(body, threads);
  } else {
    serve_bare(body, threads);
  }
}
