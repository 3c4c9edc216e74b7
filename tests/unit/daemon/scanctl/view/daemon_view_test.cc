#include "daemon/scanctl/view/daemon_view.h"

#include <gtest/gtest.h>

#include "parse_json.h"

namespace scand::daemon {
namespace {

const char* const kStatus = R"({"version":"0.1.0","state":"ready","uptime_seconds":12.5,
  "epoch":"abc","last_seq":7,"gauges":{"jobs_running":1},"counters":{"jobs_accepted":8,"jobs_lost":0}})";
const char* const kJobs = R"({"jobs":[{"job_id":"01jb","status":"running","priority":"normal",
  "timeframe":"medium","accepted_at":"2025-10-24T12:34:56.789Z","exchanges":3,"done":1,
  "failed":1}]})";

TEST(DaemonView, Status) {
  EXPECT_EQ(status_view(parse_json(kStatus), parse_json(kJobs), false),
            "scand 0.1.0 is ready, up 12.50s, last result 7 of epoch abc\n"
            "\n"
            "JOB   STATUS   TIMEFRAME  PRIORITY  DONE  FAILED  OF  ACCEPTED\n"
            "01jb  running  medium     normal       1       1   3  2025-10-24T12:34:56.789Z\n"
            "\n"
            "gauges\n"
            "jobs_running  1\n"
            "\n"
            "counters\n"
            "jobs_accepted  8\n");
}

TEST(DaemonView, StatusWithoutJobs) {
  EXPECT_EQ(status_view(parse_json(R"({"state":"draining"})"), parse_json("{}"), false),
            "scand  is draining, up -, last result - of epoch \n\nno jobs\n");
}

TEST(DaemonView, Exchanges) {
  const auto reply = parse_json(R"({"exchanges":[
    {"id":"okx","aliases":[],"markets":{"spot":["1h"],"swap":["1h"]},"default_top_n":150,
     "rank":1,"answers":4,"success_rate":0.75,"duration_seconds":12.34},
    {"id":"gate","aliases":["gateio"],"markets":{"spot":["1h"]},"default_top_n":150,
     "rank":2,"answers":0,"success_rate":null,"duration_seconds":null}]})");
  EXPECT_EQ(exchange_list_view(reply, false),
            "RANK  EXCHANGE  ALIASES  MARKETS    TOP N  SCANS  SUCCESS  MEAN TIME\n"
            "   1  okx                spot,swap    150      4      75%     12.34s\n"
            "   2  gate      gateio   spot         150      0        -          -\n");
  EXPECT_EQ(exchange_list_view(parse_json("{}"), false), "scand knows no exchanges\n");
}

}  // namespace
}  // namespace scand::daemon
