#pragma once
// Collects the header lines of an answer, one call a line as they arrive.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scand::lib::http {

class HeaderSink {
 public:
  explicit HeaderSink(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  // One line with its end. A status line starts anew, so that of several answers (100, 103, then
  // the real one) the last counts; trailers after the body are counted and dropped. False: too
  // much.
  [[nodiscard]] bool add(std::string_view line);

  // Name in lower case and value without the blanks around it, in order of arrival.
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
