#include "proto/encoding/json_writer.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>

#include "proto/encoding/utf8.h"

namespace scand::proto {
namespace {

// Numbers in this range are easier to read without an exponent.
constexpr double kFixedMin = 1e-7;
constexpr double kFixedMax = 1e17;

void append_number(std::string& out, double value) {
  const double size = std::abs(value);
  const bool fixed = size == 0 || (size >= kFixedMin && size < kFixedMax);
  std::array<char, 64> text{};
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), value,
                    fixed ? std::chars_format::fixed : std::chars_format::scientific);
  assert(error == std::errc());
  const std::string_view digits(text.data(), static_cast<std::size_t>(end - text.data()));
  out.append(digits);
  if (digits.find_first_of(".e") == std::string_view::npos) out.append(".0");
}

}  // namespace

void JsonWriter::new_line() {
  if (indent_ > 0) out_.append("\n").append(indent_ * open_.size(), ' ');
}

void JsonWriter::separate_entry() {
  if (!open_.back().first) out_.push_back(',');
  open_.back().first = false;
  new_line();
}

void JsonWriter::separate() {
  if (!open_.empty() && open_.back().close == ']') separate_entry();
}

void JsonWriter::value_written() {
  while (!open_.empty()) {
    Open& top = open_.back();
    assert(top.left > 0);
    if (--top.left > 0) return;
    const char close = top.close;
    open_.pop_back();
    new_line();
    out_.push_back(close);
  }
}

void JsonWriter::begin(char open, char close, std::size_t count) {
  separate();
  out_.push_back(open);
  if (count > 0) {
    open_.push_back({close, count});
    return;
  }
  out_.push_back(close);
  value_written();
}

void JsonWriter::raw(std::string_view text) {
  separate();
  out_.append(text);
  value_written();
}

void JsonWriter::key(std::string_view text) {
  assert(!open_.empty() && open_.back().close == '}');
  separate_entry();
  quote(text);
  out_.append(indent_ > 0 ? ": " : ":");
}

void JsonWriter::integer(std::int64_t value) {
  raw(fmt::format_int(value).c_str());
}

void JsonWriter::unsigned_integer(std::uint64_t value) {
  raw(fmt::format_int(value).c_str());
}

void JsonWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  separate();
  append_number(out_, value);
  value_written();
}

void JsonWriter::string(std::string_view text) {
  separate();
  if (valid_utf8(text))
    quote(text);
  else
    quote(repaired_utf8(text));
  value_written();
}

void JsonWriter::quote(std::string_view text) {
  out_.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out_.push_back('\\');
      out_.push_back(c);
    } else if (c == '\n') {
      out_.append("\\n");
    } else if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(out_), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out_.push_back(c);
    }
  }
  out_.push_back('"');
}

std::string JsonWriter::take() {
  assert(open_.empty());
  return std::move(out_);
}

}  // namespace scand::proto
