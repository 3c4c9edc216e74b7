#pragma once
// A shape lists the fields of a struct once. Counting and writing (here) and reading (shape_read.h)
// all follow that list.
//
//   template <> struct Shape<MarketCounts> {
//     static void fields(auto& self, auto&& f) { f.field("listed", self.listed); ... }
//   };
//
// field(): always present; an optional without a value is null.
// maybe(): left out when it is an optional without a value or an empty string.
// A shape that is only written may pass computed values.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "proto/encoding/writer.h"

namespace scand::proto {

template <class T>
struct Shape;

// An enum travels as its name().
template <class T>
concept NamedEnum = std::is_enum_v<T> && requires(T value) {
  { name(value) } -> std::same_as<std::string_view>;
};

// A type that has a Shape<T>.
template <class T>
concept Shaped = requires {
  sizeof(Shape<T>);
};

template <class T>
bool absent(const std::optional<T>& value) {
  return !value.has_value();
}
inline bool absent(const std::string& value) {
  return value.empty();
}

// write() writes a struct as a map of its fields. put() writes a field of any supported type; a .cc
// file may add overloads for its own types.
template <Shaped T>
void write(Writer& out, const T& shape);

template <class T>
requires std::is_arithmetic_v<T>
void put(Writer& out, T value) {
  if constexpr (std::same_as<T, bool>)
    out.boolean(value);
  else if constexpr (std::floating_point<T>)
    out.number(value);
  else if constexpr (std::is_signed_v<T>)
    out.integer(value);
  else
    out.unsigned_integer(value);
}
inline void put(Writer& out, std::string_view text) {
  out.string(text);
}
inline void put(Writer& out, const std::string& text) {
  out.string(text);
}
template <NamedEnum T>
void put(Writer& out, T value) {
  out.string(name(value));
}
template <Shaped T>
void put(Writer& out, const T& shape) {
  write(out, shape);
}
template <class T>
void put(Writer& out, std::span<const T> items);
template <class T>
void put(Writer& out, const std::vector<T>& items) {
  put(out, std::span<const T>(items));
}
template <class T>
void put(Writer& out, const std::optional<T>& value) {
  if (value)
    put(out, *value);
  else
    out.null();
}
template <class T>
void put(Writer& out, std::span<const T> items) {
  out.begin_array(items.size());
  for (const T& item : items)
    put(out, item);
}
template <class T>
void put(Writer& out, const std::map<std::string, T>& entries) {
  out.begin_map(entries.size());
  for (const auto& [key, value] : entries) {
    out.key(key);
    put(out, value);
  }
}

// The visitors of Shape<T>::fields(). A map states its size first, so the fields are counted before
// they are written.
struct CountFields {
  std::size_t count = 0;
  void field(std::string_view, const auto&) { ++count; }
  void maybe(std::string_view, const auto& value) {
    if (!absent(value)) ++count;
  }
};

struct WriteFields {
  Writer& out;
  void field(std::string_view key, const auto& value) {
    out.key(key);
    put(out, value);
  }
  void maybe(std::string_view key, const auto& value) {
    if (!absent(value)) field(key, value);
  }
};

template <Shaped T>
void write(Writer& out, const T& shape) {
  CountFields counter;
  Shape<T>::fields(shape, counter);
  out.begin_map(counter.count);
  Shape<T>::fields(shape, WriteFields{out});
}

}  // namespace scand::proto
