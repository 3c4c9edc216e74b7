#include "proto/limits.h"

#include <cstdint>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>

#include "tests/kit/support/source_dir.h"

namespace scand::proto {
namespace {

std::string specification() {
  std::ifstream file(test::source_dir() + "/proto/SPEC.md");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Clients rely on the numbers in the specification, so the code has to have the same ones.
TEST(Limits, AreTheSpecificationsNumbers) {
  const std::string spec = specification();
  for (const std::string& row :
       {fmt::format("| bytes of a message | {} ", kMessageBytesMax),
        fmt::format("| depth of containers | {} ", kDepthMax),
        fmt::format("| items of an array; entries of a map | {}; {} ", kRequestLimits.array_items,
                    kRequestLimits.map_entries),
        fmt::format("| bytes of a string; of a key | {}; {} ", kRequestLimits.string_bytes,
                    kRequestLimits.key_bytes),
        fmt::format("keys and containers included | {} ", kRequestLimits.values),
        fmt::format("| exchanges; `topN` entries | {};", kExchangesMax),
        fmt::format("| bytes of an exchange's name | {} ", kExchangeNameBytesMax),
        fmt::format("| symbols; bytes of each part of one | {}; {} ", kSymbolsMax,
                    kSymbolPartBytesMax),
        fmt::format("| quotes; bytes of one | {}; {} ", kQuotesMax, kSymbolPartBytesMax),
        fmt::format("| bytes of `requestId`; of `id` | {}; {} ", kRequestIdBytesMax,
                    kCorrelationBytesMax),
        fmt::format("0 to {}; 0 = all: that many", kTopNMax),
        fmt::format("0 to {}; 0 = all: at most", kLimitMax),
        fmt::format("milliseconds, 0 to {}, default {}", kWaitMsMax, kWaitMsDefault),
        fmt::format("`limit` (1 to {}, default {})", kListMax, kListDefault),
        fmt::format("{} MiB, depth {}, arrays of {} items, maps of {} entries",
                    kResultBytesMax / kMiB, kResultLimits.depth, kResultLimits.array_items,
                    kResultLimits.map_entries)})
    EXPECT_NE(spec.find(row), std::string::npos) << row;
}

}  // namespace
}  // namespace scand::proto
