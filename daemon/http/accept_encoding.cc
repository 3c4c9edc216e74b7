#include "daemon/http/accept_encoding.h"

#include <optional>

#include "daemon/http/ascii.h"

namespace scand::daemon::http {
namespace {

// A weight in thousandths: "1", "0.8", "0.125"; nothing else is one.
std::optional<int> parse_weight(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  int weight = (text[0] - '0') * 1000;
  if (text.size() == 1) return weight;
  if (text[1] != '.' || text.size() > 5) return std::nullopt;
  int place = 100;
  for (const char digit : text.substr(2)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    weight += (digit - '0') * place;
    place /= 10;
  }
  return weight <= 1000 ? std::optional(weight) : std::nullopt;
}

struct Coding {
  std::string_view name;
  int weight = 1000;
};

std::optional<Coding> parse_coding(std::string_view item) {
  const auto semicolon = item.find(';');
  Coding coding{trimmed(item.substr(0, semicolon))};
  if (semicolon == std::string_view::npos) return coding;
  const auto parameter = trimmed(item.substr(semicolon + 1));
  if (parameter.size() < 2 || !same_ignoring_case(parameter.substr(0, 2), "q=")) {
    return std::nullopt;
  }
  const auto weight = parse_weight(parameter.substr(2));
  if (!weight) return std::nullopt;
  coding.weight = *weight;
  return coding;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<int> gzip;
  std::optional<int> identity;
  std::optional<int> any;
  while (!accept_encoding.empty()) {
    const auto comma = accept_encoding.find(',');
    const auto coding = parse_coding(trimmed(accept_encoding.substr(0, comma)));
    if (!coding) return false;
    accept_encoding =
        comma == std::string_view::npos ? std::string_view() : accept_encoding.substr(comma + 1);
    if (same_ignoring_case(coding->name, "gzip") || same_ignoring_case(coding->name, "x-gzip")) {
      gzip = coding->weight;
    } else if (same_ignoring_case(coding->name, "identity")) {
      identity = coding->weight;
    } else if (coding->name == "*") {
      any = coding->weight;
    }
  }
  const int gzip_weight = gzip.value_or(any.value_or(0));
  // The plain form is always acceptable but never preferred unless it is named.
  return gzip_weight > 0 && gzip_weight >= identity.value_or(0);
}

}  // namespace scand::daemon::http
