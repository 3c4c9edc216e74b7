#include "daemon/scand/log/journal_sink.h"

#include <fmt/format.h>
#include <sys/uio.h>
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <array>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <systemd/sd-journal.h>
#include <utility>

#include "lib/base/log_format.h"
#include "lib/base/log_stream.h"

namespace scand::daemon {
namespace {

// Made with `systemd-id128 new`. They never change, because people filter by them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kMessageIds{{
    {"scand.started", "fb1f882105ee4f1095768d050cf63852"},
    {"scand.stopping", "d3bb9b76d9b54c508bf80796e15d30a4"},
    {"job.started", "c8668308e11542048b67670e0ea743fe"},
    {"exchange.started", "2bff6f2020b343ffbe4a24b6ba59b24b"},
    {"exchange.finished", "dbb19a813ee64f24957bd2222bc697c8"},
    {"job.finished", "2212a2e4a33244739aacbf8f01a96647"},
}};

// The levels of syslog(3), which the journal uses, too.
int priority(base::LogLevel level) {
  switch (level) {
    case base::LogLevel::debug:
      return 7;
    case base::LogLevel::info:
      return 6;
    case base::LogLevel::warning:
      return 4;
    case base::LogLevel::error:
      return 3;
  }
  return 6;
}

// The journal takes upper-case letters, digits and '_' in names. The prefix keeps them apart from
// its own.
std::string field_name(std::string_view key) {
  std::string name = "SCAND_";
  for (const char c : key)
    name += std::isalnum(static_cast<unsigned char>(c)) != 0
                ? static_cast<char>(std::toupper(static_cast<unsigned char>(c)))
                : '_';
  return name;
}

std::string field_text(const base::LogField& field) {
  constexpr std::string_view kSeconds = "seconds";
  const auto* number = std::get_if<double>(&field.value);
  if (number == nullptr || !field.key.ends_with(kSeconds) || !std::isfinite(*number))
    return fmt::format("{}={}", field_name(field.key), base::format_value(field.value));
  const auto stem = field.key.substr(0, field.key.size() - kSeconds.size());
  return fmt::format("{}={}", field_name(stem + "us"), std::llround(*number * 1e6));
}

class JournalSink final : public base::LogSink {
 public:
  explicit JournalSink(JournalSend send)
      : send_(std::move(send)), fallback_(base::make_stream_sink(base::LogText::pretty)) {}

  void write(const base::LogRecord& record) override {
    if (send_(journal_fields(record))) return;
    auto line = record;
    line.block.clear();  // one line of the journal, not a drawing of many
    fallback_->write(line);
  }
  void flush() override { fallback_->flush(); }

 private:
  JournalSend send_;
  std::unique_ptr<base::LogSink> fallback_;
};

}  // namespace

std::vector<std::string> journal_fields(const base::LogRecord& record) {
  std::vector<std::string> fields{"MESSAGE=" + base::printable(record.message),
                                  fmt::format("PRIORITY={}", priority(record.level)),
                                  "SYSLOG_IDENTIFIER=scand", "SCAND_EVENT=" + record.event};
  for (const auto& [event, id] : kMessageIds)
    if (event == record.event) fields.push_back(fmt::format("MESSAGE_ID={}", id));
  for (const auto& field : record.fields)
    fields.push_back(field_text(field));
  return fields;
}

bool send_to_journal(const std::vector<std::string>& fields) {
  std::vector<iovec> parts;
  parts.reserve(fields.size());
  for (const auto& field : fields)
    // The API takes void* but does not write through it.
    parts.push_back({const_cast<char*>(field.data()), field.size()});  // NOLINT
  return sd_journal_sendv(parts.data(), static_cast<int>(parts.size())) == 0;
}

std::unique_ptr<base::LogSink> make_journal_sink(JournalSend send) {
  return std::make_unique<JournalSink>(std::move(send));
}

}  // namespace scand::daemon
