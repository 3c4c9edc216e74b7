#pragma once
// Columns for people: aligned by what a terminal shows, not by bytes.

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
  // As many cells as heads.
  void add(std::vector<Cell> row);
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  // Each row a line, two spaces between columns, no spaces at line ends. Control characters of a
  // cell are escaped.
  [[nodiscard]] std::string render(bool colour) const;

 private:
  std::vector<Head> heads_;
  std::vector<std::vector<Cell>> rows_;
};

// Columns that a terminal takes for UTF-8 text of Latin letters, digits and the marks that scanctl
// draws; East Asian wide characters and emoji count two.
[[nodiscard]] std::size_t display_columns(std::string_view text);
[[nodiscard]] std::string paint(std::string_view text, Colour colour, bool enabled);

}  // namespace scand::daemon
