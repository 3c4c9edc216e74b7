#pragma once
// ValueBuilder: builds a Value from the events of a parser and enforces the limits of a message,
// for msgpack and JSON alike. A length field never makes it reserve more than a few entries; beyond
// that a container grows as its items arrive.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/encoding/read_limits.h"
#include "proto/encoding/value.h"

namespace scand::proto {

// Why bytes are not a valid message. `unfinished` holds the complete members of the outermost map:
// an error reply can still carry the `id` of its request.
struct ReadError {
  std::string message;
  std::size_t offset = 0;  // bytes read when the error was noticed
  Value unfinished;
};

class ValueBuilder {
 public:
  explicit ValueBuilder(const ReadLimits& limits) : limits_(limits) {}
  ValueBuilder(const ValueBuilder&) = delete;  // open_ points into root_
  ValueBuilder& operator=(const ValueBuilder&) = delete;

  // Each returns false when a limit or rule is broken. The parser then stops; error() says why.
  bool null() { return add(Value()); }
  bool boolean(bool value) { return add(Value(value)); }
  bool integer(std::int64_t value) { return add(Value(value)); }
  bool unsigned_integer(std::uint64_t value) { return add(Value(value)); }
  bool number(double value);
  bool string(std::string_view text);
  bool key(std::string_view text);
  // `announced`: the number of entries that the format states in advance; 0 if it states none.
  bool begin_array(std::size_t announced);
  bool begin_map(std::size_t announced);
  bool end();
  bool fail(std::string why);

  [[nodiscard]] const std::string& error() const { return error_; }
  [[nodiscard]] std::size_t values() const { return values_; }
  // Call after the last event: the whole message.
  [[nodiscard]] Value take() { return std::move(root_); }
  // Call after a failure: the outermost map with its complete members, or null.
  [[nodiscard]] Value take_unfinished();

 private:
  Value* place();  // where the next value goes; nullptr when a limit is broken
  bool add(Value value);
  bool count_value();
  bool begin(Value container);

  const ReadLimits limits_;
  Value root_;
  // The open containers, outermost first. The pointers stay valid: a container gets no further
  // value, and so does not grow, while one inside it is open.
  std::vector<Value*> open_;
  bool after_key_ = false;  // the last member of the innermost map still lacks its value
  std::size_t values_ = 0;
  std::string error_;
};

}  // namespace scand::proto
