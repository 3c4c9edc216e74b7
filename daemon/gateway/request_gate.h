#pragma once
// Who may come in: judged when a request's header is whole, before its body is read. Pure.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/gateway/cors.h"
#include "daemon/gateway/http_message.h"
#include "daemon/gateway/tokens.h"

namespace scand::daemon::gateway {

class RequestGate {
 public:
  // `cors` outlives the gate.
  RequestGate(const Cors& cors, std::vector<std::string> open_paths)
      : cors_(cors), open_paths_(std::move(open_paths)) {}

  // Fills client and roles. The answer where the request may not go on (a preflight among them);
  // nothing where it may. `tokens` null: everybody may do everything, by address.
  [[nodiscard]] std::optional<Response> judge(Request& request, const TokenTable* tokens,
                                              const std::string& address) const;

 private:
  [[nodiscard]] bool is_open(const std::string& path) const;

  const Cors& cors_;
  std::vector<std::string> open_paths_;
};

}  // namespace scand::daemon::gateway
