#include "proto/encoding/msgpack_writer.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <string>

#include "proto/encoding/value.h"

using namespace std::string_literals;

namespace scand::proto {
namespace {

TEST(MsgpackWriter, UsesTheShortestForm) {
  EXPECT_EQ(to_msgpack(Value(127)), "\x7f");
  EXPECT_EQ(to_msgpack(Value(128)), "\xcc\x80");
  EXPECT_EQ(to_msgpack(Value(-32)), "\xe0");
  EXPECT_EQ(to_msgpack(Value(-33)), "\xd0\xdf");
  EXPECT_EQ(to_msgpack(Value(65536)), "\xce\x00\x01\x00\x00"s);
  EXPECT_EQ(to_msgpack(Value(~std::uint64_t{0})), "\xcf\xff\xff\xff\xff\xff\xff\xff\xff");
  EXPECT_EQ(to_msgpack(Value(std::string(31, 'x'))), "\xbf" + std::string(31, 'x'));
  EXPECT_EQ(to_msgpack(Value(std::string(32, 'x'))), "\xd9\x20" + std::string(32, 'x'));
  EXPECT_EQ(to_msgpack(Value()), "\xc0");
  EXPECT_EQ(to_msgpack(Value(true)), "\xc3");
}

TEST(MsgpackWriter, FloatsStayFloatsOf64Bits) {
  EXPECT_EQ(to_msgpack(Value(60.0)), "\xcb\x40\x4e\x00\x00\x00\x00\x00\x00"s);
  EXPECT_EQ(to_msgpack(Value(std::nan(""))), "\xc0");
  EXPECT_EQ(to_msgpack(Value(std::numeric_limits<double>::infinity())), "\xc0");
}

TEST(MsgpackWriter, ContainersStateTheirCount) {
  EXPECT_EQ(to_msgpack(Value(Value::Map{{"a", Value::Array{1, 2}}})),
            "\x81\xa1"
            "a\x92\x01\x02");
  EXPECT_EQ(to_msgpack(Value(Value::Array(16, Value(0)))), "\xdc\x00\x10"s + std::string(16, '\0'));
}

TEST(MsgpackWriter, EncodedValuesAreAppendedUnchanged) {
  MsgpackWriter writer;
  writer.begin_array(2);
  writer.encoded("\xa1x");
  writer.integer(2);
  EXPECT_EQ(writer.take(), "\x92\xa1x\x02");
}

TEST(MsgpackWriter, AnInvalidByteDoesNotMakeAMessageUnreadable) {
  EXPECT_EQ(to_msgpack(Value("ab\xff")), to_msgpack(Value("ab?")));
}

}  // namespace
}  // namespace scand::proto
