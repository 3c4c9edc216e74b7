#pragma once
// Small: the log and scanctl share it.
//
// The message of a failure begins with its exchange. Where the exchange stands beside the message
// already, this takes it away.

#include <string_view>

namespace scand::daemon {

// "okx: no answer" and "okx" give "no answer". Any other message stays as it is.
[[nodiscard]] constexpr std::string_view without_name(std::string_view message,
                                                      std::string_view exchange) {
  if (!message.starts_with(exchange) || exchange.empty()) return message;
  const auto rest = message.substr(exchange.size());
  return rest.starts_with(": ") ? rest.substr(2) : message;
}

}  // namespace scand::daemon
