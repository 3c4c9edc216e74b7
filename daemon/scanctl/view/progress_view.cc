#include "daemon/scanctl/view/progress_view.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include "daemon/failure_text.h"
#include "daemon/scanctl/view/text_table.h"
#include "daemon/scanctl/view/value_access.h"
#include "lib/base/log_format.h"

namespace scand::daemon {
namespace {

using proto::Value;

constexpr int kBarMax = 30, kBarMin = 5;
constexpr int kBesideBar = 32;  // columns for percent, counts, state and spaces, with some to spare

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i)
    out += text;
  return out;
}

Colour state_colour(const std::string& state) {
  if (state == "done") return Colour::green;
  if (state == "failed") return Colour::red;
  return state == "scan" ? Colour::none : Colour::dim;
}

// One exchange of a progress message.
struct Bar {
  std::string name, state;
  double done = 0, total = 0;

  [[nodiscard]] double share() const {
    if (state == "done") return 1;
    return total > 0 ? std::clamp(done / total, 0.0, 1.0) : 0;
  }
};

std::vector<Bar> read_bars(const Value& body) {
  std::vector<Bar> bars;
  const auto* exchanges = at(body, {"exchanges"});
  if (exchanges == nullptr || exchanges->array() == nullptr) return bars;
  for (const auto& entry : *exchanges->array())
    bars.push_back({base::printable(text_at(entry, {"exchange"})), text_at(entry, {"state"}),
                    number_at(entry, {"done"}).value_or(0),
                    number_at(entry, {"total"}).value_or(0)});
  return bars;
}

std::string draw(const Bar& bar, std::size_t name_columns, const ProgressView::Style& style) {
  const int room = style.width_columns - static_cast<int>(name_columns) - kBesideBar;
  const int width = std::clamp(room, kBarMin, kBarMax);
  const int full = static_cast<int>(bar.share() * width);
  const auto name = bar.name + std::string(name_columns - display_columns(bar.name), ' ');
  const auto counts = bar.total > 0 ? fmt::format("{:.0f}/{:.0f}", bar.done, bar.total) : "";
  const auto line = fmt::format("{} {}{} {:3.0f}% {:>9} {}", name, repeat("█", full),
                                repeat("░", width - full), 100 * bar.share(), counts, bar.state);
  return paint(line, state_colour(bar.state), style.colour);
}

}  // namespace

// "\x1b[nF" moves the cursor up n lines, "\x1b[J" clears from there to the end of the screen.
std::string ProgressView::erase_bars() {
  if (drawn_lines_ == 0) return {};
  auto text = fmt::format("\x1b[{}F\x1b[J", drawn_lines_);
  drawn_lines_ = 0;
  return text;
}

std::string ProgressView::progress(const Value& body) {
  if (!style_.live) return {};
  const auto bars = read_bars(body);
  if (bars.empty()) return {};
  auto text = erase_bars();
  std::size_t name_columns = 0;
  for (const auto& bar : bars)
    name_columns = std::max(name_columns, display_columns(bar.name));
  for (const auto& bar : bars)
    text += draw(bar, name_columns, style_) + '\n';
  text += fmt::format("{} elapsed\n", show_seconds(number_at(body, {"elapsed_seconds"})));
  drawn_lines_ = static_cast<int>(bars.size()) + 1;
  return text;
}

// A partial may be lost and the result repeats it, so the names that have had their line are kept.
std::string ProgressView::exchange_line(const std::string& name, const Value& detail) {
  if (!reported_.insert(name).second) return {};
  const auto took = show_seconds(number_at(detail, {"duration_seconds"}));
  if (flag_at(detail, {"success"}))
    return fmt::format("{}: done in {}, {} markets scanned, {} signals\n", base::printable(name),
                       took, show_count(number_at(detail, {"symbols_scanned"})),
                       show_count(number_at(detail, {"signals_found"})));
  return paint(fmt::format("{}: failed after {}: {} ({})", base::printable(name), took,
                           base::printable(without_name(text_at(detail, {"error"}), name)),
                           text_at(detail, {"error_kind"})),
               Colour::red, style_.colour) +
         '\n';
}

std::string ProgressView::partial(const Value& body) {
  if (style_.live) return {};
  const auto name = text_at(body, {"name"});
  return name.empty() ? std::string() : exchange_line(name, body);
}

std::string ProgressView::result(const Value& result) {
  if (style_.live) return erase_bars();
  const auto* details = at(result, {"metadata", "exchange_details"});
  std::string text;
  if (details != nullptr && details->map() != nullptr)
    for (const auto& [name, detail] : *details->map())
      text += exchange_line(name, detail);
  return text;
}

}  // namespace scand::daemon
