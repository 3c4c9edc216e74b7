#include "daemon/scand/config/text_rule.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <span>
#include <utility>

namespace scand::daemon {
namespace {

constexpr std::size_t kTextMaxBytes = 4096;  // as long as a path may be on Linux

bool is_ip(int family, std::string_view text) {
  std::array<unsigned char, 16> address{};
  return inet_pton(family, std::string(text).c_str(), address.data()) == 1;
}

// 1 to 65535; port 0 would let the system choose, which endpoints write as *.
bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc{} && end == text.data() + text.size() && port >= 1 && port <= 65535;
}

// Splits "[::1]:80" or "host:80"; the port is empty when there is none.
std::pair<std::string_view, std::string_view> split_port(std::string_view authority) {
  if (authority.starts_with('[')) {
    const auto close = authority.find(']');
    if (close == std::string_view::npos) return {};
    const auto rest = authority.substr(close + 1);
    return {authority.substr(0, close + 1), rest.starts_with(':') ? rest.substr(1) : rest};
  }
  const auto colon = authority.rfind(':');
  if (colon == std::string_view::npos) return {authority, {}};
  return {authority.substr(0, colon), authority.substr(colon + 1)};
}

constexpr std::string_view kTcp = "tcp://";

// "127.0.0.1" or "[::1]"
bool is_ip_host(std::string_view host) {
  if (!host.starts_with('[')) return is_ip(AF_INET, host);
  return host.size() > 2 && is_ip(AF_INET6, host.substr(1, host.size() - 2));
}

bool is_tcp_endpoint(std::string_view text) {
  if (!text.starts_with(kTcp)) return false;
  const auto [host, port] = split_port(text.substr(kTcp.size()));
  return (host == "*" || is_ip_host(host)) && (port == "*" || is_port(port));
}

bool is_ip_endpoint(std::string_view text) {
  const auto [host, port] = split_port(text);
  return is_ip_host(host) && is_port(port);
}

bool is_url(std::string_view text, std::span<const std::string_view> schemes, bool path_allowed) {
  for (const auto scheme : schemes) {
    if (!text.starts_with(scheme)) continue;
    const auto rest = text.substr(scheme.size());
    const auto slash = rest.find('/');
    const auto [host, port] = split_port(rest.substr(0, slash));
    const bool port_ok = rest.substr(0, slash).size() == host.size() || is_port(port);
    const bool path_ok = path_allowed || slash == std::string_view::npos;
    return !host.empty() && port_ok && path_ok &&
           rest.find_first_of(" \t?#\"<>\\") == std::string_view::npos;
  }
  return false;
}

bool has_form(TextRule rule, std::string_view text) {
  static constexpr std::array<std::string_view, 2> kHttp{"http://", "https://"};
  static constexpr std::array<std::string_view, 4> kProxy{"http://", "https://", "socks5://",
                                                          "socks5h://"};
  switch (rule) {
    case TextRule::tcp_endpoint:
      return is_tcp_endpoint(text);
    case TextRule::ip_endpoint:
      return is_ip_endpoint(text);
    case TextRule::http_url_or_empty:
      return text.empty() || is_url(text, kHttp, true);
    case TextRule::proxy_or_empty:
      return text.empty() || is_url(text, kProxy, false);
    case TextRule::ip_or_empty:
      return text.empty() || is_ip(AF_INET, text) || is_ip(AF_INET6, text);
    case TextRule::path_or_empty:
    case TextRule::any:
      break;
  }
  return true;
}

}  // namespace

std::string_view describe(TextRule rule) {
  switch (rule) {
    case TextRule::tcp_endpoint:
      return "tcp://ADDRESS:PORT, the address IPv4, [IPv6] or *";
    case TextRule::ip_endpoint:
      return "ADDRESS:PORT, an IPv6 address as [ADDRESS]:PORT";
    case TextRule::http_url_or_empty:
      return "http(s)://HOST[:PORT][/PATH], or empty";
    case TextRule::proxy_or_empty:
      return "http(s)://HOST:PORT or socks5(h)://HOST:PORT, or empty";
    case TextRule::ip_or_empty:
      return "an IPv4 or IPv6 address, or empty";
    case TextRule::path_or_empty:
      return "a path, or empty";
    case TextRule::any:
      break;
  }
  return "text";
}

std::optional<std::string> text_fault(TextRule rule, std::string_view text) {
  if (text.size() > kTextMaxBytes)
    return fmt::format("{} bytes long; allowed: at most {}", text.size(), kTextMaxBytes);
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      return "holds a control character; allowed: printable text";
  if (has_form(rule, text)) return std::nullopt;
  return fmt::format("given '{}'; allowed: {}", text, describe(rule));
}

bool is_loopback(std::string_view endpoint) {
  const auto host = split_port(endpoint.substr(std::min(kTcp.size(), endpoint.size()))).first;
  return host == "[::1]" || (host.starts_with("127.") && is_ip(AF_INET, host));
}

}  // namespace scand::daemon
