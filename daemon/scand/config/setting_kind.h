#pragma once
// What values a setting takes: its type, default and bounds. Parses text into a value, or says what
// is wrong with it; renders a value back into text.

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "daemon/scand/config/text_rule.h"
#include "lib/base/result.h"

namespace scand::daemon {

using SettingValue = std::variant<bool, std::uint64_t, double, std::string>;

struct FlagKind {
  bool by_default;
};
// `unit` is the last word of the setting's name where that is a time, a size or money; elsewhere it
// says what the number counts. Bounds are inclusive.
struct IntegerKind {
  std::uint64_t by_default, min, max;
  std::string_view unit;
};
struct RealKind {
  double by_default, min, max;
  std::string_view unit;
};
struct ChoiceKind {
  std::string_view by_default;
  std::span<const std::string_view> choices;
};
struct TextKind {
  std::string_view by_default;
  TextRule rule;
};

using SettingKind = std::variant<FlagKind, IntegerKind, RealKind, ChoiceKind, TextKind>;

[[nodiscard]] constexpr bool default_inside(const SettingKind& kind) {
  return std::visit(
      [](const auto& k) {
        if constexpr (requires { k.choices; }) {
          return std::ranges::find(k.choices, k.by_default) != k.choices.end();
        } else if constexpr (requires { k.min; }) {
          return k.min <= k.by_default && k.by_default <= k.max;
        } else {
          return true;  // a flag, or a text, whose default a unit test parses
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
// As YAML: text in quotes where YAML needs them, numbers in the shortest form that reads back
// exactly.
[[nodiscard]] std::string render_value(const SettingValue& value);
[[nodiscard]] std::string_view type_name(const SettingKind& kind);  // "integer", "text" ...
[[nodiscard]] std::string allowed(const SettingKind& kind);         // "1 to 256", "true or false"

}  // namespace scand::daemon
