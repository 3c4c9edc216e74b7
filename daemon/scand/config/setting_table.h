#pragma once
// The table of settings: name, type with unit, default, bounds, when a change takes effect, one
// sentence. Parser, checks, dump, docs and example file are made from it; nothing else lists them.

#include <optional>
#include <span>
#include <string_view>

#include "daemon/scand/config/setting_kind.h"
#include "daemon/scand/config/settings.h"

namespace scand::daemon {

// live: safe to change under a running scand, once it can reload. restart: read at start only.
enum class Apply : std::uint8_t { restart, live };

template <class Owner>
struct SettingOf {
  std::string_view key;  // "http.ca_file"; dots are levels of the YAML file
  SettingKind kind;
  Apply apply;
  std::string_view sentence;
  void (*set)(Owner&, const SettingValue&);
  // nullopt: not set, so that the exchange's descriptor decides.
  std::optional<SettingValue> (*get)(const Owner&);
};
using Setting = SettingOf<Settings>;
using ExchangeSetting = SettingOf<ExchangeSettings>;

// In the order of the file. Valid for ever.
[[nodiscard]] std::span<const Setting> setting_table();
// The keys under exchanges.<id>.
[[nodiscard]] std::span<const ExchangeSetting> exchange_setting_table();

}  // namespace scand::daemon
