// Compares scand's indicators and score with reference values made by generate.js:
//   oracle_check REFERENCE.json CANDLE_DIRECTORY
// Exit code 0: all agree, 1: some do not (each is named), 2: the reference cannot be read.

#include <array>
#include <cmath>
#include <exception>
#include <fmt/core.h>
#include <map>
#include <simdjson.h>
#include <string>

#include "lib/signal/analyse.h"
#include "tests/kit/candles/candle_csv.h"

namespace scand {
namespace {

using simdjson::dom::element;
using Member = std::optional<double> proto::Indicators::*;

// Numbers agree when they differ by no more than this share of the larger, or, near zero, by the
// rounding that their unit allows: a MACD near zero is a difference of prices, a stochastic near
// zero a sum of percentages.
constexpr double kTolerance = 1e-9;
constexpr double kRounding = 1e-12;

enum class Unit : std::uint8_t { price, percent, ratio, volume };

struct Field {
  const char* name;
  Member member;
  Unit unit;
};
constexpr std::array<Field, 31> kFields{{
    {"rsi", &proto::Indicators::rsi, Unit::percent},
    {"macd_line", &proto::Indicators::macd_line, Unit::price},
    {"macd_signal", &proto::Indicators::macd_signal, Unit::price},
    {"macd_histogram", &proto::Indicators::macd_histogram, Unit::price},
    {"ema_5", &proto::Indicators::ema_5, Unit::price},
    {"ema_9", &proto::Indicators::ema_9, Unit::price},
    {"ema_13", &proto::Indicators::ema_13, Unit::price},
    {"ema_21", &proto::Indicators::ema_21, Unit::price},
    {"ema_50", &proto::Indicators::ema_50, Unit::price},
    {"ema_200", &proto::Indicators::ema_200, Unit::price},
    {"sma_20", &proto::Indicators::sma_20, Unit::price},
    {"sma_50", &proto::Indicators::sma_50, Unit::price},
    {"bb_upper", &proto::Indicators::bb_upper, Unit::price},
    {"bb_middle", &proto::Indicators::bb_middle, Unit::price},
    {"bb_lower", &proto::Indicators::bb_lower, Unit::price},
    {"stoch_k", &proto::Indicators::stoch_k, Unit::percent},
    {"stoch_d", &proto::Indicators::stoch_d, Unit::percent},
    {"atr", &proto::Indicators::atr, Unit::price},
    {"adx", &proto::Indicators::adx, Unit::percent},
    {"plus_di", &proto::Indicators::plus_di, Unit::percent},
    {"minus_di", &proto::Indicators::minus_di, Unit::percent},
    {"obv", &proto::Indicators::obv, Unit::volume},
    {"vwap", &proto::Indicators::vwap, Unit::price},
    {"tenkan", &proto::Indicators::tenkan, Unit::price},
    {"kijun", &proto::Indicators::kijun, Unit::price},
    {"span_a", &proto::Indicators::span_a, Unit::price},
    {"span_b", &proto::Indicators::span_b, Unit::price},
    {"volume_ratio", &proto::Indicators::volume_ratio, Unit::ratio},
    {"poc", &proto::Indicators::poc, Unit::price},
    {"momentum_short", &proto::Indicators::momentum_short, Unit::ratio},
    {"momentum_long", &proto::Indicators::momentum_long, Unit::ratio},
}};
// What a quick analysis has.
constexpr std::array<std::string_view, 9> kQuick{
    "rsi", "macd_line",    "macd_signal",    "macd_histogram", "ema_21",
    "atr", "volume_ratio", "momentum_short", "momentum_long"};

class Checker {
 public:
  void file(const std::filesystem::path& root, element reference) {
    const std::string name{reference["file"].get_string().value()};
    const lib::Candles candles = test::read_candle_csv(root / name);
    ++files_;
    for (const element window : reference["windows"].get_array()) {
      const auto end = static_cast<std::size_t>(window["end"].get_uint64().value());
      const auto rows = static_cast<std::size_t>(window["rows"].get_uint64().value());
      const bool full = window["depth"].get_string().value() == "full";
      place_ = fmt::format("{} rows {}..{} {}", name, end - rows, end, full ? "full" : "quick");
      analysis(window, test::cut(candles, end, rows), full);
    }
  }

  // The exit code.
  [[nodiscard]] int report() const {
    fmt::print("{} candle files, {} numbers compared, {} differ\n", files_, compared_, wrong_);
    return wrong_ == 0 && compared_ > 0 ? 0 : 1;
  }

 private:
  void analysis(element window, const lib::Candles& candles, bool full) {
    const auto result =
        lib::signal::analyse(candles, proto::Interval::h1,
                             full ? lib::signal::Depth::full : lib::signal::Depth::quick, {});
    if (!result) return fail("analysis", "a result", "insufficient history");
    price_ = candles.close.back();
    for (const Field& field : kFields) {
      const bool due = full || std::ranges::find(kQuick, field.name) != kQuick.end();
      const element expected = window["values"][field.name];
      number(field.name, field.unit, result->indicators.*field.member,
             due ? optional(expected) : std::nullopt);
    }
    score(window["score"], *result);
    if (full) extras(window, *result);
  }

  void score(element expected, const proto::Analysis& actual) {
    number("score", Unit::percent, actual.score, optional(expected["s"]));
    text("label", actual.label, expected["label"]);
    std::map<std::string, double> contributions;
    for (const proto::Reason& reason : actual.reasons)
      contributions[reason.component] = reason.contribution;
    const auto expected_contributions = expected["contributions"].get_object().value();
    if (contributions.size() != expected_contributions.size())
      fail("components", std::to_string(expected_contributions.size()),
           std::to_string(contributions.size()));
    for (const auto& [component, value] : expected_contributions) {
      const auto found = contributions.find(std::string(component));
      number(component, Unit::percent,
             found == contributions.end() ? std::nullopt : std::optional(found->second),
             optional(value));
    }
  }

  void extras(element window, const proto::Analysis& actual) {
    text("regime", actual.market_regime->regime, window["regime"]["regime"]);
    text("volatility", actual.market_regime->volatility, window["regime"]["volatility"]);
    const element expected = window["extras"];
    number("volume_at_close", Unit::volume, actual.advanced->volume_at_close,
           optional(expected["volume_at_close"]));
    number("support_level", Unit::price, actual.risk_reward->support_level,
           optional(expected["support_level"]));
    number("resistance_level", Unit::price, actual.risk_reward->resistance_level,
           optional(expected["resistance_level"]));
  }

  static std::optional<double> optional(element value) {
    if (value.is_null()) return std::nullopt;
    return value.get_double().value();
  }

  [[nodiscard]] double one(Unit unit) const {
    switch (unit) {
      case Unit::price:
        return price_;
      case Unit::percent:
        return 100;
      case Unit::ratio:
        return 1;
      case Unit::volume:
        break;
    }
    return 0;
  }

  void number(std::string_view what, Unit unit, std::optional<double> actual,
              std::optional<double> expected) {
    ++compared_;
    const auto shown = [](std::optional<double> value) {
      return value ? fmt::format("{:.17g}", *value) : std::string("null");
    };
    if (actual.has_value() != expected.has_value())
      return fail(what, shown(expected), shown(actual));
    if (!actual) return;
    const double size = std::max(std::abs(*actual), std::abs(*expected));
    const double allowed = std::max(kTolerance * size, kRounding * one(unit));
    if (!(std::abs(*actual - *expected) <= allowed)) fail(what, shown(expected), shown(actual));
  }

  void text(std::string_view what, std::string_view actual, element expected) {
    ++compared_;
    const std::string_view wanted = expected.get_string().value();
    if (actual != wanted) fail(what, std::string(wanted), std::string(actual));
  }

  void fail(std::string_view what, const std::string& expected, const std::string& actual) {
    ++wrong_;
    fmt::print("{}: {}: expected {}, got {}\n", place_, what, expected, actual);
  }

  int files_ = 0, compared_ = 0, wrong_ = 0;
  double price_ = 1;
  std::string place_;
};

int check(const char* reference_file, const char* candle_directory) {
  simdjson::dom::parser parser;
  Checker checker;
  for (const element reference : parser.load(reference_file).get_array())
    checker.file(candle_directory, reference);
  return checker.report();
}

}  // namespace
}  // namespace scand

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: oracle_check REFERENCE.json CANDLE_DIRECTORY\n");
    return 2;
  }
  try {
    return scand::check(argv[1], argv[2]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}: {}\n", argv[1], error.what());
    return 2;
  }
}
