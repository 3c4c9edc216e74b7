#include "lib/http/header_sink.h"

#include "lib/base/text.h"

namespace scand::lib::http {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace

bool HeaderSink::add(std::string_view line) {
  bytes_ += line.size();
  too_large_ = too_large_ || bytes_ > max_bytes_;
  if (too_large_) return false;
  if (line.starts_with("HTTP/")) {
    headers_.clear();
    complete_ = false;
    return true;
  }
  if (trimmed(line).empty()) complete_ = true;
  const auto colon = line.find(':');
  // Continuation lines are obsolete (RFC 9112, 5.2) and dropped.
  const bool continued = line.starts_with(' ') || line.starts_with('\t');
  if (complete_ || continued || colon == std::string_view::npos) return true;
  headers_.emplace_back(base::ascii_lower(trimmed(line.substr(0, colon))),
                        trimmed(line.substr(colon + 1)));
  return true;
}

}  // namespace scand::lib::http
