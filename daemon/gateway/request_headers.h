#pragma once
// Reading a request's header fields, as far as the routes have to. Pure.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/gateway/http_message.h"

namespace scand::daemon::gateway {

// The first field of that name (in lower case); nullopt: none.
[[nodiscard]] std::optional<std::string_view> find_header(const std::vector<Header>& headers,
                                                          std::string_view name);

// `Prefer` (RFC 7240). Preferences that are unknown or make no sense are passed over.
struct Preferences {
  bool respond_async = false;
  std::optional<std::chrono::seconds> wait;
};
[[nodiscard]] Preferences preferences(const std::vector<Header>& headers);

// Whether `Accept` lets an answer of this type through; without the field all are.
[[nodiscard]] bool accepts(const std::vector<Header>& headers, std::string_view media_type);

// Whether a `Content-Type` says JSON in UTF-8.
[[nodiscard]] bool is_json(std::string_view content_type);

// Whether `If-None-Match` names the tag, compared weakly as a GET is to.
[[nodiscard]] bool names_tag(const std::vector<Header>& headers, std::string_view etag);

// `Idempotency-Key`, with or without the quotes of a structured field; nullopt: none.
[[nodiscard]] std::optional<std::string> idempotency_key(const std::vector<Header>& headers);

}  // namespace scand::daemon::gateway
