#pragma once
// From libcurl's result codes to our failures, with a message that says what happened, where, and
// what to do. Pure.

#include <cstdint>
#include <string>
#include <string_view>

#include "lib/base/clock.h"
#include "lib/failure.h"

namespace scand::lib::http {

// How far a transfer had got.
enum class Phase : std::uint8_t { queued, lookup, connecting, waiting, receiving };

// What is known about a transfer when it fails.
struct TransferStory {
  std::string_view host;  // with its port if the URL has one
  Phase phase = Phase::queued;
  base::Nanos elapsed{0};
  std::uint64_t body_bytes = 0;
  std::string_view detail;  // libcurl's own words; may be empty
};

// The failure of a transfer that libcurl ended with `code` (a CURLcode other than CURLE_OK).
[[nodiscard]] Failure failure_of(int code, const TransferStory& story);

// Failures that we cause ourselves, by a bound or a rule of ours.
[[nodiscard]] Failure deadline_failure(const TransferStory& story);
[[nodiscard]] Failure body_too_large(const TransferStory& story, std::uint64_t max_bytes);
[[nodiscard]] Failure headers_too_large(const TransferStory& story, std::uint64_t max_bytes);
[[nodiscard]] Failure lookup_refused(const TransferStory& story);
[[nodiscard]] Failure not_sent_again(const TransferStory& story);

// The "host:port" of a URL, without the port if the URL has none; a view into `url`.
[[nodiscard]] std::string_view host_of(std::string_view url);

}  // namespace scand::lib::http
