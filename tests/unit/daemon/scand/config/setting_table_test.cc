#include "daemon/scand/config/setting_table.h"

#include <gtest/gtest.h>
#include <string>

namespace scand::daemon {
namespace {

// Rows that the static_asserts over the table refuse.
constexpr Setting broken(std::string_view key, SettingKind kind, std::string_view sentence) {
  return {key, kind, Apply::live, sentence, nullptr, nullptr};
}
static_assert(row_sound(broken("a.wait_seconds", RealKind{1, 0, 2, "seconds"}, "Fine.")));
static_assert(!row_sound(broken("a.wait", RealKind{1, 0, 2, "seconds"}, "No unit in the name.")));
static_assert(!row_sound(broken("a.waitms", IntegerKind{1, 0, 2, "ms"}, "Unit is no word.")));
static_assert(!row_sound(broken("a.n", IntegerKind{1, 0, 2, ""}, "Does not say what it counts.")));
static_assert(!row_sound(broken("a.n", IntegerKind{3, 0, 2, "n"}, "Default out of bounds.")));
static_assert(!row_sound(broken("a.n", IntegerKind{1, 0, 2, "n"}, "No sentence")));

// A value that the row accepts and that is not the default.
SettingValue another(const SettingKind& kind) {
  if (const auto* flag = std::get_if<FlagKind>(&kind)) return !flag->by_default;
  if (const auto* integer = std::get_if<IntegerKind>(&kind))
    return integer->by_default == integer->max ? integer->min : integer->max;
  if (const auto* real = std::get_if<RealKind>(&kind))
    return real->by_default == real->max ? real->min : real->max;
  if (const auto* choice = std::get_if<ChoiceKind>(&kind))
    return std::string(choice->choices.back());
  return std::string("another");
}

TEST(SettingTable, EachDefaultIsAccepted) {
  for (const auto& row : setting_table()) {
    const auto text = default_value(row.kind);
    const auto* as_text = std::get_if<std::string>(&text);
    const auto parsed = parse_value(row.kind, as_text ? *as_text : render_value(text));
    ASSERT_TRUE(parsed.ok()) << row.key << ": " << parsed.error();
    EXPECT_EQ(*parsed, text) << row.key;
  }
}

// Fails for two rows on one field, and for a getter and a setter of different fields.
TEST(SettingTable, EachRowHasAFieldOfItsOwn) {
  const auto standard = default_settings();
  for (const auto& changed : setting_table()) {
    auto settings = standard;
    changed.set(settings, another(changed.kind));
    for (const auto& row : setting_table())
      EXPECT_EQ(row.get(settings) == row.get(standard), row.key != changed.key)
          << changed.key << " changes " << row.key;
  }
}

TEST(SettingTable, EachExchangeRowHasAFieldOfItsOwn) {
  for (const auto& changed : exchange_setting_table()) {
    ExchangeSettings exchange;
    changed.set(exchange, another(changed.kind));
    for (const auto& row : exchange_setting_table())
      EXPECT_EQ(row.get(exchange) == row.get(ExchangeSettings{}), row.key != changed.key)
          << changed.key << " changes " << row.key;
  }
}

TEST(SettingTable, ExchangeFlagsAndTextsStartAtTheirDefaults) {
  for (const auto& row : exchange_setting_table()) {
    const auto value = row.get(ExchangeSettings{});
    EXPECT_EQ(value.value_or(default_value(row.kind)), default_value(row.kind)) << row.key;
  }
}

TEST(SettingTable, SectionsAreTogether) {
  std::string section;
  std::vector<std::string> seen;
  for (const auto& row : setting_table()) {
    const std::string mine(row.key.substr(0, row.key.rfind('.') + 1));
    if (mine == section) continue;
    EXPECT_EQ(std::count(seen.begin(), seen.end(), mine), 0) << row.key;
    section = mine;
    seen.push_back(mine);
  }
}

TEST(SettingTable, SignalDefaultsAreThoseOfLibSignal) {
  const auto settings = default_settings();
  auto standard = settings;
  standard.signals = lib::signal::SignalConfig{};
  for (const auto& row : setting_table())
    EXPECT_EQ(row.get(settings), row.get(standard)) << row.key;
}

}  // namespace
}  // namespace scand::daemon
