#pragma once
// From log.format to a sink.

#include <memory>
#include <string>

#include "lib/base/log.h"

namespace scand::daemon {

enum class LogFormat : std::uint8_t { pretty, json, journal };

// What systemd says of our standard error: $JOURNAL_STREAM ("device:inode" of the journal's stream,
// empty when not set), and what standard error really is.
struct ErrorStream {
  std::string journal_stream;
  std::uint64_t device = 0, inode = 0;
};
[[nodiscard]] ErrorStream look_at_error_stream();

// `setting` is log.format: auto, pretty, json or journal. auto is journal only if standard error is
// the journal's very stream: a service that is redirected to a file writes text.
[[nodiscard]] LogFormat choose_log_format(const std::string& setting, const ErrorStream& stream);

[[nodiscard]] std::unique_ptr<base::LogSink> make_log_sink(LogFormat format);

}  // namespace scand::daemon
