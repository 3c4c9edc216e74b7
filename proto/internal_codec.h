#pragma once
// How our own parts speak to each other: a map of the shape's fields after `v`, the version of
// these internal shapes. Only for .cc files in proto/ that define a Shape.

#include <string>
#include <string_view>

#include "lib/base/result.h"
#include "proto/encoding/msgpack_to_value.h"
#include "proto/encoding/msgpack_writer.h"
#include "proto/encoding/shape.h"
#include "proto/encoding/shape_read.h"
#include "proto/limits.h"
#include "proto/messages.h"

namespace scand::proto {

template <class T>
void write_internal(Writer& out, const T& shape) {
  CountFields counter;
  Shape<T>::fields(shape, counter);
  out.begin_map(counter.count + 1);
  out.key("v");
  out.unsigned_integer(kProtocolVersion);
  Shape<T>::fields(shape, WriteFields{out});
}

template <class T>
std::string encode_internal(const T& shape) {
  MsgpackWriter writer;
  write_internal(writer, shape);
  return writer.take();
}

template <class T>
base::Result<T, std::string> decode_internal(std::string_view bytes, const ReadLimits& limits) {
  auto tree = read_msgpack(bytes, limits);
  if (!tree) return tree.error().message;
  const Value* version = tree->find("v");
  if (version == nullptr || version->unsigned_integer() != kProtocolVersion)
    return "v: expected " + std::to_string(kProtocolVersion) + ", not " +
           (version == nullptr ? "nothing" : describe(*version));
  T out;
  ReadFault fault;
  if (!get(*tree, out, fault)) return fault.text();
  return out;
}

}  // namespace scand::proto
