// An HTTP server for bench_gateway.py, until standard input ends; prints its port.
//
//     gateway_server ours SIGNALS THREADS   the gateway and a broker; the exchange answers at once
//                                           with this number of signals
//     gateway_server bare FILE THREADS      the least code that Beast needs to answer every request
//                                           with the bytes of a file: the floor for comparison

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "daemon/gateway/gateway.h"
#include "tests/kit/broker/broker_fixture.h"

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace broker = scand::broker;
namespace proto = scand::proto;
using asio::ip::tcp;

using Body = std::shared_ptr<const std::string>;

constexpr std::size_t kClientsMax = 4096;  // from this machine's one address

void serve_until_the_end(unsigned port) {
  std::printf("%u\n", port);
  std::fflush(stdout);
  for (std::string line; std::getline(std::cin, line);) {
  }
}

// As many words and numbers as a full analysis has.
void fill(proto::Signal& signal, std::size_t number) {
  auto& analysis = signal.analysis;
  for (const auto* name : {"RSI", "MACD histogram", "EMA trend", "momentum of 5", "momentum of 20",
                           "volume", "Ichimoku", "VWAP"})
    analysis.reasons.push_back({name, 1.0 / static_cast<double>(number + 3), 0.8125, 0.14, 12.125});
}

proto::PartialResult answer_at_once(const proto::ScanTask& task, int signals) {
  auto partial = broker::test::sample_partial(task, signals, std::chrono::milliseconds(1));
  std::size_t number = 0;
  for (auto& signal : partial.signals)
    fill(signal, number++);
  return partial;
}

void serve_ours(int signals, std::size_t threads) {
  const auto room = [](broker::BrokerOptions& options) {
    options.core.max_jobs = options.core.max_jobs_per_client = kClientsMax;
    options.core.max_waiters_per_client = kClientsMax;
    options.core.max_waiters_per_job = kClientsMax;
  };
  broker::test::BrokerFixture broker(
      [signals](const proto::ScanTask& task, broker::TaskContext&) {
        return answer_at_once(task, signals);
      },
      room);
  scand::daemon::gateway::GatewayOptions options;
  options.server.port = 0;
  options.server.threads = threads;
  options.server.limits.connections_per_address = options.server.limits.connections;
  scand::daemon::gateway::Gateway gateway(options, *broker, broker.clock());
  gateway.start();
  const auto endpoint = gateway.endpoint();
  serve_until_the_end(static_cast<unsigned>(std::stoul(endpoint.substr(endpoint.rfind(':') + 1))));
  gateway.stop(std::chrono::milliseconds(0));
  broker->stop(std::chrono::seconds(1));
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
  std::vector<std::thread> threads;
  for (auto& loop : loops)
    threads.emplace_back([&loop] {
      const auto work = asio::make_work_guard(*loop);
      loop->run();
    });
  serve_until_the_end(acceptor.local_endpoint().port());
  for (auto& loop : loops)
    loop->stop();
  for (auto& thread : threads)
    thread.join();
}

Body read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return std::make_shared<const std::string>(std::istreambuf_iterator<char>(file),
                                             std::istreambuf_iterator<char>());
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::fputs("usage: gateway_server ours SIGNALS THREADS | bare FILE THREADS\n", stderr);
    return 64;
  }
  const auto threads = std::strtoul(words[3], nullptr, 10);
  if (std::string_view(words[1]) == "ours") {
    serve_ours(std::atoi(words[2]), threads);
  } else {
    serve_bare(read_file(words[2]), threads);
  }
}
