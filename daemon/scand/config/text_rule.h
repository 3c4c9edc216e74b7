#pragma once
// The forms of text that settings take: endpoints, addresses, paths.

#include <optional>
#include <string>
#include <string_view>

#include "daemon/scand/config/setting_kind.h"

namespace scand::daemon {

// What is allowed, for a person.
[[nodiscard]] std::string_view describe(TextRule rule);
// Why the text is refused and what is allowed; nullopt: it is fine. Looks at the form only: whether
// a file or an address exists is found out where it is used.
[[nodiscard]] std::optional<std::string> text_fault(TextRule rule, std::string_view text);

// Only this machine reaches the endpoint. For text that the rule tcp_endpoint lets pass.
[[nodiscard]] bool is_loopback(std::string_view endpoint);

}  // namespace scand::daemon
