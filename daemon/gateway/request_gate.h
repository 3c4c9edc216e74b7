#pragma once
// Who may send a request: decided when its header is complete and its body is not read yet. Pure.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/gateway/cors.h"
#include "daemon/gateway/tokens.h"
#include "daemon/http/message.h"

namespace scand::daemon::gateway {

class RequestGate {
 public:
  // `cors` must outlive the gate.
  RequestGate(const Cors& cors, std::vector<std::string> open_paths)
      : cors_(cors), open_paths_(std::move(open_paths)) {}

  // Sets the request's rights, and its client where a token names one. Returns the answer that ends
  // the request here (a preflight's among them); nullopt: it may go on. Without `tokens` everybody
  // may do everything, under their address.
  [[nodiscard]] std::optional<http::Response> judge(http::Request& request,
                                                    const TokenTable* tokens) const;

 private:
  [[nodiscard]] bool is_open(const std::string& path) const;

  const Cors& cors_;
  std::vector<std::string> open_paths_;
};

}  // namespace scand::daemon::gateway
