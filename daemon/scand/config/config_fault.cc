#include "daemon/scand/config/config_fault.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace scand::daemon {
namespace {

// Cuts between characters of UTF-8, never within one.
void cut_key(std::string& key) {
  if (key.size() <= ConfigFaults::kKeyMax) return;
  auto end = ConfigFaults::kKeyMax;
  while (end > 0 && (static_cast<unsigned char>(key[end]) & 0xC0U) == 0x80U)
    --end;
  key.resize(end);
  key += "...";
}

}  // namespace

std::string render(const ConfigFault& fault) {
  std::string out = fault.file.empty() ? "configuration" : fault.file;
  if (fault.place.line > 0) out += fmt::format(":{}:{}", fault.place.line, fault.place.column);
  if (!fault.key.empty()) out += ": " + fault.key;
  return out + ": " + fault.message;
}

void ConfigFaults::add(ConfigFault fault) {
  if (!shows_more()) {
    ++hidden_;
    return;
  }
  cut_key(fault.key);
  shown_.push_back(std::move(fault));
}

bool ConfigFaults::concerns(std::string_view key) const {
  return std::ranges::any_of(shown_, [&](const ConfigFault& fault) {
    return fault.key.starts_with(key) &&
           (fault.key.size() == key.size() || key.empty() || fault.key[key.size()] == '.');
  });
}

std::vector<ConfigFault> ConfigFaults::take() && {
  std::ranges::stable_sort(shown_, {}, [](const ConfigFault& fault) {
    return std::pair(fault.place.line, fault.place.column);
  });
  if (hidden_ > 0)
    shown_.push_back({shown_.front().file,
                      {},
                      "",
                      fmt::format("and {} more faults; correct these first", hidden_)});
  return std::move(shown_);
}

}  // namespace scand::daemon
