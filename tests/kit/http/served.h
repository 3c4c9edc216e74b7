#pragma once
// An Server on a free port with a handler made of a function.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "daemon/http/server.h"
#include "lib/base/clock.h"
#include "tests/kit/http/raw_client.h"

namespace scand::test {

// Handles and admits as the functions say; without an `Admit` it admits everything.
class FunctionHandler final : public daemon::http::Handler {
 public:
  using Function = std::function<void(daemon::http::Request, daemon::http::Respond)>;
  using Admit = std::function<daemon::http::Admission(daemon::http::Request&)>;
  explicit FunctionHandler(Function function, Admit admit = {})
      : function_(std::move(function)), admit_(std::move(admit)) {}

  daemon::http::Admission admit(daemon::http::Request& request) override {
    return admit_ ? admit_(request) : daemon::http::Admission();
  }
  void handle(daemon::http::Request request, daemon::http::Respond respond) override {
    function_(std::move(request), std::move(respond));
  }
  daemon::http::Response refusal(int status, const std::string& detail) const override {
    daemon::http::Response response;
    response.status = status;
    response.content_type = "application/problem+json";
    response.body = std::make_shared<const std::string>(detail);
    return response;
  }

 private:
  Function function_;
  Admit admit_;
};

inline daemon::http::Response text(std::string body, int status = 200) {
  daemon::http::Response response;
  response.status = status;
  response.content_type = "text/plain";
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

// Answers with what it understood: "POST /path?name=value [body] client".
inline void echo(const daemon::http::Request& request, const daemon::http::Respond& respond) {
  auto said = request.method + " " + request.path;
  for (const auto& [name, value] : request.query)
    said += "?" + name + "=" + value;
  respond(text(said + " [" + request.body + "] " + request.client));
}

inline daemon::http::ServerOptions free_port() {
  daemon::http::ServerOptions options;
  options.port = 0;
  return options;
}

struct Served {
  explicit Served(daemon::http::ServerOptions options = free_port(),
                  FunctionHandler::Function function = echo, FunctionHandler::Admit admit = {})
      : handler(std::move(function), std::move(admit)), server(std::move(options), handler, clock) {
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
  daemon::http::Server server;
};

}  // namespace scand::test
