#pragma once
// NameTable: the wire names of an enum in the order of its values, and the parser for them.
// Small: every enum with names on the wire uses it.

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace scand::proto {

template <class E, std::size_t Count>
struct NameTable {
  std::array<std::string_view, Count> names;

  [[nodiscard]] constexpr std::string_view name(E value) const {
    return names[static_cast<std::size_t>(value)];
  }
  // Case-sensitive; nullopt for an unknown name.
  [[nodiscard]] constexpr std::optional<E> parse(std::string_view text) const {
    for (std::size_t i = 0; i < Count; ++i)
      if (names[i] == text) return static_cast<E>(i);
    return std::nullopt;
  }
};

// Makes a table and deduces its size. `last` is the enum's last value: a missing name does not
// compile.
template <auto last, class... Names>
constexpr auto name_table(Names... names) {
  static_assert(sizeof...(Names) == static_cast<std::size_t>(last) + 1, "one name for each value");
  return NameTable<decltype(last), sizeof...(Names)>{{std::string_view(names)...}};
}

}  // namespace scand::proto
