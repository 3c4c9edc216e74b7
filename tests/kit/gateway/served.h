#pragma once
// An HttpServer on a free port with a handler made of a function.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "daemon/gateway/http_server.h"
#include "tests/kit/gateway/raw_client.h"

namespace scand::test {

class FunctionHandler final : public daemon::gateway::Handler {
 public:
  using Function = std::function<void(daemon::gateway::Request, daemon::gateway::Respond)>;
  explicit FunctionHandler(Function function) : function_(std::move(function)) {}
  void handle(daemon::gateway::Request request, daemon::gateway::Respond respond) override {
    function_(std::move(request), std::move(respond));
  }

 private:
  Function function_;
};

inline daemon::gateway::Response text(std::string body, int status = 200) {
  daemon::gateway::Response response;
  response.status = status;
  response.content_type = "text/plain";
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

// Says what it understood: "POST /path?name=value [body] client".
inline void echo(const daemon::gateway::Request& request, const daemon::gateway::Respond& respond) {
  auto said = request.method + " " + request.path;
  for (const auto& [name, value] : request.query)
    said += "?" + name + "=" + value;
  respond(text(said + " [" + request.body + "] " + request.client));
}

inline daemon::gateway::HttpServerOptions free_port() {
  daemon::gateway::HttpServerOptions options;
  options.port = 0;
  return options;
}

struct Served {
  explicit Served(daemon::gateway::HttpServerOptions options = free_port(),
                  FunctionHandler::Function function = echo)
      : handler(std::move(function)), server(std::move(options), handler, clock) {
    server.start();
  }
  [[nodiscard]] RawClient connect() const { return RawClient(server.port()); }
  // One request on a connection of its own.
  std::optional<Reply> ask(const std::string& request) const {
    auto client = connect();
    client.send(request);
    return client.reply();
  }

  base::SystemClock clock;
  FunctionHandler handler;
  daemon::gateway::HttpServer server;
};

}  // namespace scand::test
