#pragma once
// Tables for people: columns are aligned by their width on a terminal, not by bytes.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scand::daemon {

enum class Align : std::uint8_t { left, right };
enum class Colour : std::uint8_t { none, green, red, yellow, dim };

struct Cell {
  std::string text;
  Colour colour = Colour::none;
};

class TextTable {
 public:
  struct Head {
    std::string title;
    Align align = Align::left;
  };
  explicit TextTable(std::vector<Head> heads) : heads_(std::move(heads)) {}
  // `row` has as many cells as there are heads.
  void add(std::vector<Cell> row);
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  // One line for each row, two spaces between columns, no trailing spaces. Control characters in a
  // cell are escaped.
  [[nodiscard]] std::string render(bool colour) const;

 private:
  std::vector<Head> heads_;
  std::vector<std::vector<Cell>> rows_;
};

// How many columns a terminal uses for UTF-8 text. East Asian wide characters and emoji count two.
// An approximation that is exact for Latin letters, digits and what scanctl draws.
[[nodiscard]] std::size_t display_columns(std::string_view text);
// Wraps text in the escape sequences of a colour, if `enabled`.
[[nodiscard]] std::string paint(std::string_view text, Colour colour, bool enabled);

}  // namespace scand::daemon
