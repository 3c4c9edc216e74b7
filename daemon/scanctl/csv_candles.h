#pragma once
// Candles from a CSV file: time_ms,open,high,low,close,volume.

#include <cstddef>
#include <istream>
#include <string>

#include "lib/base/result.h"
#include "lib/market/candles.h"

namespace scand::daemon {

struct CsvFault {
  std::size_t line = 0;  // from 1; 0: the file as a whole
  std::string message;
};

// The newest `rows_max` rows, all rows checked: six numbers, times that rise, candles that can be
// reckoned with. One header line with those names and empty lines are passed over. Memory does not
// grow with the file.
[[nodiscard]] base::Result<lib::Candles, CsvFault> read_csv_candles(std::istream& in,
                                                                    std::size_t rows_max);

}  // namespace scand::daemon
