#pragma once
// The forms of text that settings take: endpoints, addresses, URLs, paths. Checks the form alone:
// whether a file or an address exists shows when it is used.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scand::daemon {

enum class TextRule : std::uint8_t {
  any,
  tcp_endpoint,       // tcp://ADDRESS:PORT; address *: all; port *: the system chooses
  ip_endpoint,        // ADDRESS:PORT or [ADDRESS]:PORT
  http_url_or_empty,  // http(s)://HOST[:PORT][/PATH]
  proxy_or_empty,     // http, https, socks5 or socks5h
  ip_or_empty,        // IPv4 or IPv6
  path_or_empty,
};

// What the rule allows, in words for a person.
[[nodiscard]] std::string_view describe(TextRule rule);
// Why the rule refuses the text, and what it allows. nullopt: the text is fine.
[[nodiscard]] std::optional<std::string> text_fault(TextRule rule, std::string_view text);

// Whether only this machine can reach the endpoint. Takes text that passed TextRule::tcp_endpoint.
[[nodiscard]] bool is_loopback(std::string_view endpoint);

}  // namespace scand::daemon
