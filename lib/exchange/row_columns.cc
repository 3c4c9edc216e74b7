#include "lib/exchange/row_columns.h"

#include <algorithm>

#include "lib/exchange/numbers.h"

namespace scand::lib::exchange {
namespace {

// Whether the value fulfils the condition (docs/exchanges.md, "Conditions"). An absent value equals
// only "null", so an exchange that renames its status has no active markets rather than wrong ones.
bool satisfied(const Condition& condition, const Token& token) {
  bool answer = false;
  if (condition.test == Condition::Test::empty) {
    answer = token.missing() || token.empty;
  } else {
    const std::string_view text = token.missing() ? std::string_view("null") : token.text;
    answer = (token.missing() || token.scalar()) &&
             std::ranges::find(condition.values, text) != condition.values.end();
  }
  return answer != condition.negated;
}

}  // namespace

RowColumns::Cell RowColumns::cell(const Path& path) {
  switch (path.from) {
    case Path::From::row:
      return {path.from, row_paths_.add(path.steps)};
    case Path::From::root:
      return {path.from, root_paths_.add(path.steps)};
    case Path::From::key:
      break;
  }
  return {path.from, 0};
}

RowColumns::Handle RowColumns::add(const Column& column) {
  std::vector<Alternative> alternatives;
  for (const Source& source : column) {
    Alternative alternative{cell(source.at), source.factor, std::nullopt, source.unit};
    if (source.factor_at) alternative.factor_cell = cell(*source.factor_at);
    alternatives.push_back(alternative);
  }
  columns_.push_back(std::move(alternatives));
  return {columns_.size() - 1};
}

RowColumns::Handle RowColumns::add(const Conditions& conditions) {
  std::vector<Test> tests;
  for (const Condition& condition : conditions)
    tests.push_back({cell(condition.at), &condition});
  tests_.push_back(std::move(tests));
  return {tests_.size() - 1};
}

BodyReader::Status RowColumns::read_roots(BodyReader& reader) {
  roots_.assign(root_paths_.size(), Token{});
  if (roots_.empty()) return base::Ok{};
  BodyReader::Status read = reader.read(root_paths_, roots_);
  // The reader's texts are valid only until its next call.
  for (Token& token : roots_)
    token.text = root_texts_.emplace_back(token.text);
  return read;
}

Token RowColumns::token(Cell cell, const Row& row) const {
  switch (cell.from) {
    case Path::From::row:
      return row.tokens[cell.slot];
    case Path::From::root:
      return roots_[cell.slot];
    case Path::From::key:
      break;
  }
  return {Token::Kind::string, row.key.empty(), row.key};
}

std::string_view RowColumns::text(Handle column, const Row& row) const {
  for (const Alternative& alternative : columns_[column.index]) {
    const Token found = token(alternative.cell, row);
    if (found.scalar() && !found.empty) return found.text;
  }
  return {};
}

std::optional<RowColumns::Number> RowColumns::number(Handle column, const Row& row) const {
  return parsed(column, row, parse_number);
}

std::optional<RowColumns::Number> RowColumns::percent(Handle column, const Row& row) const {
  return parsed(column, row, parse_percent);
}

std::optional<RowColumns::Number> RowColumns::parsed(Handle column, const Row& row,
                                                     Parse parse) const {
  for (const Alternative& alternative : columns_[column.index]) {
    const Token found = token(alternative.cell, row);
    if (!found.scalar() || found.empty) continue;
    const auto value = parse(found.text);
    if (!value) continue;
    double result = *value * alternative.factor;
    if (alternative.factor_cell) {
      const auto factor = parse_number(token(*alternative.factor_cell, row).text);
      if (!factor) continue;
      result *= *factor;
    }
    return Number{result, alternative.unit};
  }
  return std::nullopt;
}

bool RowColumns::holds(Handle conditions, const Row& row) const {
  return std::ranges::all_of(tests_[conditions.index], [&](const Test& test) {
    return satisfied(*test.condition, token(test.cell, row));
  });
}

}  // namespace scand::lib::exchange
