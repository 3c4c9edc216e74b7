#pragma once
// Chooses the log's form, by log.format and by where standard error goes, and makes its sink.

#include <cstdint>
#include <memory>
#include <string>

#include "lib/base/log.h"

namespace scand::daemon {

enum class LogFormat : std::uint8_t { pretty, json, journal };

struct ErrorStream {
  std::string journal_stream;           // $JOURNAL_STREAM: "device:inode", or empty if unset
  std::uint64_t device = 0, inode = 0;  // of standard error as it is
};
// Call it at start, before there are threads: it reads the environment.
[[nodiscard]] ErrorStream look_at_error_stream();

// `setting` is log.format. "auto" means journal only if standard error is the very stream that
// systemd connected to the journal: a service that is redirected to a file writes text.
[[nodiscard]] LogFormat choose_log_format(const std::string& setting, const ErrorStream& stream);

[[nodiscard]] std::unique_ptr<base::LogSink> make_log_sink(LogFormat format);

}  // namespace scand::daemon
