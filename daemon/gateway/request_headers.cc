#include "daemon/gateway/request_headers.h"

#include <algorithm>
#include <charconv>

#include "daemon/http/ascii.h"

namespace scand::daemon::gateway {
namespace {

constexpr long long kWaitSecondsMax = 3600;

// The parts between unquoted separators, without the spaces around them.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] == '"') quoted = !quoted;
    if (at < text.size() && (quoted || text[at] != separator)) continue;
    parts.push_back(http::trimmed(text.substr(begin, at - begin)));
    begin = at + 1;
  }
  return parts;
}

std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.starts_with('"') && text.ends_with('"');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

// "name = value"; the value without quotes.
std::pair<std::string_view, std::string_view> parameter(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return {text, {}};
  return {http::trimmed(text.substr(0, equals)), unquoted(http::trimmed(text.substr(equals + 1)))};
}

void add_preference(Preferences& preferences, std::string_view text) {
  const auto [name, value] = parameter(split(text, ';').front());
  if (http::same_ignoring_case(name, "respond-async")) preferences.respond_async = true;
  if (!http::same_ignoring_case(name, "wait") || preferences.wait) return;
  long long seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc{} || end != value.data() + value.size() || seconds < 0) return;
  preferences.wait = std::chrono::seconds(std::min(seconds, kWaitSecondsMax));
}

// How closely a media range names the type: 0 not at all, 3 exactly.
int closeness(std::string_view range, std::string_view media_type) {
  if (http::same_ignoring_case(range, media_type)) return 3;
  const auto slash = media_type.find('/');
  if (range.ends_with("/*") &&
      http::same_ignoring_case(range.substr(0, range.size() - 2), media_type.substr(0, slash)))
    return 2;
  return range == "*/*" ? 1 : 0;
}

bool refused_by_weight(const std::vector<std::string_view>& parts) {
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto [name, value] = parameter(parts[i]);
    if (http::same_ignoring_case(name, "q"))
      return !value.empty() && value.find_first_not_of("0.") == std::string_view::npos;
  }
  return false;
}

}  // namespace

std::optional<std::string_view> find_header(const std::vector<http::Header>& headers,
                                            std::string_view name) {
  const auto found = std::ranges::find(headers, name, &http::Header::first);
  if (found == headers.end()) return std::nullopt;
  return std::string_view(found->second);
}

Preferences preferences(const std::vector<http::Header>& headers) {
  Preferences preferences;
  for (const auto& [name, value] : headers)
    if (name == "prefer")
      for (const std::string_view one : split(value, ','))
        add_preference(preferences, one);
  return preferences;
}

bool accepts(const std::vector<http::Header>& headers, std::string_view media_type) {
  bool asked = false;
  bool accepted = false;
  int closest = 0;
  for (const auto& [name, value] : headers) {
    if (name != "accept") continue;
    for (const std::string_view range : split(value, ',')) {
      if (range.empty()) continue;
      asked = true;
      const auto parts = split(range, ';');
      const int close = closeness(parts.front(), media_type);
      if (close <= closest) continue;
      closest = close;
      accepted = !refused_by_weight(parts);
    }
  }
  return !asked || accepted;
}

bool is_json(std::string_view content_type) {
  const auto parts = split(content_type, ';');
  const std::string type = http::lower_case(parts.front());
  if (type != "application/json" && !(type.starts_with("application/") && type.ends_with("+json")))
    return false;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto [name, value] = parameter(parts[i]);
    if (http::same_ignoring_case(name, "charset") && !http::same_ignoring_case(value, "utf-8"))
      return false;
  }
  return true;
}

bool names_tag(const std::vector<http::Header>& headers, std::string_view etag) {
  const auto opaque = [](std::string_view tag) {
    return tag.starts_with("W/") ? tag.substr(2) : tag;
  };
  for (const auto& [name, value] : headers)
    if (name == "if-none-match")
      for (const std::string_view tag : split(value, ','))
        if (tag == "*" || opaque(tag) == opaque(etag)) return true;
  return false;
}

std::optional<std::string> idempotency_key(const std::vector<http::Header>& headers) {
  const auto given = find_header(headers, "idempotency-key");
  if (!given) return std::nullopt;
  return std::string(unquoted(http::trimmed(*given)));
}

}  // namespace scand::daemon::gateway
