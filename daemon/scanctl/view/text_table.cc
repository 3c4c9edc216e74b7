#include "daemon/scanctl/view/text_table.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "lib/base/log_format.h"

namespace scand::daemon {
namespace {

// The wide blocks (Hangul, CJK, emoji) begin here; good enough for names of markets.
constexpr unsigned kWideFrom = 0x1100;
constexpr unsigned kNarrowFrom = 0x2000, kNarrowTo = 0x2e7f;  // punctuation, arrows, boxes, marks

bool wide(unsigned code) {
  if (code >= kNarrowFrom && code <= kNarrowTo) return false;
  return code >= kWideFrom;
}

std::string padding(std::size_t width, std::size_t used) {
  return std::string(width > used ? width - used : 0, ' ');
}

// ANSI escape sequences ("Select Graphic Rendition").
std::string_view escape(Colour colour) {
  switch (colour) {
    case Colour::green:
      return "\x1b[32m";
    case Colour::red:
      return "\x1b[31m";
    case Colour::yellow:
      return "\x1b[33m";
    case Colour::dim:
      return "\x1b[2m";
    case Colour::none:
      break;
  }
  return {};
}

// A padded last column would leave spaces at the end of the line.
void trim_end(std::string& line) {
  line.erase(line.find_last_not_of(' ') + 1);
}

}  // namespace

std::size_t display_columns(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    unsigned code = length == 1 ? first : first & (0xffu >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
      code = (code << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3fu);
    columns += wide(code) ? 2 : 1;
    i += length;
  }
  return columns;
}

std::string paint(std::string_view text, Colour colour, bool enabled) {
  if (!enabled || colour == Colour::none) return std::string(text);
  return std::string(escape(colour)) + std::string(text) + "\x1b[0m";
}

void TextTable::add(std::vector<Cell> row) {
  assert(row.size() == heads_.size());
  for (auto& cell : row)
    cell.text = base::printable(cell.text);
  rows_.push_back(std::move(row));
}

std::string TextTable::render(bool colour) const {
  std::vector<std::size_t> widths;
  for (const auto& head : heads_)
    widths.push_back(display_columns(head.title));
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_columns(row[i].text));
  const auto line_of = [&](auto&& text_at, auto&& colour_at) {
    std::string line;
    for (std::size_t i = 0; i < heads_.size(); ++i) {
      const std::string& text = text_at(i);
      const auto space = padding(widths[i], display_columns(text));
      const bool right = heads_[i].align == Align::right;
      line += (i == 0 ? "" : "  ") + (right ? space : "") + paint(text, colour_at(i), colour) +
              (right ? "" : space);
    }
    trim_end(line);
    return line + '\n';
  };
  auto out = line_of([&](std::size_t i) -> const std::string& { return heads_[i].title; },
                     [](std::size_t) { return Colour::dim; });
  for (const auto& row : rows_)
    out += line_of([&](std::size_t i) -> const std::string& { return row[i].text; },
                   [&](std::size_t i) { return row[i].colour; });
  return out;
}

}  // namespace scand::daemon
