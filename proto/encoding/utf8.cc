#include "proto/encoding/utf8.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace scand::proto {
namespace {

// What a lead byte announces: how many bytes follow it, and the range of the first of them. The
// range is narrower than 80..BF where other values would be overlong, a surrogate or past U+10FFFF.
struct Sequence {
  std::size_t tail = 0;
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xBF;
  bool valid = true;
};

constexpr Sequence announced_by(std::uint8_t lead) {
  if (lead < 0x80) return {0};
  if (lead < 0xC2) return {0, 0, 0, false};
  if (lead < 0xE0) return {1};
  if (lead == 0xE0) return {2, 0xA0, 0xBF};
  if (lead == 0xED) return {2, 0x80, 0x9F};
  if (lead < 0xF0) return {2};
  if (lead == 0xF0) return {3, 0x90, 0xBF};
  if (lead < 0xF4) return {3};
  if (lead == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0, false};
}

constexpr std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

// Length of the character that begins at `at`; 0 when no valid one does.
std::size_t character_at(std::string_view text, std::size_t at) {
  const Sequence sequence = announced_by(byte_at(text, at));
  if (!sequence.valid || text.size() - at <= sequence.tail) return 0;
  for (std::size_t i = 1; i <= sequence.tail; ++i) {
    const std::uint8_t byte = byte_at(text, at + i);
    if (byte < (i == 1 ? sequence.low : 0x80) || byte > (i == 1 ? sequence.high : 0xBF)) return 0;
  }
  return 1 + sequence.tail;
}

// The fast path: most texts have no byte above 7F.
bool ascii(std::string_view text) {
  std::uint64_t seen = 0;
  std::uint64_t bytes = 0;
  std::size_t at = 0;
  for (; text.size() - at >= sizeof bytes; at += sizeof bytes) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    seen |= bytes;
  }
  for (; at < text.size(); ++at)
    seen |= byte_at(text, at);
  return (seen & 0x8080808080808080U) == 0;
}

}  // namespace

bool valid_utf8(std::string_view text) {
  if (ascii(text)) return true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = character_at(text, at);
    if (size == 0) return false;
    at += size;
  }
  return true;
}

std::string repaired_utf8(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = character_at(text, at);
    if (size == 0)
      repaired.push_back('?');
    else
      repaired.append(text.substr(at, size));
    at += size == 0 ? 1 : size;
  }
  return repaired;
}

}  // namespace scand::proto
