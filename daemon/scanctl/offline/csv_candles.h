#pragma once
// Reads candles from a CSV file with the columns time_ms,open,high,low,close,volume.

#include <cstddef>
#include <istream>
#include <string>

#include "lib/base/result.h"
#include "lib/market/candles.h"

namespace scand::daemon {

struct CsvFault {
  std::size_t line = 0;  // from 1; 0: the fault is not in a particular line
  std::string message;
};

// Returns the newest `rows_max` rows, so memory does not grow with the file. Every row is checked:
// six numbers, rising times, plausible prices and volume. Skips empty lines and a header line with
// the column names.
[[nodiscard]] base::Result<lib::Candles, CsvFault> read_csv_candles(std::istream& in,
                                                                    std::size_t rows_max);

}  // namespace scand::daemon
