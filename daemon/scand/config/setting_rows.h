#pragma once
// A row of the table of settings, by the path to its field.

#include <string_view>

#include "daemon/scand/config/setting_access.h"
#include "daemon/scand/config/setting_table.h"

namespace scand::daemon {

template <auto... Path>
constexpr Setting row(std::string_view key, SettingKind kind, Apply apply,
                      std::string_view sentence) {
  return {key, kind, apply, sentence, &set_in<Settings, Path...>, &get_from<Settings, Path...>};
}

template <auto Depth, lib::signal::Component C>
constexpr Setting weight(std::string_view key, double standard, std::string_view sentence) {
  const RealKind kind{standard, 0, 1000, "weight"};
  return {key, kind, Apply::live, sentence, &set_weight<Depth, C>, &get_weight<Depth, C>};
}
template <auto... Path>
constexpr Setting tuning(std::string_view key, RealKind kind, std::string_view sentence) {
  return row<&Settings::signals, Path...>(key, kind, Apply::live, sentence);
}

}  // namespace scand::daemon
