#pragma once
// The log sink that writes lines to standard error, by spdlog. It keeps spdlog's headers out of the
// others.

#include <memory>

#include "lib/base/log.h"

namespace scand::base {

enum class LogText : std::uint8_t { pretty, json };

// `pretty` is for people; it colours warnings and errors when standard error is a terminal. `json`
// is one object a line.
[[nodiscard]] std::unique_ptr<LogSink> make_stream_sink(LogText text);

}  // namespace scand::base
