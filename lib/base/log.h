#pragma once
// Structured logging: a level, the name of an event, a sentence, key-value fields. There is no
// global logger: code that logs is given a Log. A line is for an event; lines that repeat are
// counted and written once.

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lib/base/clock.h"
#include "lib/base/log_throttle.h"

namespace scand::base {

enum class LogLevel : std::uint8_t { debug, info, warning, error };
[[nodiscard]] std::string_view name(LogLevel level);
[[nodiscard]] std::optional<LogLevel> parse_log_level(std::string_view text);

using LogValue = std::variant<bool, std::int64_t, std::uint64_t, double, std::string>;
struct LogField {
  std::string key;  // snake_case, the unit last: "duration_seconds"
  LogValue value;
};

struct LogRecord {
  WallTime time;
  LogLevel level = LogLevel::info;
  std::string event;    // "job.finished": fixed, for machines
  std::string message;  // one line, for people
  std::vector<LogField> fields;
  std::string block;  // several drawn lines for people, instead of the one line; empty: none
};

// Where lines go. Log calls write() from one thread at a time; it must not throw.
class LogSink {
 public:
  virtual ~LogSink() = default;
  virtual void write(const LogRecord& record) = 0;
  virtual void flush() = 0;
};

// Thread-safe. A line costs its formatting and one write under a lock.
class Log {
 public:
  // `clock` must outlive the Log. Lines below `least` are dropped.
  Log(const Clock& clock, std::unique_ptr<LogSink> sink, LogLevel least);
  ~Log();  // flushes
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  // Throttled. Lines are equal when event and text fields are equal; numbers and the sentence may
  // differ. Equal lines beyond LogThrottle's bound are only counted, and the count is written when
  // the window has passed.
  void debug(std::string_view event, std::string message, std::vector<LogField> fields = {});
  void info(std::string_view event, std::string message, std::vector<LogField> fields = {});
  void warning(std::string_view event, std::string message, std::vector<LogField> fields = {});
  void error(std::string_view event, std::string message, std::vector<LogField> fields = {});

  // Not throttled. Sets record.time.
  void always(LogRecord record);

  // Writes the counts that are still held back.
  void flush();

 private:
  void throttled(LogLevel level, std::string_view event, std::string message,
                 std::vector<LogField> fields);
  void write_counts(const std::vector<LogThrottle::Held>& held, WallTime time);

  const Clock& clock_;
  const LogLevel least_;
  std::mutex mutex_;
  // Guarded by mutex_.
  std::unique_ptr<LogSink> sink_;
  LogThrottle throttle_;
};

}  // namespace scand::base
