#pragma once
// A route's columns, made ready for reading rows: which slot holds what, which alternative counts,
// what it is multiplied by. Made for one body, used for each of its rows.

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/exchange/body_reader.h"
#include "lib/exchange/descriptor.h"

namespace scand::lib::exchange {

// One row as the reader delivers it.
struct Row {
  std::string_view key;
  std::span<const Token> tokens;
};

class RowColumns {
 public:
  struct Handle {
    std::size_t index = 0;
  };
  struct Number {
    double value = 0;
    VolumeUnit unit = VolumeUnit::base;  // of the alternative that was there
  };

  Handle add(const Column& column);
  // The conditions have to outlive this.
  Handle add(const Conditions& conditions);
  // What the rows have to be read with.
  [[nodiscard]] const PathSet& paths() const { return row_paths_; }
  // Reads what stands outside the rows; once, after the last add() and before the first row.
  [[nodiscard]] JsonReader::Status read_roots(JsonReader& reader);

  // Empty when no alternative has text.
  [[nodiscard]] std::string_view text(Handle column, const Row& row) const;
  // nullopt when no alternative is a number.
  [[nodiscard]] std::optional<Number> number(Handle column, const Row& row) const;
  // The same, with a percent sign behind it or not.
  [[nodiscard]] std::optional<Number> percent(Handle column, const Row& row) const;
  [[nodiscard]] bool holds(Handle conditions, const Row& row) const;

 private:
  struct Cell {
    Path::From from = Path::From::row;
    std::size_t slot = 0;
  };
  struct Alternative {
    Cell cell;
    double factor = 1;
    std::optional<Cell> factor_cell;
    VolumeUnit unit = VolumeUnit::base;
  };
  struct Test {
    Cell cell;
    const Condition* condition = nullptr;
  };

  using Parse = std::optional<double> (*)(std::string_view);

  Cell cell(const Path& path);
  [[nodiscard]] std::optional<Number> parsed(Handle column, const Row& row, Parse parse) const;
  [[nodiscard]] Token token(Cell cell, const Row& row) const;

  std::vector<std::vector<Alternative>> columns_;
  std::vector<std::vector<Test>> tests_;
  PathSet row_paths_, root_paths_;
  std::vector<Token> roots_;
  std::deque<std::string> root_texts_;  // what roots_ points into
};

}  // namespace scand::lib::exchange
