#include "daemon/gateway/request_target.h"

#include <utility>

#include "daemon/gateway/ascii.h"
#include "proto/encoding/utf8.h"

namespace scand::daemon::gateway {
namespace {

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  const char lower = ascii_lower(digit);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::optional<std::vector<Header>> parse_query(std::string_view text) {
  std::vector<Header> query;
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    auto name = percent_decode(pair.substr(0, equals), true);
    auto value = equals == std::string_view::npos ? std::string()
                                                  : percent_decode(pair.substr(equals + 1), true);
    if (!name || !value) return std::nullopt;
    query.emplace_back(std::move(*name), std::move(*value));
  }
  return query;
}

// What follows the authority of an absolute target; the authority has to be there.
std::optional<std::string_view> after_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!same_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    const auto end = target.find_first_of("/?");
    if (end == 0 || target.empty()) return std::nullopt;
    return end == std::string_view::npos ? std::string_view() : target.substr(end);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char byte = text[at];
    if (byte == '%') {
      if (at + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[at + 1]);
      const int low = hex_value(text[at + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      byte = static_cast<char>(high * 16 + low);
      at += 2;
    } else if (byte == '+' && plus_is_space) {
      byte = ' ';
    }
    if (byte == '\0') return std::nullopt;
    decoded.push_back(byte);
  }
  if (!proto::valid_utf8(decoded)) return std::nullopt;
  return decoded;
}

std::optional<RequestTarget> parse_target(std::string_view target) {
  if (target == "*") return RequestTarget{"*", {}};
  if (!target.starts_with('/')) {
    const auto rest = after_authority(target);
    if (!rest) return std::nullopt;
    target = *rest;
  }
  target = target.substr(0, target.find('#'));  // never sent by a client that is right
  const auto mark = target.find('?');
  auto path = percent_decode(target.substr(0, mark));
  if (!path) return std::nullopt;
  if (path->empty()) path->push_back('/');
  RequestTarget parsed{std::move(*path), {}};
  if (mark == std::string_view::npos) return parsed;
  auto query = parse_query(target.substr(mark + 1));
  if (!query) return std::nullopt;
  parsed.query = std::move(*query);
  return parsed;
}

}  // namespace scand::daemon::gateway
