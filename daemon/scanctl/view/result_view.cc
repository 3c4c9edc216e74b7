#include "daemon/scanctl/view/result_view.h"

#include <fmt/format.h>
#include <optional>
#include <vector>

#include "daemon/failure_text.h"
#include "daemon/scanctl/view/text_table.h"
#include "daemon/scanctl/view/value_access.h"
#include "lib/base/log_format.h"

namespace scand::daemon {
namespace {

using proto::Value;

Colour side_colour(const std::string& side) {
  if (side == "BUY") return Colour::green;
  if (side == "SELL") return Colour::red;
  return Colour::dim;
}

Colour change_colour(std::optional<double> change) {
  if (!change || *change == 0) return Colour::none;
  return *change > 0 ? Colour::green : Colour::red;
}

std::vector<Cell> signal_row(const Value& signal) {
  const auto side = text_at(signal, {"signal"});
  const auto change = number_at(signal, {"change"});
  return {{text_at(signal, {"exchange"}), Colour::none},
          {text_at(signal, {"symbol"}), Colour::none},
          {text_at(signal, {"interval"}), Colour::none},
          {text_at(signal, {"label"}), side_colour(side)},
          {show_count(number_at(signal, {"strength"})), side_colour(side)},
          {show_price(number_at(signal, {"price"})), Colour::none},
          {show_change(change), change_colour(change)},
          {show_volume(number_at(signal, {"volume"})), Colour::none},
          {text_at(signal, {"market_regime", "regime"}), Colour::dim}};
}

// The number of markets that were skipped, for whatever reason.
std::string skipped(const Value& detail) {
  const auto* reasons = at(detail, {"symbols_skipped"});
  if (reasons == nullptr || reasons->map() == nullptr) return "-";
  double sum = 0;
  for (const auto& [reason, count] : *reasons->map())
    sum += count.number().value_or(0);
  return fmt::format("{:.0f}", sum);
}

std::vector<Cell> exchange_row(const std::string& name, const Value& detail) {
  const bool success = flag_at(detail, {"success"});
  auto outcome = success ? std::string("ok") : text_at(detail, {"error_kind"});
  if (outcome.empty()) outcome = "failed";
  const auto seconds = [&](std::string_view key) {
    return Cell{show_seconds(number_at(detail, {key})), Colour::none};
  };
  const auto count = [&](std::string_view key) {
    return Cell{show_count(number_at(detail, {key})), Colour::none};
  };
  return {{name, Colour::none},
          {outcome, success ? Colour::green : Colour::red},
          seconds("duration_seconds"),
          seconds("queue_seconds"),
          seconds("rate_limit_wait_seconds"),
          seconds("network_seconds"),
          seconds("compute_seconds"),
          count("symbols_scanned"),
          {skipped(detail), Colour::none},
          count("symbols_failed"),
          count("requests"),
          count("signals_found")};
}

// Names the requested symbols that the exchange does not list. The table does not show them.
std::string not_listed(const std::string& name, const Value& detail) {
  const auto* symbols = at(detail, {"symbols_not_listed"});
  if (symbols == nullptr || symbols->array() == nullptr || symbols->array()->empty()) return {};
  std::string line = base::printable(name) + " does not list";
  for (const Value& symbol : *symbols->array())
    if (const std::string* text = symbol.string()) line += ' ' + base::printable(*text);
  return line + '\n';
}

// Lines below the table: symbols that are not listed, and why exchanges failed.
std::string remarks(const Value& details, bool colour) {
  std::string text;
  for (const auto& [name, detail] : *details.map()) {
    text += not_listed(name, detail);
    if (!flag_at(detail, {"success"}))
      text += paint(fmt::format("{}: {}", base::printable(name),
                                base::printable(without_name(text_at(detail, {"error"}), name))),
                    Colour::red, colour) +
              '\n';
  }
  return text;
}

std::string parallel_line(const Value& performance) {
  const auto speedup = number_at(performance, {"speedup"});
  const auto sequential = number_at(performance, {"sequential_duration_estimated"}).value_or(0);
  const auto saved = number_at(performance, {"time_saved_seconds"}).value_or(0);
  return fmt::format(
      "parallel {}, sequential (estimated) {}, speedup {}, time saved {} ({:.1f}%), filtering {}\n",
      show_seconds(number_at(performance, {"parallel_duration"})), show_seconds(sequential),
      speedup ? fmt::format("{:.2f}x", *speedup) : "-", show_seconds(saved),
      sequential > 0 ? 100 * saved / sequential : 0,
      show_seconds(number_at(performance, {"filtering_seconds"})));
}

std::string single_line(const Value& performance) {
  return fmt::format("initialization {}, scan execution {}, filtering {}, total {}\n",
                     show_seconds(number_at(performance, {"initialization_seconds"})),
                     show_seconds(number_at(performance, {"scan_execution_seconds"})),
                     show_seconds(number_at(performance, {"filtering_seconds"})),
                     show_seconds(number_at(performance, {"total_seconds"})));
}

}  // namespace

std::string signals_view(const Value& result, bool colour) {
  TextTable table({{"EXCHANGE", Align::left},
                   {"SYMBOL", Align::left},
                   {"TF", Align::left},
                   {"SIGNAL", Align::left},
                   {"STRENGTH", Align::right},
                   {"PRICE", Align::right},
                   {"24H", Align::right},
                   {"VOLUME", Align::right},
                   {"REGIME", Align::left}});
  if (const auto* signals = at(result, {"signals"}); signals != nullptr && signals->array())
    for (const auto& signal : *signals->array())
      table.add(signal_row(signal));
  return table.empty() ? "no signals pass the filters\n" : table.render(colour);
}

std::string exchanges_view(const Value& result, bool colour) {
  const auto* details = at(result, {"metadata", "exchange_details"});
  if (details == nullptr || details->map() == nullptr) return {};
  TextTable table({{"EXCHANGE", Align::left},
                   {"RESULT", Align::left},
                   {"TIME", Align::right},
                   {"QUEUE", Align::right},
                   {"LIMITER", Align::right},
                   {"NETWORK", Align::right},
                   {"COMPUTE", Align::right},
                   {"SCANNED", Align::right},
                   {"SKIPPED", Align::right},
                   {"FAILED", Align::right},
                   {"REQUESTS", Align::right},
                   {"SIGNALS", Align::right}});
  for (const auto& [name, detail] : *details->map())
    table.add(exchange_row(name, detail));
  return table.render(colour) + remarks(*details, colour);
}

std::string performance_view(const Value& result, bool colour) {
  const auto* metadata = at(result, {"metadata"});
  if (metadata == nullptr) return {};
  const auto status = text_at(*metadata, {"status"});
  const auto shade = status == "complete"  ? Colour::green
                     : status == "partial" ? Colour::yellow
                                           : Colour::red;
  auto text = fmt::format("{}: {} signals of {} markets in {}{}, job {}\n",
                          paint(status, shade, colour), show_count(number_at(*metadata, {"count"})),
                          show_count(number_at(*metadata, {"total_scanned"})),
                          show_seconds(number_at(*metadata, {"duration_seconds"})),
                          flag_at(*metadata, {"truncated"}) ? " (truncated by limit)" : "",
                          text_at(*metadata, {"job_id"}));
  if (const auto* performance = at(*metadata, {"performance"}))
    text += text_at(*metadata, {"mode"}) == "single" ? single_line(*performance)
                                                     : parallel_line(*performance);
  if (const auto error = text_at(*metadata, {"error"}); !error.empty())
    text +=
        paint(fmt::format("{} ({})", base::printable(error), text_at(*metadata, {"error_kind"})),
              Colour::red, colour) +
        '\n';
  return text;
}

std::string result_view(const Value& result, bool colour) {
  return signals_view(result, colour) + '\n' + exchanges_view(result, colour) + '\n' +
         performance_view(result, colour);
}

}  // namespace scand::daemon
