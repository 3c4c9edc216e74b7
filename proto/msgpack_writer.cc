#include "proto/msgpack_writer.h"

#include <cmath>
#include <cstdint>
#include <msgpack/pack.hpp>

namespace scand::proto {
namespace {

// The stream that msgpack-c's packer writes to.
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

void MsgpackWriter::number(double value) {
  Sink sink{out_};
  std::isfinite(value) ? msgpack::packer(sink).pack_double(value)
                       : msgpack::packer(sink).pack_nil();
}

void MsgpackWriter::string(std::string_view text) {
  Sink sink{out_};
  msgpack::packer packer(sink);
  packer.pack_str(static_cast<std::uint32_t>(text.size()));
  packer.pack_str_body(text.data(), static_cast<std::uint32_t>(text.size()));
}

}  // namespace scand::proto
