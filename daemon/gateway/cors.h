#pragma once
// Web pages of other origins (CORS), and the requests that such a page may not make. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "daemon/gateway/http_message.h"

namespace scand::daemon::gateway {

class Cors {
 public:
  // Origins as browsers send them ("https://desk.example"); "*" allows all; none: CORS is off.
  explicit Cors(std::vector<std::string> allowed_origins);

  [[nodiscard]] bool on() const { return !allowed_.empty(); }
  [[nodiscard]] bool allows(std::string_view origin) const;

  // What an answer to a request from `origin` says; empty: nothing.
  [[nodiscard]] std::vector<Header> answer_headers(std::string_view origin) const;
  // The whole answer to a preflight OPTIONS.
  [[nodiscard]] Response preflight(std::string_view origin) const;

  // A browser adds Origin to what a page sends elsewhere; a request that changes something is not
  // taken from a page of an origin that is neither allowed nor our own host.
  [[nodiscard]] bool forged(std::string_view origin, std::string_view host) const;

 private:
  std::vector<std::string> allowed_;
  bool all_ = false;
};

}  // namespace scand::daemon::gateway
