#include "lib/base/big_endian.h"

#include <gtest/gtest.h>

namespace scand::base {
namespace {

TEST(BigEndian, PutsTheHighestByteFirst) {
  std::string out;
  put_big_endian(out, std::uint32_t{0x01020304});
  EXPECT_EQ(out, std::string("\x01\x02\x03\x04"));
}

TEST(BigEndian, TakesWhatItPut) {
  std::string out;
  put_big_endian(out, std::int64_t{-2});
  put_big_endian(out, std::uint64_t{0xffeeddccbbaa9988});
  std::string_view rest = out;
  EXPECT_EQ(take_big_endian<std::int64_t>(rest), -2);
  EXPECT_EQ(take_big_endian<std::uint64_t>(rest), 0xffeeddccbbaa9988U);
  EXPECT_TRUE(rest.empty());
}

TEST(BigEndian, TakesNothingFromTooLittle) {
  std::string_view rest = "abc";
  EXPECT_EQ(take_big_endian<std::uint32_t>(rest), std::nullopt);
  EXPECT_EQ(rest, "abc");
}

}  // namespace
}  // namespace scand::base
