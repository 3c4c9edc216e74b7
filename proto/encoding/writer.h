#pragma once
// Writer: where shapes are written to. Each shape is described once and comes out as msgpack or as
// JSON. A container states its count first and ends by itself when so many have been written: a map
// takes a key, then a value, for each entry.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace scand::proto {

// Not thread-safe. Keys have to be UTF-8; in strings, a byte that is none becomes a question mark,
// since one such byte would make the whole message unreadable. A broken sequence (a value where a
// key is due, more or fewer entries than stated) is a mistake in this program and is asserted.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual void begin_map(std::size_t entries) = 0;
  virtual void begin_array(std::size_t items) = 0;
  virtual void key(std::string_view text) = 0;
  virtual void null() = 0;
  virtual void boolean(bool value) = 0;
  virtual void integer(std::int64_t value) = 0;
  virtual void unsigned_integer(std::uint64_t value) = 0;
  // In the shortest form that reads back the same; stays a fraction where it is whole (60.0). What
  // is not finite is written as null: the format has no such number.
  virtual void number(double value) = 0;
  virtual void string(std::string_view text) = 0;
  // One value that is already encoded in this writer's format; taken as it is.
  virtual void encoded(std::string_view bytes) = 0;
  // What was written. Once, when all containers have ended.
  [[nodiscard]] virtual std::string take() = 0;
};

class Value;
void write(Writer& out, const Value& value);

}  // namespace scand::proto
