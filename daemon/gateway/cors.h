#pragma once
// Access by web pages of other origins (CORS), and protection from forged requests. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "daemon/http/message.h"

namespace scand::daemon::gateway {

class Cors {
 public:
  // Origins as browsers send them ("https://desk.example"); "*" allows all; none: CORS is off.
  explicit Cors(std::vector<std::string> allowed_origins);

  [[nodiscard]] bool on() const { return !allowed_.empty(); }
  [[nodiscard]] bool allows(std::string_view origin) const;

  // The headers for an answer to a request from `origin`; empty: none.
  [[nodiscard]] std::vector<http::Header> answer_headers(std::string_view origin) const;
  // The whole answer to a preflight OPTIONS.
  [[nodiscard]] http::Response preflight(std::string_view origin) const;

  // Whether a request that changes something must be refused: its Origin header names a page
  // that is neither on our host nor allowed.
  [[nodiscard]] bool forged(std::string_view origin, std::string_view host) const;

 private:
  std::vector<std::string> allowed_;
  bool all_ = false;
};

}  // namespace scand::daemon::gateway
