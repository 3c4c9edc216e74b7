#pragma once
// Candle files: header `time_ms,open,high,low,close,volume`, oldest first.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "lib/market/candles.h"

namespace scand::test {

// Throws std::runtime_error with file and line for what cannot be read.
[[nodiscard]] lib::Candles read_candle_csv(const std::filesystem::path& file);

// The rows [end - rows, end).
[[nodiscard]] lib::Candles cut(const lib::Candles& candles, std::size_t end, std::size_t rows);

// Every .csv file below `directory`, sorted.
[[nodiscard]] std::vector<std::filesystem::path> csv_files(const std::filesystem::path& directory);

// $SCAND_SHARED/data with real candles; nullopt where the variable is not set.
[[nodiscard]] std::optional<std::filesystem::path> real_candles();

}  // namespace scand::test
