#include "broker/core/fastest.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

using Names = std::vector<std::string>;

Names chosen(std::uint32_t count, const std::string& down = "") {
  proto::ScanRequest request;
  for (const char* id : {"alpha", "beta", "gamma", "never"})
    request.exchanges.push_back({id, id});
  request.fastest = count;
  choose_fastest(request, {{"gamma", 3, 1, 2}, {"alpha", 3, 1, 5}, {"beta", 3, 0.5, 9}, {"never"}},
                 [&](const std::string& exchange) { return exchange == down; });
  Names names;
  for (const auto& one : request.exchanges)
    names.push_back(one.id);
  return names;
}

TEST(Fastest, TakesTheBestOfTheRanking) {
  EXPECT_EQ(chosen(1), Names{"gamma"});
  EXPECT_EQ(chosen(2), (Names{"gamma", "alpha"}));
  EXPECT_EQ(chosen(4), (Names{"gamma", "alpha", "beta", "never"}));
  EXPECT_EQ(chosen(9).size(), 4U) << "more than there are is all";
}

TEST(Fastest, WhatIsDownComesLast) {
  EXPECT_EQ(chosen(4, "gamma"), (Names{"alpha", "beta", "never", "gamma"}));
}

TEST(Fastest, OtherRequestsAreLeftAlone) {
  proto::ScanRequest request;
  request.exchanges = {{"b", "b"}, {"a", "a"}};
  choose_fastest(request, {{"a"}, {"b"}}, [](const auto&) { return false; });
  EXPECT_EQ(request.exchanges.front().id, "b");
}

}  // namespace
}  // namespace scand::broker
