#pragma once
// How a row of the table reaches its field, and what makes a row sound. The rows are checked by
// static_assert, so that a default outside its own bounds does not compile.

#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <variant>

#include "daemon/scand/config/setting_table.h"

namespace scand::daemon {

// Of a published rate limit: the rest is for what scand does not see.
inline constexpr double kRateShareMax = 0.95;

template <class T>
struct ValueOf {
  using type = T;
};
template <class T>
struct ValueOf<std::optional<T>> {
  using type = T;
};

// Follows pointers to members: reach<&Settings::http, &HttpSettings::ca_file>(settings).
template <auto First, auto... Rest>
constexpr auto& reach(auto& owner) {
  if constexpr (sizeof...(Rest) == 0)
    return owner.*First;
  else
    return reach<Rest...>(owner.*First);
}

template <class Owner, auto... Path>
void set_in(Owner& owner, const SettingValue& value) {
  auto& field = reach<Path...>(owner);
  field = std::get<std::remove_cvref_t<decltype(field)>>(value);
}
template <class Owner, auto... Path>
std::optional<SettingValue> get_from(const Owner& owner) {
  return SettingValue(reach<Path...>(owner));
}

// One weight of the signals.
template <auto Depth, lib::signal::Component C>
void set_weight(Settings& settings, const SettingValue& value) {
  (settings.signals.*Depth)[static_cast<std::size_t>(C)] = std::get<double>(value);
}
template <auto Depth, lib::signal::Component C>
std::optional<SettingValue> get_weight(const Settings& settings) {
  return SettingValue((settings.signals.*Depth)[static_cast<std::size_t>(C)]);
}

template <auto Member>
void set_member(ExchangeSettings& owner, const SettingValue& value) {
  auto& field = owner.*Member;
  field = std::get<typename ValueOf<std::remove_cvref_t<decltype(field)>>::type>(value);
}
template <auto Member>
std::optional<SettingValue> get_member(const ExchangeSettings& owner) {
  const auto& field = owner.*Member;
  if constexpr (requires { field.has_value(); }) {
    if (!field) return std::nullopt;
    return SettingValue(*field);
  } else {
    return SettingValue(field);
  }
}

// A unit of time, size or money is the last word of the name, so that no reader has to guess.
[[nodiscard]] constexpr bool unit_named(std::string_view key, std::string_view unit) {
  if (unit != "seconds" && unit != "ms" && unit != "bytes" && unit != "usd") return true;
  return key.size() > unit.size() && key.ends_with(unit) &&
         key[key.size() - unit.size() - 1] == '_';
}

template <class Owner>
[[nodiscard]] constexpr bool row_sound(const SettingOf<Owner>& row) {
  const bool number =
      std::holds_alternative<IntegerKind>(row.kind) || std::holds_alternative<RealKind>(row.kind);
  return !row.key.empty() && default_inside(row.kind) && number == !unit(row.kind).empty() &&
         unit_named(row.key, unit(row.kind)) && row.sentence.ends_with('.');
}

template <class Row, std::size_t N>
[[nodiscard]] constexpr bool rows_sound(std::span<const Row, N> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!row_sound(rows[i])) return false;
    for (std::size_t j = 0; j < i; ++j)
      if (rows[i].key == rows[j].key) return false;
  }
  return true;
}

}  // namespace scand::daemon
