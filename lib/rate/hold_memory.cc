#include "lib/rate/hold_memory.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>

namespace scand::lib::rate {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kFields = 8;
constexpr std::size_t kTextMax = 256;
// Later than any time that matters, and small enough that the sums below cannot overflow.
constexpr std::int64_t kMsMax = 253'402'300'800'000;  // the year 10000
constexpr base::Nanos kOldest = std::chrono::hours(24 * 365);

using Fields = std::array<std::string_view, kFields>;

std::optional<Fields> split(std::string_view text) {
  if (text.size() > kTextMax) return std::nullopt;
  Fields fields;
  for (std::size_t i = 0; i < kFields; ++i) {
    const auto space = text.find(' ');
    if ((space == std::string_view::npos) != (i + 1 == kFields)) return std::nullopt;
    fields.at(i) = text.substr(0, space);
    text.remove_prefix(std::min(text.size(), fields.at(i).size() + 1));
  }
  return fields;
}

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

std::optional<std::int64_t> time_ms(std::string_view text) {
  const auto ms = number<std::int64_t>(text);
  if (!ms || *ms < 0 || *ms > kMsMax) return std::nullopt;
  return ms;
}

// A monotonic time as Unix milliseconds on the wall clock.
std::int64_t wall_ms(base::MonoTime then, base::Now now) {
  const auto away = std::chrono::ceil<milliseconds>(then - now.mono).count();
  return std::clamp(base::unix_ms(now.wall) + away, std::int64_t{0}, kMsMax);
}

// Turns times of the text into times of this process's monotonic clock.
class Recall {
 public:
  Recall(std::int64_t written_ms, base::Now now)
      : written_ms_(written_ms),
        passed_ms_(std::max<std::int64_t>(0, base::unix_ms(now.wall) - written_ms)),
        now_(now.mono) {}

  [[nodiscard]] base::MonoTime time(std::int64_t kept_ms) const {
    constexpr auto kAhead = std::chrono::duration_cast<milliseconds>(kLongestKeptHold).count();
    constexpr auto kBack = std::chrono::duration_cast<milliseconds>(kOldest).count();
    const std::int64_t ahead = std::min(kept_ms - written_ms_, kAhead) - passed_ms_;
    return now_ + milliseconds(std::max(ahead, -kBack));
  }
  // For a time that already lay in the past when it was written.
  [[nodiscard]] base::MonoTime past(std::int64_t kept_ms) const {
    return std::min(time(kept_ms), now_);
  }

 private:
  std::int64_t written_ms_;
  std::int64_t passed_ms_;
  base::MonoTime now_;
};

}  // namespace

std::string encode(const HoldMemory& memory, base::Now now) {
  const auto& refusal = memory.share.last_refusal;
  return fmt::format(
      "1 {} {} {} {:.6f} {} {} {}", name(memory.hold.phase), wall_ms(memory.hold.until, now),
      proto::name(memory.hold.why), memory.share.at_change, wall_ms(memory.share.changed, now),
      refusal ? fmt::to_string(wall_ms(*refusal, now)) : "-", base::unix_ms(now.wall));
}

std::optional<HoldMemory> decode_hold(std::string_view text, base::Now now) {
  const auto fields = split(text);
  if (!fields || (*fields)[0] != "1") return std::nullopt;
  const auto phase = parse_hold_phase((*fields)[1]);
  const auto until = time_ms((*fields)[2]);
  const auto why = proto::parse_error_kind((*fields)[3]);
  const auto factor = number<double>((*fields)[4]);
  const auto changed = time_ms((*fields)[5]);
  const bool no_refusal = (*fields)[6] == "-";
  const auto refusal = no_refusal ? changed : time_ms((*fields)[6]);
  const auto written = time_ms((*fields)[7]);
  if (!phase || !until || !why || !changed || !refusal || !written) return std::nullopt;
  if (!factor || !std::isfinite(*factor) || *factor <= 0 || *factor > 1) return std::nullopt;

  const Recall recall(*written, now);
  HoldMemory memory;
  memory.hold = {*phase, recall.time(*until), *why};
  memory.share = {*factor, recall.past(*changed), std::nullopt};
  if (!no_refusal) memory.share.last_refusal = recall.past(*refusal);
  return memory;
}

}  // namespace scand::lib::rate
