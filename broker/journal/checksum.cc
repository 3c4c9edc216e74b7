#include "broker/journal/checksum.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

namespace scand::broker {
namespace {

constexpr std::uint64_t kPolynomial = 0xC96C5795D7870F42ULL;
constexpr std::size_t kSlices = 8;
using Tables = std::array<std::array<std::uint64_t, 256>, kSlices>;

constexpr Tables make_tables() {
  Tables tables{};
  for (std::uint64_t byte = 0; byte < 256; ++byte) {
    std::uint64_t crc = byte;
    for (int bit = 0; bit < 8; ++bit)
      crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? kPolynomial : 0);
    tables[0][byte] = crc;
  }
  for (std::size_t slice = 1; slice < kSlices; ++slice)
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint64_t crc = tables[slice - 1][byte];
      tables[slice][byte] = (crc >> 8U) ^ tables[0][crc & 0xFFU];
    }
  return tables;
}

constexpr Tables kTables = make_tables();

std::uint64_t little_endian_at(std::string_view bytes, std::size_t at) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data() + at, sizeof word);
  return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

}  // namespace

std::uint64_t crc64(std::string_view bytes, std::uint64_t before) {
  std::uint64_t crc = ~before;
  std::size_t at = 0;
  for (; at + kSlices <= bytes.size(); at += kSlices) {
    crc ^= little_endian_at(bytes, at);
    std::uint64_t next = 0;
    for (std::size_t i = 0; i < kSlices; ++i)
      next ^= kTables[kSlices - 1 - i][(crc >> (8 * i)) & 0xFFU];
    crc = next;
  }
  for (; at < bytes.size(); ++at)
    crc = (crc >> 8U) ^ kTables[0][(crc ^ static_cast<unsigned char>(bytes[at])) & 0xFFU];
  return ~crc;
}

}  // namespace scand::broker
