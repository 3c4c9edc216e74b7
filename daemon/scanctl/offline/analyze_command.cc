#include "daemon/scanctl/offline/analyze_command.h"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <system_error>
#include <utility>

#include "daemon/scanctl/commands.h"
#include "daemon/scanctl/exit_code.h"
#include "daemon/scanctl/offline/csv_candles.h"
#include "lib/signal/analyse.h"
#include "proto/encoding/json_to_value.h"
#include "proto/encoding/json_writer.h"
#include "proto/interval.h"
#include "proto/limits.h"
#include "proto/signal_fields.h"

namespace scand::daemon {
namespace {

using lib::indicator::Depth;

// A full analysis uses at most this many of the newest rows.
constexpr std::size_t kRows = 290;

int report(Console& console, const std::string& message, int code) {
  console.messages << "scanctl: " << message << '\n';
  return code;
}

// "BTC_USDT.csv" holds BTC/USDT.
std::string symbol_of(const std::string& file) {
  auto symbol = file == "-" ? std::string("stdin") : std::filesystem::path(file).stem().string();
  if (const auto at = symbol.find('_'); at != std::string::npos) symbol[at] = '/';
  return symbol;
}

// Rows that are not one interval apart mean a wrong --timeframe or holes in the file. The analysis
// is made all the same, as the user may know that.
void warn_of_spacing(const lib::Candles& candles, proto::Interval interval, Console& console) {
  std::size_t odd = 0;
  for (std::size_t i = 1; i < candles.size(); ++i)
    if (candles.time[i] - candles.time[i - 1] != proto::length_ms(interval)) ++odd;
  if (odd > 0)
    console.messages << fmt::format(
        "scanctl: {} of {} rows are not {} after the row before; give the file's own --timeframe, "
        "or know that holes are taken as they are\n",
        odd, candles.size(), proto::name(interval));
}

// The row is made by the code that makes scand's own rows, so the two cannot differ.
std::string render(const proto::Signal& signal, const std::string& timeframe) {
  auto row = proto::json_to_value(proto::to_json(proto::SignalRow{signal, timeframe}),
                                  proto::kResultLimits);
  auto value = std::move(row).value();
  value.map()->push_back({"score", signal.analysis.score});
  return proto::to_json(value);
}

base::Result<lib::Candles, CsvFault> read_file(const std::string& file, Console& console) {
  if (file == "-") return read_csv_candles(console.input, kRows);
  std::ifstream in(file);
  if (!in.is_open())
    return CsvFault{
        0, "cannot be opened: " + std::error_code(errno, std::generic_category()).message()};
  return read_csv_candles(in, kRows);
}

}  // namespace

int analyze(const AnalyzeOptions& options, Console& console) {
  const auto interval = proto::parse_timeframe(options.timeframe);
  if (!interval)
    return report(console,
                  fmt::format("--timeframe: given '{}'; allowed: scalping, short, medium, daily, "
                              "weekly, or 1m 3m 5m 15m 30m 1h 2h 4h 6h 12h 1d 1w",
                              options.timeframe),
                  kExitUsageError);
  const auto candles = read_file(options.file, console);
  if (!candles.ok()) {
    const auto& fault = candles.error();
    const auto where =
        fault.line > 0 ? fmt::format("{}:{}", options.file, fault.line) : options.file;
    return report(console, fmt::format("{}: {}", where, fault.message), kExitBadData);
  }
  auto analysis =
      lib::signal::analyse(*candles, *interval, options.quick ? Depth::quick : Depth::full, {});
  if (!analysis.ok())
    return report(console,
                  fmt::format("{}: holds {} candles; an analysis needs at least {}", options.file,
                              analysis.error().rows, analysis.error().needed),
                  kExitBadData);
  warn_of_spacing(*candles, *interval, console);
  proto::Signal signal;
  signal.exchange = "file";
  signal.symbol = symbol_of(options.file);
  signal.interval = *interval;
  signal.candle_close_ms = candles->time.back() + proto::length_ms(*interval);
  signal.analysis = std::move(analysis).value();
  console.data << render(signal, options.timeframe) << '\n';
  return kExitFine;
}

void add_analyze_command(CLI::App& app, Command& run) {
  auto options = std::make_shared<AnalyzeOptions>();
  auto* command = app.add_subcommand("analyze", "analyse candles of a CSV file, without scand");
  command
      ->add_option("file", options->file,
                   "rows of time_ms,open,high,low,close,volume, oldest first; -: standard input")
      ->required()
      ->type_name("FILE.csv");
  command->add_option("--timeframe", options->timeframe, "a preset or an interval")
      ->capture_default_str();
  command->add_flag("--quick", options->quick, "the quick set of indicators");
  command->callback([options, &run] {
    run = [options](Console& console) { return analyze(*options, console); };
  });
}

}  // namespace scand::daemon
