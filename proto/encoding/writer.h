#pragma once
// Writer: the interface through which messages are encoded. A message is described once and comes
// out as msgpack or JSON, whichever writer it is given. A container states its count first and ends
// by itself after that many entries; each entry of a map is a key, then a value.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace scand::proto {

// Not thread-safe. Keys must be valid UTF-8. In strings an invalid byte becomes a question mark,
// because one such byte would make the whole message unreadable. A wrong sequence of calls (a value
// in place of a key, more or fewer entries than stated) is a bug and is asserted.
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
  // Written in the shortest form that reads back the same, and as a float even when it is whole
  // (60.0). NaN and infinity are written as null: the format has no such numbers.
  virtual void number(double value) = 0;
  virtual void string(std::string_view text) = 0;
  // Appends one value that is already encoded in this writer's format.
  virtual void encoded(std::string_view bytes) = 0;
  // What was written. Call it once, when all containers have ended.
  [[nodiscard]] virtual std::string take() = 0;
};

class Value;
// Writes a whole tree.
void write(Writer& out, const Value& value);

}  // namespace scand::proto
