#include "lib/base/log_format.h"

#include <algorithm>
#include <cmath>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <type_traits>

#include "lib/base/text.h"

namespace scand::base {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD

// C0, DEL, and C1 (U+0080 to U+009F), which some terminals obey too.
bool is_control(std::string_view sequence) {
  const auto first = static_cast<unsigned char>(sequence[0]);
  if (sequence.size() == 1) return first < 0x20 || first == 0x7f;
  return sequence.size() == 2 && first == 0xc2 && static_cast<unsigned char>(sequence[1]) < 0xa0;
}

// Calls `plain(sequence)` or `control(sequence)` for each character.
template <class Plain, class Control>
void for_each_character(std::string_view text, Plain plain, Control control) {
  while (!text.empty()) {
    const auto length = utf8_length(text);
    if (length == 0)
      plain(kReplacement);
    else if (is_control(text.substr(0, length)))
      control(text.substr(0, length));
    else
      plain(text.substr(0, length));
    text.remove_prefix(std::max<std::size_t>(1, length));
  }
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for_each_character(
      text,
      [&](std::string_view sequence) {
        if (sequence == "\"" || sequence == "\\") out += '\\';
        out += sequence;
      },
      [&](std::string_view sequence) {
        out += fmt::format("\\u{:04x}", static_cast<unsigned char>(sequence.back()));
      });
  return out + '"';
}

std::string json_value(const LogValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return json_text(*text);
  if (const auto* number = std::get_if<double>(&value); number && !std::isfinite(*number))
    return "null";
  return format_value(value);
}

bool needs_quotes(std::string_view text) {
  return text.empty() || text.find_first_of(" \"=()") != std::string_view::npos;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_character(
      text, [&](std::string_view sequence) { out += sequence; },
      [&](std::string_view sequence) {
        out += fmt::format("\\x{:02x}", static_cast<unsigned char>(sequence.back()));
      });
  return out;
}

std::string format_value(const LogValue& value) {
  return std::visit([](const auto& v) { return fmt::format("{}", v); }, value);
}

std::string format_time(WallTime time) {
  const auto second = std::chrono::floor<std::chrono::seconds>(time);
  return fmt::format("{:%Y-%m-%d %H:%M:%S}.{:03}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(second)),
                     (time - second).count());
}

std::string format_line(const LogRecord& record) {
  if (!record.block.empty()) return record.block;
  auto out = fmt::format("{} {:<7} {}: {}", format_time(record.time), name(record.level),
                         record.event, printable(record.message));
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const auto text = printable(format_value(record.fields[i].value));
    out += fmt::format("{}{}={}", i == 0 ? " (" : " ", record.fields[i].key,
                       needs_quotes(text) ? json_text(text) : text);
  }
  return record.fields.empty() ? out : out + ')';
}

std::string format_json(const LogRecord& record) {
  auto time = format_time(record.time);
  time[10] = 'T';
  auto out = fmt::format(R"({{"time":"{}Z","level":"{}","event":{},"message":{})", time,
                         name(record.level), json_text(record.event), json_text(record.message));
  for (const auto& field : record.fields)
    out += fmt::format(",{}:{}", json_text(field.key), json_value(field.value));
  return out + '}';
}

}  // namespace scand::base
