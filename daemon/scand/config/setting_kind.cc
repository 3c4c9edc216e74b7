#include "daemon/scand/config/setting_kind.h"

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <optional>

namespace scand::daemon {
namespace {

using Parsed = base::Result<SettingValue, std::string>;

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  // from_chars knows no locale, no sign '+', no spaces: what it reads is the same everywhere.
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string complaint(const SettingKind& kind, std::string_view given) {
  return fmt::format("given '{}'; allowed: {}", given, allowed(kind));
}

// Text into a value: one overload for each kind.
struct Parser {
  const SettingKind& kind;
  std::string_view text;

  Parsed operator()(const FlagKind&) const {
    if (text == "true") return SettingValue(true);
    if (text == "false") return SettingValue(false);
    return complaint(kind, text);
  }
  Parsed operator()(const IntegerKind& integer) const {
    const auto number = parse_number<std::uint64_t>(text);
    if (!number || *number < integer.min || *number > integer.max) return complaint(kind, text);
    return SettingValue(*number);
  }
  Parsed operator()(const RealKind& real) const {
    const auto number = parse_number<double>(text);
    if (!number || !std::isfinite(*number) || *number < real.min || *number > real.max)
      return complaint(kind, text);
    return SettingValue(*number);
  }
  Parsed operator()(const ChoiceKind& choice) const {
    for (const auto allowed_text : choice.choices)
      if (allowed_text == text) return SettingValue(std::string(text));
    return complaint(kind, text);
  }
  Parsed operator()(const TextKind& rule) const {
    if (auto fault = text_fault(rule.rule, text)) return std::move(*fault);
    return SettingValue(std::string(text));
  }
};

// What a kind allows, in words: one overload for each kind.
struct Describer {
  std::string operator()(const FlagKind&) const { return "true or false"; }
  std::string operator()(const IntegerKind& kind) const {
    return fmt::format("a whole number from {} to {}", kind.min, kind.max);
  }
  std::string operator()(const RealKind& kind) const {
    return fmt::format("a number from {} to {}", render_value(kind.min), render_value(kind.max));
  }
  std::string operator()(const ChoiceKind& kind) const {
    return fmt::format("{}", fmt::join(kind.choices, ", "));
  }
  std::string operator()(const TextKind& kind) const { return std::string(describe(kind.rule)); }
};

// Whether YAML reads the text back as this very text without quotes. Quotes more than YAML must,
// never less.
bool plain_in_yaml(std::string_view text) {
  constexpr std::string_view kSafe =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-:@";
  if (text.empty() || text.find_first_not_of(kSafe) != std::string_view::npos) return false;
  // YAML must not read it as a number, a flag, null or a key.
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/";
  return kLetters.find(text.front()) != std::string_view::npos && text.back() != ':' &&
         text != "true" && text != "false" && text != "null";
}

std::string quoted_for_yaml(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out + '"';
}

}  // namespace

Parsed parse_value(const SettingKind& kind, std::string_view text) {
  return std::visit(Parser{kind, text}, kind);
}

SettingValue default_value(const SettingKind& kind) {
  return std::visit(
      [](const auto& k) -> SettingValue {
        if constexpr (std::is_same_v<decltype(k.by_default), std::string_view>)
          return std::string(k.by_default);
        else
          return k.by_default;
      },
      kind);
}

std::string render_value(const SettingValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* integer = std::get_if<std::uint64_t>(&value)) return fmt::format("{}", *integer);
  if (const auto* text = std::get_if<std::string>(&value))
    return plain_in_yaml(*text) ? *text : quoted_for_yaml(*text);
  return fmt::format("{}", std::get<double>(value));
}

std::string_view type_name(const SettingKind& kind) {
  constexpr std::array<std::string_view, 5> kNames{"flag", "integer", "number", "choice", "text"};
  return kNames[kind.index()];
}

std::string allowed(const SettingKind& kind) {
  return std::visit(Describer{}, kind);
}

}  // namespace scand::daemon
