#include "daemon/scand/log/log_setup.h"

#include <cstdlib>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon/scand/log/journal_sink.h"
#include "lib/base/log_stream.h"

namespace scand::daemon {

ErrorStream look_at_error_stream() {
  ErrorStream stream;
  if (const char* text = std::getenv("JOURNAL_STREAM"))  // NOLINT(concurrency-mt-unsafe)
    stream.journal_stream = text;
  struct stat status {};
  if (fstat(STDERR_FILENO, &status) == 0) {
    stream.device = status.st_dev;
    stream.inode = status.st_ino;
  }
  return stream;
}

LogFormat choose_log_format(const std::string& setting, const ErrorStream& stream) {
  if (setting == "json") return LogFormat::json;
  if (setting == "journal") return LogFormat::journal;
  if (setting == "pretty") return LogFormat::pretty;
  const bool ours = stream.journal_stream == fmt::format("{}:{}", stream.device, stream.inode);
  return ours ? LogFormat::journal : LogFormat::pretty;
}

std::unique_ptr<base::LogSink> make_log_sink(LogFormat format) {
  switch (format) {
    case LogFormat::journal:
      return make_journal_sink();
    case LogFormat::json:
      return base::make_stream_sink(base::LogText::json);
    case LogFormat::pretty:
      break;
  }
  return base::make_stream_sink(base::LogText::pretty);
}

}  // namespace scand::daemon
