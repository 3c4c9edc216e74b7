#pragma once
// Integers as big-endian bytes and back, for keys that sort by number and for the wire. Pure.
// Small: journal keys and the worker protocol share it and nothing else.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scand::base {

// Appends `value` to `out`, in as many bytes as the type has.
template <class Int>
void put_big_endian(std::string& out, Int value) {
  const auto bits = static_cast<std::uint64_t>(value);
  for (std::size_t i = sizeof(Int); i-- > 0;)
    out.push_back(static_cast<char>((bits >> (8 * i)) & 0xff));
}

// Takes the integer off the front of `bytes`. nullopt when `bytes` is too short; it then stays as
// it is.
template <class Int>
std::optional<Int> take_big_endian(std::string_view& bytes) {
  if (bytes.size() < sizeof(Int)) return std::nullopt;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < sizeof(Int); ++i)
    bits = bits << 8 | static_cast<unsigned char>(bytes[i]);
  bytes.remove_prefix(sizeof(Int));
  return static_cast<Int>(bits);
}

}  // namespace scand::base
