#pragma once
// Reads a struct from a Value by its shape (shape.h), for messages between scand's own parts. A
// field that is missing or has the wrong type is an error that names its path; an unknown field is
// ignored. An optional may be missing or null. Strings are moved out of the Value.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "proto/encoding/shape.h"
#include "proto/encoding/value.h"

namespace scand::proto {

// The first fault and its path: "signals[3].analysis: ...". The path grows from the inside out.
class ReadFault {
 public:
  [[nodiscard]] bool set() const { return !text_.empty(); }
  [[nodiscard]] std::string text() const { return path_.empty() ? text_ : path_ + ": " + text_; }
  bool fail(std::string text) {
    if (!set()) text_ = std::move(text);
    return false;
  }
  // Prepends a part of the path; called on the way out of a member.
  bool within(std::string_view part) {
    std::string joined(part);
    if (!path_.empty() && path_.front() != '[') joined.push_back('.');
    path_ = joined + path_;
    return false;
  }

 private:
  std::string path_;
  std::string text_;
};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

// Reads a value of any supported type into `out`. Returns false on a fault.
template <class T>
bool get(Value& value, T& out, ReadFault& fault);

// Reads the fields of a shape from a map. Each search starts after the member found last, so a map
// in the shape's own order is read in one pass.
class ReadFields {
 public:
  ReadFields(Value::Map& map, ReadFault& fault) : map_(map), fault_(fault) {}

  template <class T>
  void field(std::string_view key, T& out) {
    read(key, out, false);
  }
  template <class T>
  void maybe(std::string_view key, T& out) {
    read(key, out, true);
  }

 private:
  template <class T>
  void read(std::string_view key, T& out, bool may_be_missing) {
    if (fault_.set()) return;
    if (Value* value = find(key)) {
      if (!get(*value, out, fault_)) fault_.within(key);
    } else if constexpr (IsOptional<T>::value) {
      out.reset();
    } else if (may_be_missing) {
      out = T();
    } else {
      fault_.fail("is missing");
      fault_.within(key);
    }
  }
  Value* find(std::string_view key) {
    for (std::size_t tried = 0; tried < map_.size(); ++tried) {
      Value::Member& member = map_[next_];
      next_ = next_ + 1 == map_.size() ? 0 : next_ + 1;
      if (member.key == key) return &member.value;
    }
    return nullptr;
  }

  Value::Map& map_;
  ReadFault& fault_;
  std::size_t next_ = 0;
};

inline bool expected(std::string_view what, const Value& given, ReadFault& fault) {
  return fault.fail(std::string(what) + " expected, not " + describe(given));
}

template <class T>
bool get_arithmetic(const Value& value, T& out, ReadFault& fault) {
  if constexpr (std::same_as<T, bool>) {
    if (const auto given = value.boolean()) return out = *given, true;
    return expected("a boolean", value, fault);
  } else if constexpr (std::floating_point<T>) {
    if (const auto given = value.number()) return out = *given, true;
    return expected("a number", value, fault);
  } else if constexpr (std::is_signed_v<T>) {
    const auto given = value.integer();
    if (given && *given >= std::numeric_limits<T>::min() && *given <= std::numeric_limits<T>::max())
      return out = static_cast<T>(*given), true;
    return expected("an integer in range", value, fault);
  } else {
    const auto given = value.unsigned_integer();
    if (given && *given <= std::numeric_limits<T>::max()) return out = static_cast<T>(*given), true;
    return expected("an integer in range", value, fault);
  }
}

template <class T>
bool get_items(Value& value, std::vector<T>& out, ReadFault& fault) {
  Value::Array* items = value.array();
  if (items == nullptr) return expected("an array", value, fault);
  out.clear();
  out.reserve(items->size());
  for (Value& item : *items)
    if (!get(item, out.emplace_back(), fault))
      return fault.within("[" + std::to_string(out.size() - 1) + "]");
  return true;
}

template <class T>
bool get_entries(Value& value, std::map<std::string, T>& out, ReadFault& fault) {
  Value::Map* members = value.map();
  if (members == nullptr) return expected("a map", value, fault);
  out.clear();
  for (Value::Member& member : *members)
    if (!get(member.value, out[member.key], fault)) return fault.within(member.key);
  return true;
}

template <class T>
bool get(Value& value, T& out, ReadFault& fault) {
  if constexpr (std::is_arithmetic_v<T>) {
    return get_arithmetic(value, out, fault);
  } else if constexpr (std::same_as<T, std::string>) {
    std::string* text = value.string();
    return text != nullptr ? (out = std::move(*text), true) : expected("a string", value, fault);
  } else if constexpr (std::is_enum_v<T>) {
    const std::string* text = value.string();
    return (text != nullptr && parse_name(*text, out)) || expected("a known name", value, fault);
  } else if constexpr (IsOptional<T>::value) {
    if (value.is_null()) return out.reset(), true;
    return get(value, out.emplace(), fault);
  } else if constexpr (IsVector<T>::value) {
    return get_items(value, out, fault);
  } else if constexpr (Shaped<T>) {
    Value::Map* members = value.map();
    if (members == nullptr) return expected("a map", value, fault);
    Shape<T>::fields(out, ReadFields(*members, fault));
    return !fault.set();
  } else {
    return get_entries(value, out, fault);
  }
}

}  // namespace scand::proto
