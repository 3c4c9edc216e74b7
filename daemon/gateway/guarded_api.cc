#include "daemon/gateway/guarded_api.h"

#include <fmt/format.h>
#include <stdexcept>
#include <utility>

#include "daemon/gateway/problem.h"
#include "daemon/http/listener.h"

namespace scand::daemon::gateway {

GuardedApi::GuardedApi(AccessOptions options, Api& api)
    : options_(std::move(options)),
      api_(api),
      cors_(options_.allowed_origins),
      gate_(cors_, options_.open_paths) {}

void GuardedApi::start(const std::string& address, std::uint16_t port) {
  if (!options_.token_file.empty()) {
    auto tokens = read_token_file(options_.token_file);
    if (!tokens.ok()) throw std::runtime_error(tokens.error());
    tokens_.with([&](Tokens& present) { present = std::move(tokens).value(); });
  } else if (!http::is_loopback(address)) {
    throw std::runtime_error(fmt::format(
        "refusing to listen for HTTP at {} without tokens: anybody who reaches it could use scand; "
        "name a token file, or listen at 127.0.0.1. Tokens travel in the clear: for TLS, listen at "
        "127.0.0.1 and put a proxy such as nginx or Caddy in front that ends it",
        http::endpoint_text(address, port)));
  }
}

base::Status<std::string> GuardedApi::reload() {
  if (options_.token_file.empty()) return base::Ok{};
  auto tokens = read_token_file(options_.token_file);
  if (!tokens.ok()) return tokens.error() + "; the tokens read before stay in force";
  tokens_.with([&](Tokens& present) { present = std::move(tokens).value(); });
  return base::Ok{};
}

http::Admission GuardedApi::admit(http::Request& request) {
  // A copy: the table that judges this request stays while it is replaced.
  const Tokens tokens = options_.token_file.empty()
                            ? nullptr
                            : tokens_.with([](const Tokens& present) { return present; });
  http::Admission admission;
  if (const auto origin = http::header_value(request.headers, "origin"); !origin.empty())
    admission.headers = cors_.answer_headers(origin);
  admission.answer = gate_.judge(request, tokens.get());
  return admission;
}

void GuardedApi::handle(http::Request request, http::Respond respond) {
  api_.handle(std::move(request), std::move(respond));
}

http::Response GuardedApi::refusal(int status, const std::string& detail) const {
  return problem_response(status_problem(status, detail));
}

}  // namespace scand::daemon::gateway
