#include "lib/exchange/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>

namespace scand::lib::exchange {
namespace {

constexpr std::int64_t kEarliestMs = 1'230'768'000'000;  // 2009-01-01
constexpr std::int64_t kLatestMs = 4'102'444'800'000;    // 2100-01-01

std::optional<std::int64_t> in_range(std::int64_t ms) {
  if (ms < kEarliestMs || ms >= kLatestMs) return std::nullopt;
  return ms;
}

template <class Number>
std::optional<Number> whole(std::string_view text) {
  Number number{};
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return number;
}

double units_per_ms(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::seconds:
      return 1e-3;
    case TimeUnit::microseconds:
      return 1e3;
    case TimeUnit::nanoseconds:
      return 1e6;
    default:
      return 1;
  }
}

// Whole numbers are divided exactly; numbers with a fraction go through a double.
std::optional<std::int64_t> numeric_time(std::string_view text, TimeUnit unit) {
  const double per_ms = units_per_ms(unit);
  if (const auto count = whole<std::int64_t>(text)) {
    if (unit != TimeUnit::seconds) return in_range(*count / static_cast<std::int64_t>(per_ms));
    if (*count < 0 || *count > kLatestMs / 1000) return std::nullopt;
    return in_range(*count * 1000);
  }
  const auto count = parse_number(text);
  if (!count) return std::nullopt;
  const double ms = unit == TimeUnit::seconds ? *count * 1000 : *count / per_ms;
  if (!(ms >= static_cast<double>(kEarliestMs) && ms < static_cast<double>(kLatestMs)))
    return std::nullopt;
  return static_cast<std::int64_t>(ms);
}

// Takes exactly `digits` digits off the front.
std::optional<int> take(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  const std::string_view head = text.substr(0, digits);
  if (!std::ranges::all_of(head, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  text.remove_prefix(digits);
  return whole<int>(head);
}

// Takes one character off the front if it is one of those.
bool skip(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::int64_t> instant_ms(int year, int month, int day, int hour, int minute,
                                       int second) {
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000;
}

// ".123456" -> 123; nothing -> 0.
int fraction_ms(std::string_view& text) {
  if (!skip(text, ".,")) return 0;
  int ms = 0;
  int weight = 100;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1)) {
    ms += (text.front() - '0') * weight;
    weight /= 10;
  }
  return ms;
}

// "Z", "+08:00", "-0530" or nothing -> minutes east of UTC.
std::optional<int> zone_minutes(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z") return 0;
  const bool west = text.front() == '-';
  if (!skip(text, "+-")) return std::nullopt;
  const auto hours = take(text, 2);
  skip(text, ":");
  const auto minutes = text.empty() ? std::optional<int>(0) : take(text, 2);
  if (!hours || !minutes || !text.empty()) return std::nullopt;
  return (west ? -1 : 1) * (*hours * 60 + *minutes);
}

std::optional<std::int64_t> iso_time(std::string_view text) {
  const auto year = take(text, 4);
  skip(text, "-");
  const auto month = take(text, 2);
  skip(text, "-");
  const auto day = take(text, 2);
  std::optional<int> hour = 0;
  std::optional<int> minute = 0;
  std::optional<int> second = 0;
  if (skip(text, "Tt ")) {
    hour = take(text, 2);
    skip(text, ":");
    minute = take(text, 2);
    if (skip(text, ":")) second = take(text, 2);
  }
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  const int ms = fraction_ms(text);
  const auto zone = zone_minutes(text);
  const auto instant = instant_ms(*year, *month, *day, *hour, *minute, *second);
  if (!zone || !instant) return std::nullopt;
  return in_range(*instant + ms - std::int64_t{*zone} * 60'000);
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  const auto number = whole<double>(text);
  if (!number || !std::isfinite(*number)) return std::nullopt;
  return number;
}

std::optional<double> parse_percent(std::string_view text) {
  if (text.ends_with('%')) text.remove_suffix(1);
  return parse_number(text);
}

std::optional<std::int64_t> parse_time_ms(std::string_view text, TimeUnit unit) {
  return unit == TimeUnit::iso8601 ? iso_time(text) : numeric_time(text, unit);
}

std::optional<std::int64_t> parse_http_date_ms(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kMonths{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || text.substr(3, 2) != ", " || !text.ends_with(" GMT"))
    return std::nullopt;
  text = text.substr(5);
  const auto day = take(text, 2);
  skip(text, " ");
  const auto month = std::ranges::find(kMonths, text.substr(0, 3));
  if (!day || month == kMonths.end()) return std::nullopt;
  text.remove_prefix(3);
  skip(text, " ");
  const auto year = take(text, 4);
  skip(text, " ");
  const auto hour = take(text, 2);
  skip(text, ":");
  const auto minute = take(text, 2);
  skip(text, ":");
  const auto second = take(text, 2);
  if (!year || !hour || !minute || !second) return std::nullopt;
  return instant_ms(*year, static_cast<int>(month - kMonths.begin()) + 1, *day, *hour, *minute,
                    *second);
}

}  // namespace scand::lib::exchange
