#include "proto/scan_request.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>

#include "proto/encoding/name_table.h"

namespace scand::proto {
namespace {

constexpr auto kModes = name_table<ScanMode::parallel>("single", "parallel");
constexpr NameTable<SignalFilter, kSignalFilters.size()> kFilters{kSignalFilters};
constexpr NameTable<Priority, kPriorityNames.size()> kPriorities{kPriorityNames};

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

}  // namespace

std::string_view name(ScanMode mode) {
  return kModes.name(mode);
}
std::optional<ScanMode> parse_scan_mode(std::string_view text) {
  return kModes.parse(text);
}
std::string_view name(SignalFilter filter) {
  return kFilters.name(filter);
}
std::optional<SignalFilter> parse_signal_filter(std::string_view text) {
  return kFilters.parse(text);
}
std::string_view name(Priority priority) {
  return kPriorities.name(priority);
}
std::optional<Priority> parse_priority(std::string_view text) {
  return kPriorities.parse(text);
}

// Requests without a rule are compared field by field. With a rule, the exchanges and the spelling
// of the rule are left out of the comparison.
bool same_body(const ScanRequest& a, const ScanRequest& b) {
  if (a.exchange_rule.empty() || b.exchange_rule.empty()) return a == b;
  ScanRequest like_b = a;
  like_b.exchanges = b.exchanges;
  like_b.exchange_rule = b.exchange_rule;  // the spelling may differ; `fastest` decides
  return like_b == b;
}

ExchangeDirectory::ExchangeDirectory(std::vector<ExchangeInfo> exchanges)
    : exchanges_(std::move(exchanges)) {
  for (std::size_t i = 0; i < exchanges_.size(); ++i) {
    by_name_.emplace(lower(exchanges_[i].id), i);
    for (const std::string& alias : exchanges_[i].aliases)
      by_name_.emplace(lower(alias), i);
  }
}

const ExchangeInfo* ExchangeDirectory::find(std::string_view name) const {
  const auto found = by_name_.find(lower(name));
  return found == by_name_.end() ? nullptr : &exchanges_[found->second];
}

}  // namespace scand::proto
