#pragma once
// Access to parts of a parsed message, to check or corrupt them. The part has to exist.

#include <ostream>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "proto/encoding/json_writer.h"
#include "proto/encoding/msgpack_to_value.h"
#include "proto/encoding/value.h"
#include "proto/limits.h"

namespace scand::proto {

// How GoogleTest prints a Value.
inline void PrintTo(const Value& value, std::ostream* out) {
  *out << to_json(value);
}

inline Value tree_of(std::string_view bytes) {
  auto read = msgpack_to_value(bytes, kResultLimits);
  if (!read) throw std::runtime_error(read.error().message);
  return *read;
}

inline Value& at(Value& map, std::string_view key) {
  if (map.map() != nullptr)
    for (Value::Member& member : *map.map())
      if (member.key == key) return member.value;
  throw std::runtime_error("no key " + std::string(key));
}

inline Value& at(Value& array, std::size_t index) {
  return array.array()->at(index);
}

inline std::set<std::string> keys(const Value& map) {
  std::set<std::string> found;
  for (const Value::Member& member : *map.map())
    found.insert(member.key);
  return found;
}

// Like at(), for a const tree.
inline const Value& in(const Value& map, std::string_view key) {
  if (const Value* value = map.find(key)) return *value;
  throw std::runtime_error("no key " + std::string(key));
}

}  // namespace scand::proto
