#include "proto/encoding/json_to_value.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fmt/format.h>
#include <optional>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <string>
#include <utility>

namespace scand::proto {
namespace {

// Reads the text of a JSON number. RapidJSON does not do it because its exact parser has undefined
// behaviour on a zero with an exponent ("0e-40").
template <class T>
std::optional<T> number_of(std::string_view text) {
  T value{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

double double_of(std::string_view text) {
  if (const auto value = number_of<double>(text)) return *value;
  // from_chars reports "out of range" without saying which end; strtod gives 0 or infinity.
  return std::strtod(std::string(text).c_str(), nullptr);
}

// Receives RapidJSON's events. RapidJSON prescribes the names, hence the capitals.
class Handler {
 public:
  explicit Handler(const ReadLimits& limits) : builder_(limits) {}

  bool Null() { return builder_.null(); }
  bool Bool(bool value) { return builder_.boolean(value); }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  // With kParseNumbersAsStringsFlag every number arrives here.
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view number(text, size);
    if (const auto value = number_of<std::uint64_t>(number))
      return builder_.unsigned_integer(*value);
    if (const auto value = number_of<std::int64_t>(number)) return builder_.integer(*value);
    return builder_.number(double_of(number));
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return builder_.string({text, size});
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) { return builder_.key({text, size}); }
  bool StartObject() { return builder_.begin_map(0); }
  bool EndObject(rapidjson::SizeType) { return builder_.end(); }
  bool StartArray() { return builder_.begin_array(0); }
  bool EndArray(rapidjson::SizeType) { return builder_.end(); }

  ValueBuilder& builder() { return builder_; }

 private:
  ValueBuilder builder_;
};

std::string with_position(std::string_view bytes, std::size_t offset, std::string_view what) {
  const std::string_view before = bytes.substr(0, std::min(offset, bytes.size()));
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return fmt::format("line {}, column {}: {}", line, before.size() - line_start + 1, what);
}

}  // namespace

base::Result<Value, ReadError> json_to_value(std::string_view bytes, const ReadLimits& limits) {
  if (bytes.size() > limits.bytes)
    return ReadError{
        fmt::format("a message of {} bytes, where {} are allowed", bytes.size(), limits.bytes), 0,
        Value()};
  // Iterative, so that deeply nested input cannot exhaust our stack.
  constexpr unsigned flags = rapidjson::kParseIterativeFlag |
                             rapidjson::kParseNumbersAsStringsFlag |
                             rapidjson::kParseValidateEncodingFlag;
  rapidjson::MemoryStream stream(bytes.data(), bytes.size());
  rapidjson::Reader reader;
  Handler handler(limits);
  const rapidjson::ParseResult parsed = reader.Parse<flags>(stream, handler);
  ValueBuilder& builder = handler.builder();
  if (!parsed.IsError()) return builder.take();
  const bool by_builder = parsed.Code() == rapidjson::kParseErrorTermination;
  const std::string_view what =
      by_builder ? std::string_view(builder.error()) : rapidjson::GetParseError_En(parsed.Code());
  return ReadError{with_position(bytes, parsed.Offset(), what), parsed.Offset(),
                   builder.take_unfinished()};
}

}  // namespace scand::proto
