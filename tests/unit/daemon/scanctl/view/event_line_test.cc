#include "daemon/scanctl/view/event_line.h"

#include <gtest/gtest.h>

#include "parse_json.h"

namespace scand::daemon {
namespace {

using Kind = proto::Topic::Kind;

client::Publication publication(Kind kind, const char* json, std::uint64_t seq = 0) {
  return {{kind, kind == Kind::health ? "" : "01jb", kind == Kind::partial ? "gate" : ""},
          seq,
          parse_json(json)};
}

TEST(EventLine, OneJsonObjectPerLineForPrograms) {
  EXPECT_EQ(event_line(publication(Kind::progress, R"({"job_id":"01jb","elapsed_seconds":1.5})")),
            "{\"event\":\"progress\",\"job_id\":\"01jb\",\"elapsed_seconds\":1.5}\n");
  EXPECT_EQ(event_line(publication(Kind::partial, R"({"job_id":"01jb","signals":[]})")),
            "{\"event\":\"partial\",\"job_id\":\"01jb\",\"signals\":[]}\n");
  EXPECT_EQ(event_line(publication(Kind::result, R"({"signals":[],"metadata":{}})", 7)),
            "{\"event\":\"result\",\"result\":{\"signals\":[],\"metadata\":{}}}\n");
  EXPECT_EQ(event_line(publication(Kind::health, R"({"last_seq":7})")),
            "{\"event\":\"health\",\"last_seq\":7}\n");
  EXPECT_EQ(accepted_line("01jb", "queued"),
            "{\"event\":\"accepted\",\"job_id\":\"01jb\",\"status\":\"queued\"}\n");
}

TEST(EventLine, OneSentenceForPeople) {
  EXPECT_EQ(publication_text(publication(Kind::partial, R"({"name":"gateio","success":true,
              "signals_found":12,"duration_seconds":3.25})")),
            "01jb gateio: 12 signals in 3.25s\n");
  EXPECT_EQ(publication_text(publication(Kind::partial, R"({"name":"gateio","success":false,
              "error":"no\nanswer","error_kind":"timeout","duration_seconds":3})")),
            "01jb gateio: no\\x0aanswer (timeout) in 3.00s\n");
  EXPECT_EQ(
      publication_text(publication(Kind::result, R"({"metadata":{"status":"partial","count":45,
              "total_scanned":300,"duration_seconds":55.11}})",
                                   7)),
      "01jb partial: 45 signals of 300 markets in 55.11s, result 7\n");
}

TEST(EventLine, ProgressAndHealthSayNothingToPeople) {
  EXPECT_EQ(publication_text(publication(Kind::progress, "{}")), "");
  EXPECT_EQ(publication_text(publication(Kind::health, "{}")), "");
}

}  // namespace
}  // namespace scand::daemon
