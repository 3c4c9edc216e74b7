#pragma once
// The table of settings: name, type with unit, default, bounds, when a change takes effect,
// meaning. The parser, the checks, the dump, docs/configuration.md and the example file are made
// from it; nothing else lists the settings.

#include <span>

#include "daemon/scand/config/setting_row.h"
#include "daemon/scand/config/settings.h"

namespace scand::daemon {

// The most of a published rate limit that scand may use. The rest covers what scand does not see:
// delays on the way, and other programs behind the same address.
inline constexpr double kRateShareMax = 0.95;

// In the order of the file. Static: valid for the whole run.
[[nodiscard]] std::span<const Setting> setting_table();
// The keys under exchanges.<id>.
[[nodiscard]] std::span<const ExchangeSetting> exchange_setting_table();

[[nodiscard]] Settings default_settings();

}  // namespace scand::daemon
