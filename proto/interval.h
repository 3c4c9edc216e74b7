#pragma once
// The lengths of candles, the presets that name them, and how they lie on the UTC time line:
// an interval opens at a multiple of its length since 1970-01-01T00:00Z, a week on Monday.

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
[[nodiscard]] std::optional<Interval> parse_interval(
    std::string_view text);  // "1h"; lower case only
[[nodiscard]] std::int64_t length_ms(Interval interval);

// A preset ("medium") or an interval ("1h"), in any case.
[[nodiscard]] std::optional<Interval> parse_timeframe(std::string_view text);

// Open time of the candle that is running at `time_ms`.
[[nodiscard]] std::int64_t open_at(Interval interval, std::int64_t time_ms);

enum class MarketType : std::uint8_t { spot, swap };  // swap: linear perpetuals
[[nodiscard]] std::string_view name(MarketType type);
[[nodiscard]] std::optional<MarketType> parse_market_type(std::string_view text);

}  // namespace scand::proto
