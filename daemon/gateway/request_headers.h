#pragma once
// The request header fields that the routes read. Pure.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/http/message.h"

namespace scand::daemon::gateway {

// The first field of that name (in lower case); nullopt: none.
[[nodiscard]] std::optional<std::string_view> find_header(const std::vector<http::Header>& headers,
                                                          std::string_view name);

// `Prefer` (RFC 7240). Unknown and invalid preferences are ignored.
struct Preferences {
  bool respond_async = false;
  std::optional<std::chrono::seconds> wait;
};
[[nodiscard]] Preferences preferences(const std::vector<http::Header>& headers);

// Whether `Accept` allows an answer of this type. Without the field it allows all.
[[nodiscard]] bool accepts(const std::vector<http::Header>& headers, std::string_view media_type);

// Whether a `Content-Type` means JSON in UTF-8.
[[nodiscard]] bool is_json(std::string_view content_type);

// Whether `If-None-Match` names the tag, by the weak comparison that GET uses.
[[nodiscard]] bool names_tag(const std::vector<http::Header>& headers, std::string_view etag);

// `Idempotency-Key`, with or without the quotes of a structured field; nullopt: none.
[[nodiscard]] std::optional<std::string> idempotency_key(const std::vector<http::Header>& headers);

}  // namespace scand::daemon::gateway
