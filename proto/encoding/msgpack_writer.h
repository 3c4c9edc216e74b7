#pragma once
// Writer for msgpack: the shortest form of everything, floats always as 64 bits.

#include <cstddef>
#include <string>
#include <string_view>

#include "proto/encoding/writer.h"

namespace scand::proto {

class MsgpackWriter final : public Writer {
 public:
  // `expected_bytes`: how much memory to reserve.
  explicit MsgpackWriter(std::size_t expected_bytes = 256) { out_.reserve(expected_bytes); }
  void begin_map(std::size_t entries) override;
  void begin_array(std::size_t items) override;
  void key(std::string_view text) override { string(text); }
  void null() override;
  void boolean(bool value) override;
  void integer(std::int64_t value) override;
  void unsigned_integer(std::uint64_t value) override;
  void number(double value) override;
  void string(std::string_view text) override;
  void encoded(std::string_view bytes) override { out_.append(bytes); }
  [[nodiscard]] std::string take() override { return std::move(out_); }

 private:
  std::string out_;
};

// Encodes any type that has a write(Writer&, const T&) as msgpack.
template <class T>
[[nodiscard]] std::string to_msgpack(const T& shape) {
  MsgpackWriter writer;
  write(writer, shape);
  return writer.take();
}

}  // namespace scand::proto
