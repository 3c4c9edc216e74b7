#pragma once
// What a setting's value may be: its type, default and bounds. Text in, value or complaint out.

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "lib/base/result.h"

namespace scand::daemon {

using SettingValue = std::variant<bool, std::uint64_t, double, std::string>;

struct FlagKind {
  bool standard;
};
// `standard` is the default. `unit` is the last word of the name where it has one, else says what
// is counted.
struct IntegerKind {
  std::uint64_t standard, min, max;
  std::string_view unit;
};
struct RealKind {
  double standard, min, max;
  std::string_view unit;
};
struct ChoiceKind {
  std::string_view standard;
  std::span<const std::string_view> choices;
};
enum class TextRule : std::uint8_t {
  any,
  tcp_endpoint,       // tcp://address:port; address * is all, port * lets the system choose
  ip_endpoint,        // ADDRESS:PORT or [ADDRESS]:PORT
  http_url_or_empty,  // http(s)://host[:port][/path]
  proxy_or_empty,     // http, https, socks5 or socks5h
  ip_or_empty,        // IPv4 or IPv6
  path_or_empty,
};
struct TextKind {
  std::string_view standard;
  TextRule rule;
};

using SettingKind = std::variant<FlagKind, IntegerKind, RealKind, ChoiceKind, TextKind>;

[[nodiscard]] constexpr bool default_inside(const SettingKind& kind) {
  return std::visit(
      [](const auto& k) {
        if constexpr (requires { k.choices; }) {
          return std::ranges::find(k.choices, k.standard) != k.choices.end();
        } else if constexpr (requires { k.min; }) {
          return k.min <= k.standard && k.standard <= k.max;
        } else {
          return true;  // a flag; and a text's default is checked by a test, with parse_value
        }
      },
      kind);
}

// Empty: the value has no unit.
[[nodiscard]] constexpr std::string_view unit(const SettingKind& kind) {
  return std::visit(
      [](const auto& k) {
        if constexpr (requires { k.unit; })
          return k.unit;
        else
          return std::string_view();
      },
      kind);
}

// The error says what was given and what is allowed.
[[nodiscard]] base::Result<SettingValue, std::string> parse_value(const SettingKind& kind,
                                                                  std::string_view text);
[[nodiscard]] SettingValue default_value(const SettingKind& kind);
// As YAML: text in quotes where YAML needs them, numbers in shortest exact form.
[[nodiscard]] std::string render_value(const SettingValue& value);
[[nodiscard]] std::string_view type_name(const SettingKind& kind);  // "integer", "text" ...
[[nodiscard]] std::string allowed(const SettingKind& kind);         // "1 to 256", "true or false"

}  // namespace scand::daemon
