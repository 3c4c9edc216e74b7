#pragma once
// ValueBuilder: makes a Value from the events of a parser, and is where the limits of a message are
// enforced, for msgpack and JSON alike. No more than a few entries' room is made on the word
// of a length field: beyond that a container grows as its items arrive.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/encoding/value.h"
#include "proto/limits.h"

namespace scand::proto {

// Why bytes are no message. `unfinished` holds the outermost map's members that were complete, so
// that the answer can still name the request it answers.
struct ReadError {
  std::string message;
  std::size_t offset = 0;  // bytes read before it was noticed
  Value unfinished;
};

class ValueBuilder {
 public:
  explicit ValueBuilder(const ReadLimits& limits) : limits_(limits) {}
  ValueBuilder(const ValueBuilder&) = delete;  // it points into itself
  ValueBuilder& operator=(const ValueBuilder&) = delete;

  // Each is false when a limit or rule is broken: the parser stops, and error() says why.
  bool null() { return add(Value()); }
  bool boolean(bool value) { return add(Value(value)); }
  bool integer(std::int64_t value) { return add(Value(value)); }
  bool unsigned_integer(std::uint64_t value) { return add(Value(value)); }
  bool number(double value);
  bool string(std::string_view text);
  bool key(std::string_view text);
  // `announced` is the count that the format states in advance, 0 where it states none.
  bool begin_array(std::size_t announced);
  bool begin_map(std::size_t announced);
  bool end();
  bool fail(std::string why);

  [[nodiscard]] const std::string& error() const { return error_; }
  [[nodiscard]] std::size_t values() const { return values_; }
  // After the last event: the whole.
  [[nodiscard]] Value take() { return std::move(root_); }
  // After a failure: the outermost map as far as it came, or null.
  [[nodiscard]] Value take_unfinished();

 private:
  Value* place();  // of the value that comes next; nullptr when a limit is broken
  bool add(Value value);
  bool count_value();
  bool begin(Value container);

  const ReadLimits limits_;
  Value root_;
  // The containers that have begun, outermost first, each where it stays: what holds it gets no
  // other value before it has ended.
  std::vector<Value*> open_;
  bool after_key_ = false;  // the last member of the innermost map has no value yet
  std::size_t values_ = 0;
  std::string error_;
};

}  // namespace scand::proto
