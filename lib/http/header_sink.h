#pragma once
// Collects the header lines of a response, line by line as they arrive, within a bound. One thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scand::lib::http {

class HeaderSink {
 public:
  explicit HeaderSink(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  // One line with its line end. A status line starts afresh, so of several responses (100, 103,
  // then the final one) only the last counts. Trailers after the body count towards the bound and
  // are dropped. False: the bound is exceeded.
  [[nodiscard]] bool add(std::string_view line);

  // Names in lower case, values without surrounding blanks, in order of arrival.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> take() {
    return std::move(headers_);
  }
  [[nodiscard]] bool too_large() const { return too_large_; }

 private:
  const std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  bool complete_ = false;
  bool too_large_ = false;
  std::vector<std::pair<std::string, std::string>> headers_;
};

}  // namespace scand::lib::http
