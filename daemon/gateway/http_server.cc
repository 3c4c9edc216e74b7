#include "daemon/gateway/http_server.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>
#include <utility>
#include <vector>

#include "daemon/gateway/connection_loop.h"
#include "daemon/gateway/listener.h"
#include "daemon/gateway/token_file.h"

namespace scand::daemon::gateway {

using Door = ConnectionBook::Door;

struct HttpServer::Impl {
  Impl(const HttpServerOptions& options, Handler& handler, const base::Clock& clock)
      : parts(options, handler, clock) {}

  void accept(std::shared_ptr<Accepted> accepted);

  ServerParts parts;
  std::vector<std::unique_ptr<ConnectionLoop>> loops;  // the first one accepts
  std::unique_ptr<Listener> listener;
  std::uint16_t port = 0;
  std::size_t next_loop = 0;  // the accepting thread's
};

namespace {

// Null: no file is named, and nobody needs a token.
std::shared_ptr<const TokenTable> tokens_at_start(const HttpServerOptions& options) {
  if (options.token_file.empty()) {
    if (is_loopback(options.address)) return nullptr;
    throw std::runtime_error(fmt::format(
        "refusing to listen for HTTP at {} without tokens: anybody who reaches it could use scand; "
        "name a token file, or listen at 127.0.0.1. Tokens travel in the clear: for TLS, listen at "
        "127.0.0.1 and put a proxy such as nginx or Caddy in front that ends it",
        endpoint_text(options.address, options.port)));
  }
  auto tokens = read_token_file(options.token_file);
  if (!tokens.ok()) throw std::runtime_error(tokens.error());
  return std::move(tokens).value();
}

}  // namespace

void HttpServer::Impl::accept(std::shared_ptr<Accepted> accepted) {
  auto& counters = *parts.counters;
  const auto door = parts.book.enter(accepted->address);
  if (door == Door::open) {
    count(counters.connections_accepted);
  } else {
    count(door == Door::full_for_address ? counters.connections_refused_per_address
                                         : counters.connections_refused_total);
  }
  if (door == Door::shut) return;
  auto& loop = *loops[next_loop++ % loops.size()];
  loop.loop()->post([&loop, door, accepted = std::move(accepted)] { loop.adopt(*accepted, door); });
}

HttpServer::HttpServer(const HttpServerOptions& options, Handler& handler, const base::Clock& clock)
    : impl_(std::make_unique<Impl>(options, handler, clock)) {}

HttpServer::~HttpServer() {
  stop({});
}

void HttpServer::start() {
  const auto& options = impl_->parts.options;
  const auto tokens = tokens_at_start(options);
  for (std::size_t number = 0; number < std::max<std::size_t>(options.threads, 1); ++number)
    impl_->loops.push_back(
        std::make_unique<ConnectionLoop>(impl_->parts, fmt::format("http {}", number), tokens));
  impl_->listener =
      std::make_unique<Listener>(*impl_->loops[0]->loop(), options.address, options.port);
  impl_->port = impl_->listener->port();
  impl_->listener->start(
      [impl = impl_.get()](std::shared_ptr<Accepted> accepted) {
        impl->accept(std::move(accepted));
      },
      [counters = impl_->parts.counters] { count(counters->accept_failures); });
  for (const auto& loop : impl_->loops)
    loop->start();
}

void HttpServer::stop(std::chrono::milliseconds grace) {
  if (!impl_->listener) return;
  impl_->loops[0]->loop()->post([impl = impl_.get()] { impl->listener->close(); });
  for (const auto& loop : impl_->loops)
    loop->loop()->post([&loop = *loop] { loop.drain(); });
  if (grace.count() > 0) impl_->parts.book.wait_until_empty(grace);
  for (const auto& loop : impl_->loops)
    loop->stop();
  impl_->listener.reset();
  impl_->loops.clear();
}

base::Status<std::string> HttpServer::reload() {
  const auto& path = impl_->parts.options.token_file;
  if (path.empty()) return base::Ok{};
  auto tokens = read_token_file(path);
  if (!tokens.ok()) return tokens.error() + "; the tokens read before stay in force";
  for (const auto& loop : impl_->loops)
    loop->loop()->post([&loop = *loop, table = tokens.value()] { loop.use_tokens(table); });
  return base::Ok{};
}

std::uint16_t HttpServer::port() const {
  return impl_->port;
}

std::string HttpServer::endpoint() const {
  return endpoint_text(impl_->parts.options.address, impl_->port);
}

base::LoopTurns HttpServer::turns() const {
  base::LoopTurns turns;
  for (std::size_t number = 0; number < impl_->loops.size(); ++number)
    turns.emplace(fmt::format("http {}", number), impl_->loops[number]->last_turn());
  return turns;
}

const HttpCounters& HttpServer::counters() const {
  return *impl_->parts.counters;
}

}  // namespace scand::daemon::gateway
