#pragma once
// Log lines on standard error.

#include <memory>

#include "lib/base/log.h"

namespace scand::base {

enum class LogText : std::uint8_t { pretty, json };

// pretty colours warnings and errors when standard error is a terminal.
[[nodiscard]] std::unique_ptr<LogSink> make_stream_sink(LogText text);

}  // namespace scand::base
