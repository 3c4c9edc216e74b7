#include "proto/scan_request.h"

#include <gtest/gtest.h>

#include "tests/kit/proto/directory.h"

namespace scand::proto {
namespace {

TEST(ScanRequest, NamesRoundTrip) {
  for (const auto mode : {ScanMode::single, ScanMode::parallel})
    EXPECT_EQ(parse_scan_mode(name(mode)), mode);
  for (const auto filter :
       {SignalFilter::all, SignalFilter::buy, SignalFilter::sell, SignalFilter::hold})
    EXPECT_EQ(parse_signal_filter(name(filter)), filter);
  for (const auto priority : {Priority::low, Priority::normal, Priority::high})
    EXPECT_EQ(parse_priority(name(priority)), priority);
  EXPECT_EQ(name(SignalFilter::all), "all");
  EXPECT_EQ(name(SignalFilter::hold), "HOLD");
}

TEST(ExchangeDirectory, FindsByIdAndAliasInAnyCase) {
  const ExchangeDirectory& directory = samples::directory();
  EXPECT_EQ(directory.find("ALPHA")->id, "alpha");
  EXPECT_EQ(directory.find("BetaIO")->id, "beta");
  EXPECT_EQ(directory.find("b"), directory.find("beta"));
  EXPECT_EQ(directory.find("alph"), nullptr);
  EXPECT_EQ(directory.find(""), nullptr);
  EXPECT_EQ(ExchangeDirectory().find("alpha"), nullptr);
}

}  // namespace
}  // namespace scand::proto
