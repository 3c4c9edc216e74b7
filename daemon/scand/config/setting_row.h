#pragma once
// A row of the table of settings: what a setting is, how a row reaches its field in Settings, and
// what makes a row sound. static_assert checks the rows, so a default outside its own bounds does
// not compile.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <variant>

#include "daemon/scand/config/setting_kind.h"
#include "daemon/scand/config/settings.h"

namespace scand::daemon {

// restart: read at start only. live: safe to change under a running scand, once it can reload.
enum class Apply : std::uint8_t { restart, live };

template <class Owner>
struct SettingOf {
  std::string_view key;  // "http.ca_file"; dots are levels of the YAML file
  SettingKind kind;
  Apply apply;
  std::string_view meaning;  // one sentence, for the documents
  void (*set)(Owner&, const SettingValue&);
  // nullopt: not set, so the exchange's descriptor decides.
  std::optional<SettingValue> (*get)(const Owner&);
};
using Setting = SettingOf<Settings>;
using ExchangeSetting = SettingOf<ExchangeSettings>;

// The type inside a std::optional; other types as they are.
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

// One weight of the signals, of the analysis `Depth`.
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

// Whether the name says its unit: one of time, size or money is the last word, so nobody must
// guess.
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
         unit_named(row.key, unit(row.kind)) && row.meaning.ends_with('.');
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

// Makes a row from the path to its field: row<&Settings::http, &HttpSettings::ca_file>(...).
template <auto... Path>
constexpr Setting row(std::string_view key, SettingKind kind, Apply apply,
                      std::string_view meaning) {
  return {key, kind, apply, meaning, &set_in<Settings, Path...>, &get_from<Settings, Path...>};
}

template <auto Depth, lib::signal::Component C>
constexpr Setting weight(std::string_view key, double by_default, std::string_view meaning) {
  const RealKind kind{by_default, 0, 1000, "weight"};
  return {key, kind, Apply::live, meaning, &set_weight<Depth, C>, &get_weight<Depth, C>};
}
template <auto... Path>
constexpr Setting tuning(std::string_view key, RealKind kind, std::string_view meaning) {
  return row<&Settings::signals, Path...>(key, kind, Apply::live, meaning);
}

}  // namespace scand::daemon
