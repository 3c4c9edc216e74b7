#pragma once
// A log record as text. Text from outside (an exchange's error) can neither forge a line nor
// control a terminal: control characters and broken UTF-8 are escaped. Pure.

#include <string>
#include <string_view>

#include "lib/base/log.h"

namespace scand::base {

// "2025-10-24 12:34:56.789 warning exchange.failed: it did (exchange=okx duration_seconds=1.5)"; or
// the record's block, unchanged, if it has one.
[[nodiscard]] std::string format_line(const LogRecord& record);
// {"time":"2025-10-24T12:34:56.789Z","level":"info","event":…,"message":…, fields…}
[[nodiscard]] std::string format_json(const LogRecord& record);

// A field's value as plain text. Numbers in the shortest form that reads back exactly.
[[nodiscard]] std::string format_value(const LogValue& value);
// "2025-10-24 12:34:56.789", UTC.
[[nodiscard]] std::string format_time(WallTime time);
// The text with control characters as \xNN and broken UTF-8 as U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace scand::base
