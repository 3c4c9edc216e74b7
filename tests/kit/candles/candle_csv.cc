#include "tests/kit/candles/candle_csv.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace scand::test {
namespace {

// Takes one number and the comma after it.
template <class T>
T take(const char*& at, const char* end) {
  T value{};
  const auto [rest, error] = std::from_chars(at, end, value);
  if (error != std::errc{} || (rest != end && *rest != ',')) throw std::runtime_error("no number");
  at = rest == end ? end : rest + 1;
  return value;
}

void add_row(lib::Candles& candles, const std::string& line) {
  const char* at = line.data();
  const char* end = at + line.size();
  const auto time = take<std::int64_t>(at, end);
  double cells[5];
  for (double& cell : cells)
    cell = take<double>(at, end);
  candles.push_back(time, cells[0], cells[1], cells[2], cells[3], cells[4]);
}

}  // namespace

lib::Candles read_candle_csv(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line)) throw std::runtime_error(file.string() + ": cannot be read");
  lib::Candles candles;
  for (int number = 2; std::getline(in, line); ++number) {
    try {
      add_row(candles, line);
    } catch (const std::runtime_error& error) {
      throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": " + error.what());
    }
  }
  return candles;
}

lib::Candles cut(const lib::Candles& candles, std::size_t end, std::size_t rows) {
  lib::Candles result;
  for (std::size_t i = end - rows; i < end; ++i)
    result.push_back(candles.time[i], candles.open[i], candles.high[i], candles.low[i],
                     candles.close[i], candles.volume[i]);
  return result;
}

std::vector<std::filesystem::path> csv_files(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
    if (entry.path().extension() == ".csv") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::optional<std::filesystem::path> real_candles() {
  const char* shared = std::getenv("SCAND_SHARED");  // NOLINT(concurrency-mt-unsafe)
  if (shared == nullptr || *shared == '\0') return std::nullopt;
  return std::filesystem::path(shared) / "data";
}

}  // namespace scand::test
