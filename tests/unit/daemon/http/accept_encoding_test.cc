#include "daemon/http/accept_encoding.h"

#include <gtest/gtest.h>

namespace scand::daemon::http {
namespace {

TEST(AcceptEncoding, GzipIfItIsAccepted) {
  for (const auto* const text :
       {"gzip", "GZIP", "x-gzip", "deflate, gzip;q=1.0, *;q=0.5", "br;q=1, gzip;q=0.8", "*",
        "gzip;q=0.001", "gzip ; Q=0.5", "identity;q=0.5, gzip;q=0.5", ",gzip,"})
    EXPECT_TRUE(accepts_gzip(text)) << text;
}

TEST(AcceptEncoding, PlainIfGzipIsRefusedNotNamedOrUnreadable) {
  for (const auto* const text :
       {"", "br", "identity", "gzip;q=0", "gzip;q=0.000", "*;q=0", "*, gzip;q=0",
        "identity;q=1, gzip;q=0.5", "gzip;q=2", "gzip;q=1.001", "gzip;q=", "gzip;level=9",
        "gzip;q=0.1234", "gzip;q=-1", "gzippy"})
    EXPECT_FALSE(accepts_gzip(text)) << text;
}

}  // namespace
}  // namespace scand::daemon::http
