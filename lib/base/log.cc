#include "lib/base/log.h"

#include <array>
#include <fmt/format.h>
#include <utility>

namespace scand::base {
namespace {

constexpr std::array<std::string_view, 4> kLevelNames{"debug", "info", "warning", "error"};

// What makes two lines equal: the event and its text fields.
std::string kind_of(LogLevel level, std::string_view event, const std::vector<LogField>& fields) {
  std::string kind = fmt::format("{} {}", name(level), event);
  for (const auto& field : fields)
    if (const auto* text = std::get_if<std::string>(&field.value))
      kind += fmt::format(" {}={}", field.key, *text);
  return kind;
}

}  // namespace

std::string_view name(LogLevel level) {
  return kLevelNames[static_cast<std::size_t>(level)];
}

std::optional<LogLevel> parse_log_level(std::string_view text) {
  for (std::size_t i = 0; i < kLevelNames.size(); ++i)
    if (kLevelNames[i] == text) return static_cast<LogLevel>(i);
  return std::nullopt;
}

Log::Log(const Clock& clock, std::unique_ptr<LogSink> sink, LogLevel least)
    : clock_(clock), least_(least), sink_(std::move(sink)) {}

Log::~Log() {
  flush();
}

void Log::debug(std::string_view event, std::string message, std::vector<LogField> fields) {
  throttled(LogLevel::debug, event, std::move(message), std::move(fields));
}
void Log::info(std::string_view event, std::string message, std::vector<LogField> fields) {
  throttled(LogLevel::info, event, std::move(message), std::move(fields));
}
void Log::warning(std::string_view event, std::string message, std::vector<LogField> fields) {
  throttled(LogLevel::warning, event, std::move(message), std::move(fields));
}
void Log::error(std::string_view event, std::string message, std::vector<LogField> fields) {
  throttled(LogLevel::error, event, std::move(message), std::move(fields));
}

void Log::throttled(LogLevel level, std::string_view event, std::string message,
                    std::vector<LogField> fields) {
  if (level < least_) return;
  // The key is built before the lock is taken.
  const auto now = clock_.now();
  const auto kind = kind_of(level, event, fields);
  const std::lock_guard lock(mutex_);
  write_counts(throttle_.expire(now.mono), now.wall);
  if (!throttle_.admit(kind, now.mono)) return;
  sink_->write({now.wall, level, std::string(event), std::move(message), std::move(fields), {}});
}

void Log::always(LogRecord record) {
  if (record.level < least_) return;
  const auto now = clock_.now();
  record.time = now.wall;
  const std::lock_guard lock(mutex_);
  write_counts(throttle_.expire(now.mono), now.wall);
  sink_->write(record);
}

void Log::write_counts(const std::vector<LogThrottle::Held>& held, WallTime time) {
  for (const auto& [kind, lines] : held)
    sink_->write({time,
                  LogLevel::warning,
                  "log.throttled",
                  fmt::format("{} more lines like this were not written: {}", lines, kind),
                  {{"lines", lines}, {"kind", kind}},
                  {}});
}

void Log::flush() {
  const auto time = clock_.wall();
  const std::lock_guard lock(mutex_);
  write_counts(throttle_.drain(), time);
  sink_->flush();
}

}  // namespace scand::base
