#include "daemon/scanctl/view/progress_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parse_json.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

const char* const kProgress = R"({"job_id":"j","elapsed_seconds":12.5,"exchanges":[
  {"exchange":"binance","state":"scan","done":75,"total":150},
  {"exchange":"okx","state":"init","done":0,"total":0},
  {"exchange":"gateio","state":"done","done":150,"total":150}]})";

const char* const kOkx = R"({"name":"okx","exchange":"okx","success":true,"duration_seconds":48.7,
  "symbols_scanned":150,"signals_found":120})";
const char* const kGate = R"({"name":"gateio","exchange":"gate","success":false,
  "duration_seconds":3.2,"error":"no\nanswer","error_kind":"timeout"})";

TEST(ProgressView, BarsOnATerminal) {
  ProgressView view({.live = true, .colour = false, .width_columns = 49});
  EXPECT_EQ(view.progress(parse_json(kProgress)),
            "binance █████░░░░░  50%    75/150 scan\n"
            "okx     ░░░░░░░░░░   0%           init\n"
            "gateio  ██████████ 100%   150/150 done\n"
            "12.50s elapsed\n");
  EXPECT_EQ(view.progress(parse_json(kProgress)).find("\x1b[4F\x1b[J"), 0u)
      << "drawn over the last";
}

TEST(ProgressView, BarsAreErasedAtTheEnd) {
  ProgressView view({.live = true, .colour = false, .width_columns = 80});
  (void)view.progress(parse_json(kProgress));
  EXPECT_EQ(view.result(parse_json("{}")), "\x1b[4F\x1b[J");
  EXPECT_EQ(view.erase_bars(), "") << "nothing is drawn any more";
}

TEST(ProgressView, ANarrowTerminalStillHasBars) {
  ProgressView view({.live = true, .colour = false, .width_columns = 10});
  EXPECT_THAT(view.progress(parse_json(kProgress)), HasSubstr("binance ██░░░  50%"));
}

TEST(ProgressView, WithoutATerminalOneLinePerExchange) {
  ProgressView view({});
  EXPECT_EQ(view.progress(parse_json(kProgress)), "");
  EXPECT_EQ(view.partial(parse_json(kOkx)),
            "okx: done in 48.70s, 150 markets scanned, 120 signals\n");
  EXPECT_EQ(view.partial(parse_json(kOkx)), "") << "once";
  EXPECT_EQ(view.partial(parse_json(kGate)),
            "gateio: failed after 3.20s: no\\x0aanswer (timeout)\n");
}

TEST(ProgressView, ALostPartialIsReportedAtTheEnd) {
  ProgressView view({});
  (void)view.partial(parse_json(kOkx));
  const auto result = parse_json(std::string(R"({"metadata":{"exchange_details":{"okx":)") + kOkx +
                                 R"(,"gateio":)" + kGate + "}}}");
  EXPECT_EQ(view.result(result), "gateio: failed after 3.20s: no\\x0aanswer (timeout)\n");
  EXPECT_EQ(view.result(result), "");
}

TEST(ProgressView, AMessageFromAnotherVersionIsHarmless) {
  ProgressView view({.live = true, .colour = false, .width_columns = 80});
  EXPECT_EQ(view.progress(proto::Value()), "");
  EXPECT_EQ(view.partial(parse_json("{}")), "");
}

}  // namespace
}  // namespace scand::daemon
