#include "daemon/http/gzip.h"

#include <array>
#include <gtest/gtest.h>
#include <zlib.h>

namespace scand::daemon::http {
namespace {

std::string unpacked(std::string packed) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string text(1'000'000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

TEST(Gzip, UnpacksToTheSameText) {
  std::string text;
  for (int number = 0; number < 20'000; ++number)
    text += std::to_string(number * 7919) + ",";
  for (const auto& sample : {text, std::string(), std::string("x")}) {
    const auto packed = gzip(sample);
    ASSERT_NE(packed, nullptr);
    EXPECT_EQ(unpacked(*packed), sample);
  }
  EXPECT_LT(gzip(text)->size(), text.size() / 2);
}

TEST(GzipCache, ReportsOnceThatItIsMade) {
  int told = 0;
  GzipCache cache([&told] { ++told; });
  const std::string body(1000, 'a');
  (void)cache.of(body);
  (void)cache.of(body);
  EXPECT_EQ(told, 1);
}

TEST(GzipCache, IsMadeOnce) {
  GzipCache cache;
  EXPECT_EQ(cache.bytes(), 0U);
  const std::string body(1000, 'a');
  const auto first = cache.of(body);
  EXPECT_EQ(cache.of(body), first);
  EXPECT_EQ(cache.bytes(), first->size());
}

}  // namespace
}  // namespace scand::daemon::http
