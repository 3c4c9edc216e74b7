#include "proto/json_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <string>
#include <utility>

namespace scand::proto {
namespace {

// RapidJSON's event names are its own, hence the capitals.
class Handler {
 public:
  explicit Handler(const ReadLimits& limits) : builder_(limits) {}

  bool Null() { return builder_.null(); }
  bool Bool(bool value) { return builder_.boolean(value); }
  bool Int(int value) { return builder_.integer(value); }
  bool Uint(unsigned value) { return builder_.unsigned_integer(value); }
  bool Int64(std::int64_t value) { return builder_.integer(value); }
  bool Uint64(std::uint64_t value) { return builder_.unsigned_integer(value); }
  bool Double(double value) { return builder_.number(value); }
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return false; }
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

std::string placed(std::string_view bytes, std::size_t offset, std::string_view what) {
  const std::string_view before = bytes.substr(0, std::min(offset, bytes.size()));
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return fmt::format("line {}, column {}: {}", line, before.size() - line_start + 1, what);
}

}  // namespace

base::Result<Value, ReadError> read_json(std::string_view bytes, const ReadLimits& limits) {
  if (bytes.size() > limits.bytes)
    return ReadError{
        fmt::format("a message of {} bytes, where {} are allowed", bytes.size(), limits.bytes), 0,
        Value()};
  // Iterative: the depth of the input is no depth of our stack.
  constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag |
                             rapidjson::kParseValidateEncodingFlag;
  rapidjson::MemoryStream stream(bytes.data(), bytes.size());
  rapidjson::Reader reader;
  Handler handler(limits);
  const rapidjson::ParseResult parsed = reader.Parse<flags>(stream, handler);
  ValueBuilder& builder = handler.builder();
  if (!parsed.IsError()) return builder.take();
  const bool ours = parsed.Code() == rapidjson::kParseErrorTermination;
  const std::string_view what =
      ours ? std::string_view(builder.error()) : rapidjson::GetParseError_En(parsed.Code());
  return ReadError{placed(bytes, parsed.Offset(), what), parsed.Offset(),
                   builder.take_unfinished()};
}

}  // namespace scand::proto
