#include "lib/exchange/placeholders.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <fmt/format.h>

namespace scand::lib::exchange {
namespace {

constexpr std::array<std::string_view, 4> kWords{"id", "interval", "rows", "cursor"};
constexpr std::array<std::string_view, 5> kTimes{"start", "newest", "end", "now", "before"};
constexpr std::array<std::string_view, 3> kForms{"_ms", "_s", "_iso"};

struct TimeName {
  std::string_view time, form;
};

// "start_ms" -> {start, _ms}; nullopt for anything else.
std::optional<TimeName> time_name(std::string_view name) {
  const std::size_t at = std::min(name.rfind('_'), name.size());
  const TimeName parts{name.substr(0, at), name.substr(at)};
  const bool known = std::ranges::find(kTimes, parts.time) != kTimes.end() &&
                     std::ranges::find(kForms, parts.form) != kForms.end();
  return known ? std::optional(parts) : std::nullopt;
}

std::string iso(std::int64_t time_ms) {
  using namespace std::chrono;
  const sys_time<milliseconds> time{milliseconds(time_ms)};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{floor<seconds>(time - day)};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::optional<std::int64_t> time_value(std::string_view time, const RequestParams& params,
                                       std::uint32_t rows) {
  if (time == "now") return params.now_ms;
  if (time == "before") return params.before_ms;
  const CandleRange range = candle_range(params.interval, rows, params.now_ms, params.before_ms);
  if (time == "start") return range.start_ms;
  return time == "end" ? range.end_ms : range.newest_ms;
}

std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

// "start_s-1" -> {start_s, -1}.
std::optional<Placeholder> parse(std::string_view inside) {
  const std::size_t sign = inside.find_first_of("+-");
  Placeholder placeholder{std::string(inside.substr(0, sign)), 0};
  const bool named = !placeholder.name.empty() && std::ranges::all_of(placeholder.name, [](char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
  });
  if (!named) return std::nullopt;
  if (sign == std::string_view::npos) return placeholder;
  const std::string_view number = inside.substr(inside[sign] == '+' ? sign + 1 : sign);
  const char* const end = number.data() + number.size();
  const auto [stop, error] = std::from_chars(number.data(), end, placeholder.plus);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return placeholder;
}

}  // namespace

std::optional<std::vector<Piece>> split_placeholders(std::string_view text) {
  std::vector<Piece> pieces;
  while (!text.empty()) {
    const std::size_t open = text.find_first_of("{}");
    if (open != 0) pieces.emplace_back(std::string(text.substr(0, open)));
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    if (text[open] == '}' || close == std::string_view::npos) return std::nullopt;
    auto placeholder = parse(text.substr(open + 1, close - open - 1));
    if (!placeholder) return std::nullopt;
    pieces.emplace_back(std::move(*placeholder));
    text.remove_prefix(close + 1);
  }
  return pieces;
}

CandleRange candle_range(proto::Interval interval, std::uint32_t rows, std::int64_t now_ms,
                         std::optional<std::int64_t> before_ms) {
  const std::int64_t length = proto::length_ms(interval);
  const std::int64_t newest = proto::open_at(interval, before_ms ? *before_ms - 1 : now_ms);
  return {newest - (std::max<std::int64_t>(rows, 1) - 1) * length, newest, newest + length};
}

bool known_placeholder(std::string_view name) {
  return std::ranges::find(kWords, name) != kWords.end() || time_name(name);
}

std::optional<std::string> placeholder_value(const Placeholder& placeholder,
                                             const RequestParams& params, std::uint32_t rows,
                                             const std::string& interval) {
  const auto& [name, plus] = placeholder;
  if (name == "id") return unless_empty(params.market_id);
  if (name == "cursor") return unless_empty(params.cursor);
  if (name == "interval") return unless_empty(interval);
  if (name == "rows") return fmt::format("{}", rows + plus);
  const auto parts = time_name(name);
  if (!parts) return std::nullopt;
  const auto time = time_value(parts->time, params, rows);
  if (!time) return std::nullopt;
  if (parts->form == "_ms") return fmt::format("{}", *time + plus);
  if (parts->form == "_s") return fmt::format("{}", *time / 1000 + plus);
  return iso(*time + plus * 1000);
}

std::string url_encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain)
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

}  // namespace scand::lib::exchange
