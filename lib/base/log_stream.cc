#include "lib/base/log_stream.h"

#include <spdlog/sinks/ansicolor_sink.h>
#include <spdlog/spdlog.h>

#include "lib/base/log_format.h"

namespace scand::base {
namespace {

spdlog::level::level_enum spdlog_level(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

class StreamSink final : public LogSink {
 public:
  explicit StreamSink(LogText text) : text_(text), logger_("scand", make(text)) {
    logger_.set_pattern("%^%v%$");
    logger_.set_level(spdlog::level::trace);
  }

  void write(const LogRecord& record) override {
    const auto line = text_ == LogText::json ? format_json(record) : format_line(record);
    logger_.log(spdlog_level(record.level), spdlog::string_view_t(line.data(), line.size()));
  }
  void flush() override { logger_.flush(); }

 private:
  static spdlog::sink_ptr make(LogText text) {
    const auto mode =
        text == LogText::json ? spdlog::color_mode::never : spdlog::color_mode::automatic;
    auto sink = std::make_shared<spdlog::sinks::ansicolor_stderr_sink_mt>(mode);
    sink->set_color(spdlog::level::info, sink->reset);
    return sink;
  }

  const LogText text_;
  spdlog::logger logger_;
};

}  // namespace

std::unique_ptr<LogSink> make_stream_sink(LogText text) {
  return std::make_unique<StreamSink>(text);
}

}  // namespace scand::base
