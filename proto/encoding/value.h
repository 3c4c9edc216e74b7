#pragma once
// Value: a message as a small tree, the same for msgpack and JSON. A Value made by a reader is
// within the limits. Maps keep the order of their keys and have no duplicate keys.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace scand::proto {

class Value {
 public:
  struct Member;
  using Array = std::vector<Value>;
  using Map = std::vector<Member>;
  enum class Kind : std::uint8_t { null, boolean, integer, number, string, array, map };

  Value();
  Value(bool value);              // NOLINT: implicit by intent
  Value(int value);               // NOLINT
  Value(std::int64_t value);      // NOLINT
  Value(std::uint64_t value);     // NOLINT
  Value(std::uint32_t value);     // NOLINT
  Value(double value);            // NOLINT
  Value(std::string value);       // NOLINT
  Value(std::string_view value);  // NOLINT
  Value(const char* value);       // NOLINT
  Value(Array value);             // NOLINT
  Value(Map value);               // NOLINT

  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool is_null() const { return kind() == Kind::null; }

  // The content if it is of that kind, else nullptr or nullopt.
  [[nodiscard]] const std::string* string() const { return std::get_if<std::string>(&state_); }
  [[nodiscard]] const Array* array() const { return std::get_if<Array>(&state_); }
  [[nodiscard]] const Map* map() const { return std::get_if<Map>(&state_); }
  [[nodiscard]] std::string* string() { return std::get_if<std::string>(&state_); }
  [[nodiscard]] Array* array() { return std::get_if<Array>(&state_); }
  [[nodiscard]] Map* map() { return std::get_if<Map>(&state_); }
  [[nodiscard]] std::optional<bool> boolean() const;
  // number() takes any number. integer() also takes a double without a fraction, up to 2^53: some
  // languages have only one kind of number.
  [[nodiscard]] std::optional<double> number() const;
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::optional<std::uint64_t> unsigned_integer() const;

  // The value of a key; nullptr when this is not a map or has no such key.
  [[nodiscard]] const Value* find(std::string_view key) const;

  // Equal in kind and content: maps must list their keys in the same order, and 1 is not 1.0.
  friend bool operator==(const Value& a, const Value& b);

 private:
  // std::uint64_t only above the signed range, so that each number has one representation.
  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, Array, Map>
      state_;
};

struct Value::Member {
  std::string key;
  Value value;
  friend bool operator==(const Member&, const Member&);
};

// Defined here, where Member is complete: std::vector<Member> requires that and clang checks it.
inline Value::Value() = default;
inline Value::Value(bool value) : state_(value) {}
inline Value::Value(int value) : state_(std::int64_t{value}) {}
inline Value::Value(std::int64_t value) : state_(value) {}
inline Value::Value(std::uint32_t value) : state_(std::int64_t{value}) {}
inline Value::Value(double value) : state_(value) {}
inline Value::Value(std::string value) : state_(std::move(value)) {}
inline Value::Value(std::string_view value) : state_(std::string(value)) {}
inline Value::Value(const char* value) : state_(std::string(value)) {}
inline Value::Value(Array value) : state_(std::move(value)) {}

[[nodiscard]] std::string_view name(Value::Kind kind);  // "a number", "an array", for messages

// Renders a value for an error message, shortened to about 60 characters.
[[nodiscard]] std::string describe(const Value& value);

}  // namespace scand::proto
