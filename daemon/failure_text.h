#pragma once
// Failures name the exchange they are of; where it stands beside them already, it is left out.

#include <string_view>

namespace scand::daemon {

// "okx: no answer" of okx is "no answer".
[[nodiscard]] constexpr std::string_view without_name(std::string_view message,
                                                      std::string_view exchange) {
  if (!message.starts_with(exchange) || exchange.empty()) return message;
  const auto rest = message.substr(exchange.size());
  return rest.starts_with(": ") ? rest.substr(2) : message;
}

}  // namespace scand::daemon
