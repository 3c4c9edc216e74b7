#pragma once
// CRC-64 (ECMA-182, reflected): finds every single flipped bit and every burst of up to 64 bits.

#include <cstdint>
#include <string_view>

namespace scand::broker {

// `before`: of the bytes that come before these.
[[nodiscard]] std::uint64_t crc64(std::string_view bytes, std::uint64_t before = 0);

}  // namespace scand::broker
