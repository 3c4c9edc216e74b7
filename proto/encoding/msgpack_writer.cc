#include "proto/encoding/msgpack_writer.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <msgpack/pack.hpp>

#include "proto/encoding/utf8.h"

namespace scand::proto {
namespace {

// The output stream that msgpack-c's packer expects.
struct Sink {
  std::string& out;
  void write(const char* bytes, std::size_t count) { out.append(bytes, count); }
};

}  // namespace

void MsgpackWriter::begin_map(std::size_t entries) {
  Sink sink{out_};
  msgpack::packer(sink).pack_map(static_cast<std::uint32_t>(entries));
}

void MsgpackWriter::begin_array(std::size_t items) {
  Sink sink{out_};
  msgpack::packer(sink).pack_array(static_cast<std::uint32_t>(items));
}

void MsgpackWriter::null() {
  Sink sink{out_};
  msgpack::packer(sink).pack_nil();
}

void MsgpackWriter::boolean(bool value) {
  Sink sink{out_};
  value ? msgpack::packer(sink).pack_true() : msgpack::packer(sink).pack_false();
}

void MsgpackWriter::integer(std::int64_t value) {
  Sink sink{out_};
  msgpack::packer(sink).pack_int64(value);
}

void MsgpackWriter::unsigned_integer(std::uint64_t value) {
  Sink sink{out_};
  msgpack::packer(sink).pack_uint64(value);
}

// Written by hand because msgpack-c turns a whole double into an integer. A field that is a float
// here has to arrive as a float, whatever its value.
void MsgpackWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  std::array<char, 1 + sizeof(double)> encoded{'\xcb'};
  auto bits = std::bit_cast<std::uint64_t>(value);
  for (std::size_t at = encoded.size(); --at > 0; bits >>= 8U)
    encoded[at] = static_cast<char>(bits & 0xFFU);
  out_.append(encoded.data(), encoded.size());
}

void MsgpackWriter::string(std::string_view text) {
  if (!valid_utf8(text)) return string(repaired_utf8(text));
  Sink sink{out_};
  msgpack::packer packer(sink);
  packer.pack_str(static_cast<std::uint32_t>(text.size()));
  packer.pack_str_body(text.data(), static_cast<std::uint32_t>(text.size()));
}

}  // namespace scand::proto
