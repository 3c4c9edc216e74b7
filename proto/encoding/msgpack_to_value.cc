#include "proto/encoding/msgpack_to_value.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <msgpack/unpack.hpp>
#include <utility>

namespace scand::proto {
namespace {

// The length of the shortest encoding of an integer, or of a container's header.
constexpr std::size_t least_bytes(std::uint64_t value, std::uint64_t one_byte_max) {
  if (value <= one_byte_max) return 1;
  if (value <= 0xFF) return 2;
  if (value <= 0xFFFF) return 3;
  return value <= 0xFFFFFFFF ? 5 : 9;
}

// Receives the events of msgpack-c's parser. The parser does not report its position, so the
// visitor keeps a lower bound of the bytes read. The bound is exact for encoders that use the
// shortest form (the usual ones do), and after each string. A container whose announced count
// cannot fit into the remaining bytes is refused.
class Visitor {
 public:
  Visitor(std::string_view bytes, const ReadLimits& limits) : bytes_(bytes), builder_(limits) {}

  bool visit_nil() { return plain(1) && builder_.null(); }
  bool visit_boolean(bool value) { return plain(1) && builder_.boolean(value); }
  bool visit_positive_integer(std::uint64_t value) {
    return plain(least_bytes(value, 0x7F)) && builder_.unsigned_integer(value);
  }
  bool visit_negative_integer(std::int64_t value) { return plain(1) && builder_.integer(value); }
  bool visit_float32(float value) { return plain(5) && builder_.number(double{value}); }
  bool visit_float64(double value) { return plain(9) && builder_.number(value); }
  bool visit_str(const char* text, std::uint32_t size) {
    if (size == 0)
      ++read_;  // msgpack-c passes no pointer into the input for an empty string
    else
      read_ = static_cast<std::size_t>(text - bytes_.data()) + size;
    return in_key_ ? builder_.key({text, size}) : builder_.string({text, size});
  }
  bool visit_bin(const char*, std::uint32_t) { return builder_.fail("a bin value"); }
  bool visit_ext(const char*, std::uint32_t) { return builder_.fail("an ext value"); }

  bool start_array(std::uint32_t count) {
    return container(count, 1) && builder_.begin_array(count);
  }
  bool start_map(std::uint32_t count) { return container(count, 2) && builder_.begin_map(count); }
  bool end_array() { return builder_.end(); }
  bool end_map() { return builder_.end(); }
  bool start_map_key() { return in_key_ = true; }
  bool end_map_key() {
    in_key_ = false;
    return true;
  }
  bool start_array_item() { return true; }
  bool end_array_item() { return true; }
  bool start_map_value() { return true; }
  bool end_map_value() { return true; }

  void parse_error(std::size_t, std::size_t) {
    builder_.fail("a byte that begins no msgpack value");
  }
  void insufficient_bytes(std::size_t, std::size_t) {
    builder_.fail("the message ends in the middle of a value");
  }
  [[nodiscard]] bool referenced() const { return false; }
  void set_referenced(bool) {}

  ValueBuilder& builder() { return builder_; }

 private:
  bool plain(std::size_t bytes) {
    if (in_key_) return builder_.fail("a key that is not a string");
    read_ += bytes;
    return true;
  }
  bool container(std::uint32_t count, std::size_t bytes_each) {
    if (!plain(count <= 15 ? 1 : least_bytes(count, 0) == 5 ? 5 : 3)) return false;
    const std::size_t left = bytes_.size() - std::min(read_, bytes_.size());
    if (count <= left / bytes_each) return true;
    return builder_.fail(fmt::format("a container of {} entries with {} bytes left", count, left));
  }

  std::string_view bytes_;
  ValueBuilder builder_;
  std::size_t read_ = 0;
  bool in_key_ = false;
};

}  // namespace

base::Result<Value, ReadError> msgpack_to_value(std::string_view bytes, const ReadLimits& limits) {
  if (bytes.size() > limits.bytes)
    return ReadError{
        fmt::format("a message of {} bytes, where {} are allowed", bytes.size(), limits.bytes), 0,
        Value()};
  Visitor visitor(bytes, limits);
  ValueBuilder& builder = visitor.builder();
  std::size_t offset = 0;
  const bool whole = msgpack::parse(bytes.data(), bytes.size(), offset, visitor);
  if (whole && offset == bytes.size()) return builder.take();
  if (whole) {
    return ReadError{fmt::format("byte {}: the message has ended, but {} bytes follow", offset,
                                 bytes.size() - offset),
                     offset, builder.take()};
  }
  return ReadError{fmt::format("byte {}: {}", offset, builder.error()), offset,
                   builder.take_unfinished()};
}

}  // namespace scand::proto
