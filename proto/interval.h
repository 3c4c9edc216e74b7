#pragma once
// Candle intervals, the presets that name them, and the market types. A candle opens at a multiple
// of its length since 1970-01-01T00:00Z; a weekly candle opens on Monday, 00:00 UTC.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace scand::proto {

enum class Interval : std::uint8_t { m1, m3, m5, m15, m30, h1, h2, h4, h6, h12, d1, w1 };

inline constexpr std::array<Interval, 12> kIntervals{
    Interval::m1, Interval::m3, Interval::m5, Interval::m15, Interval::m30, Interval::h1,
    Interval::h2, Interval::h4, Interval::h6, Interval::h12, Interval::d1,  Interval::w1};

[[nodiscard]] std::string_view name(Interval interval);  // "1h"
// "1h"; lower case only.
[[nodiscard]] std::optional<Interval> parse_interval(std::string_view text);
[[nodiscard]] std::int64_t length_ms(Interval interval);

// A preset ("medium") or an interval ("1h"), in any case.
[[nodiscard]] std::optional<Interval> parse_timeframe(std::string_view text);

// The open time of the candle that contains `time_ms`. Both are UTC milliseconds.
[[nodiscard]] std::int64_t open_at(Interval interval, std::int64_t time_ms);

enum class MarketType : std::uint8_t { spot, swap };  // swap: linear perpetuals
[[nodiscard]] std::string_view name(MarketType type);
[[nodiscard]] std::optional<MarketType> parse_market_type(std::string_view text);

}  // namespace scand::proto
