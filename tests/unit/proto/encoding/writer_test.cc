#include "proto/encoding/writer.h"

#include <gtest/gtest.h>
#include <limits>

#include "proto/encoding/json_to_value.h"
#include "proto/encoding/json_writer.h"
#include "proto/encoding/msgpack_writer.h"
#include "proto/limits.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

TEST(Writer, AnyValueComesBackEqualFromBothFormats) {
  const Value value(Value::Map{
      {"null", Value()},
      {"flags", Value::Array{true, false}},
      {"small", std::numeric_limits<std::int64_t>::min()},
      {"large", std::numeric_limits<std::uint64_t>::max()},
      {"numbers", Value::Array{0.1, -2.0, 1e300}},
      {"text", "\"\\\n\u00e9"},
      {"nested", Value::Map{{"empty", Value::Map()}, {"list", Value::Array{Value::Array()}}}}});
  EXPECT_EQ(tree_of(to_msgpack(value)), value);
  const auto from_json = json_to_value(to_json(value), kRequestLimits);
  ASSERT_TRUE(from_json.ok()) << from_json.error().message;
  EXPECT_EQ(*from_json, value);
}

}  // namespace
}  // namespace scand::proto
