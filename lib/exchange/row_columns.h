#pragma once
// The columns of a route, prepared for reading rows: which slot holds which value, which
// alternative counts, what to multiply by. Made for one body and used for each of its rows; one
// thread.

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

// One row as BodyReader delivers it.
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
    VolumeUnit unit = VolumeUnit::base;  // of the alternative that counted
  };

  Handle add(const Column& column);
  // The conditions must outlive this object.
  Handle add(const Conditions& conditions);
  // The paths to read each row with.
  [[nodiscard]] const PathSet& paths() const { return row_paths_; }
  // Reads the values outside the rows. Call it once, after the last add() and before the first row.
  [[nodiscard]] BodyReader::Status read_roots(BodyReader& reader);

  // The first alternative that has text; empty when none has.
  [[nodiscard]] std::string_view text(Handle column, const Row& row) const;
  // The first alternative that is a number; nullopt when none is.
  [[nodiscard]] std::optional<Number> number(Handle column, const Row& row) const;
  // The same; a percent sign may follow the number.
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
  std::deque<std::string>
      root_texts_;  // the texts that roots_ points into; a deque never moves them
};

}  // namespace scand::lib::exchange
