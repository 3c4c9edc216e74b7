#include "daemon/scanctl/view/daemon_view.h"

#include <fmt/format.h>
#include <optional>
#include <utility>

#include "daemon/scanctl/view/text_table.h"
#include "daemon/scanctl/view/value_access.h"

namespace scand::daemon {
namespace {

using proto::Value;

const Value::Array& items(const Value& root, std::string_view key) {
  static const Value::Array kNone;
  const auto* value = at(root, {key});
  return value == nullptr || value->array() == nullptr ? kNone : *value->array();
}

// A table of the numbers that are not 0. Most of the others count troubles that never happened.
std::string numbers(const Value& root, std::string_view key) {
  const auto* value = at(root, {key});
  if (value == nullptr || value->map() == nullptr) return {};
  TextTable table({{std::string(key), Align::left}, {"", Align::right}});
  for (const auto& [name, number] : *value->map())
    if (number.number().value_or(0) != 0)
      table.add({{name, Colour::none}, {show_count(number.number()), Colour::none}});
  return table.empty() ? std::string() : '\n' + table.render(false);
}

std::string job_table(const Value& jobs, bool colour) {
  TextTable table({{"JOB", Align::left},
                   {"STATUS", Align::left},
                   {"TIMEFRAME", Align::left},
                   {"PRIORITY", Align::left},
                   {"DONE", Align::right},
                   {"FAILED", Align::right},
                   {"OF", Align::right},
                   {"ACCEPTED", Align::left}});
  for (const auto& job : items(jobs, "jobs")) {
    const auto cell = [&](std::string_view key) { return Cell{text_at(job, {key}), Colour::none}; };
    const auto count = [&](std::string_view key) {
      return Cell{show_count(number_at(job, {key})), Colour::none};
    };
    table.add({cell("job_id"), cell("status"), cell("timeframe"), cell("priority"), count("done"),
               count("failed"), count("exchanges"), cell("accepted_at")});
  }
  return table.empty() ? "\nno jobs\n" : '\n' + table.render(colour);
}

std::string joined(const Value* names) {
  std::string text;
  if (names != nullptr && names->array() != nullptr)
    for (const auto& name : *names->array())
      if (const auto* word = name.string()) text += (text.empty() ? "" : ",") + *word;
  return text;
}

// "spot,swap"
std::string market_names(const Value& exchange) {
  std::string text;
  const auto* markets = at(exchange, {"markets"});
  if (markets != nullptr && markets->map() != nullptr)
    for (const auto& [name, intervals] : *markets->map())
      text += (text.empty() ? "" : ",") + name;
  return text;
}

std::string share(std::optional<double> rate) {
  return rate ? fmt::format("{:.0f}%", 100 * *rate) : "-";
}

}  // namespace

std::string status_view(const Value& status, const Value& jobs, bool colour) {
  const auto state = text_at(status, {"state"});
  return fmt::format("scand {} is {}, up {}, last result {} of epoch {}\n",
                     text_at(status, {"version"}),
                     paint(state, state == "ready" ? Colour::green : Colour::yellow, colour),
                     show_seconds(number_at(status, {"uptime_seconds"})),
                     show_count(number_at(status, {"last_seq"})), text_at(status, {"epoch"})) +
         job_table(jobs, colour) + numbers(status, "gauges") + numbers(status, "counters");
}

std::string exchange_list_view(const Value& reply, bool colour) {
  TextTable table({{"RANK", Align::right},
                   {"EXCHANGE", Align::left},
                   {"ALIASES", Align::left},
                   {"MARKETS", Align::left},
                   {"TOP N", Align::right},
                   {"SCANS", Align::right},
                   {"SUCCESS", Align::right},
                   {"MEAN TIME", Align::right}});
  for (const auto& exchange : items(reply, "exchanges"))
    table.add({{show_count(number_at(exchange, {"rank"})), Colour::none},
               {text_at(exchange, {"id"}), Colour::none},
               {joined(at(exchange, {"aliases"})), Colour::dim},
               {market_names(exchange), Colour::none},
               {show_count(number_at(exchange, {"default_top_n"})), Colour::none},
               {show_count(number_at(exchange, {"answers"})), Colour::none},
               {share(number_at(exchange, {"success_rate"})), Colour::none},
               {show_seconds(number_at(exchange, {"duration_seconds"})), Colour::none}});
  return table.empty() ? "scand knows no exchanges\n" : table.render(colour);
}

}  // namespace scand::daemon
