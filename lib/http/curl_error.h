#pragma once
// What libcurl's result codes mean to us.

#include <cstdint>
#include <string>
#include <string_view>

#include "lib/base/clock.h"
#include "lib/failure.h"

namespace scand::lib::http {

// How far a transfer had come.
enum class Phase : std::uint8_t { queued, lookup, connecting, waiting, receiving };

struct TransferStory {
  std::string_view host;  // with its port where the URL has one
  Phase phase = Phase::queued;
  base::Nanos elapsed{0};
  std::uint64_t body_bytes = 0;
  std::string_view detail;  // libcurl's own words; may be empty
};

// The failure of a transfer that libcurl ended with `code` (a CURLcode other than CURLE_OK).
[[nodiscard]] Failure failure_of(int code, const TransferStory& story);

// Failures that we ourselves cause.
[[nodiscard]] Failure deadline_failure(const TransferStory& story);
[[nodiscard]] Failure body_too_large(const TransferStory& story, std::uint64_t max_bytes);
[[nodiscard]] Failure headers_too_large(const TransferStory& story, std::uint64_t max_bytes);
[[nodiscard]] Failure lookup_refused(const TransferStory& story);
[[nodiscard]] Failure not_sent_again(const TransferStory& story);

// "host:port" of a URL, as far as it has one; a view into `url`.
[[nodiscard]] std::string_view host_of(std::string_view url);

}  // namespace scand::lib::http
