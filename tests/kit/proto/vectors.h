#pragma once
// The golden messages of proto/vectors/, each made by the current code.

#include <string>
#include <vector>

#include "proto/encoding/msgpack_writer.h"
#include "proto/internal_messages.h"
#include "proto/publications.h"
#include "proto/replies.h"
#include "proto/request_message.h"
#include "tests/kit/proto/samples.h"

namespace scand::proto::samples {

struct Vector {
  std::string name;
  std::string bytes;
};

inline Value full_submit() {
  return Value(Value::Map{{"exchange", Value::Array{"Binance", "gateio", "okx"}},
                          {"parallel", true},
                          {"timeframe", "medium"},
                          {"signal", "BUY"},
                          {"minStrength", 60},
                          {"fullAnalysis", true},
                          {"market", "spot"},
                          {"symbols", Value::Array{"BTC/USDT", "ETH/USDT"}},
                          {"quote", Value::Array{"USDT", "USDC"}},
                          {"topN", Value::Map{{"binance", 200}, {"gateio", 0}}},
                          {"minVolumeUsd", 250000.5},
                          {"limit", 50},
                          {"deadlineSeconds", 90},
                          {"requestId", "order-17"},
                          {"priority", "high"},
                          {"colour", "ignored"}});
}

inline std::vector<Vector> request_vectors() {
  const auto request = [](MessageType type, const Value& id, Value::Map body) {
    return encode_request_message(type, id, Value(std::move(body)));
  };
  using enum MessageType;
  return {{"request_ping", request(ping, 1, {})},
          {"request_submit_default", request(scan_submit, 2, {})},
          {"request_submit_parallel",
           request(scan_submit, "c-3",
                   {{"exchange", Value::Array{"binance", "okx", "bybit"}}, {"minStrength", 60}})},
          {"request_submit_full", encode_request_message(scan_submit, "c-4", full_submit())},
          {"request_get", request(scan_get, 5, {{"job_id", kJobId}})},
          {"request_wait", request(scan_wait, 6, {{"job_id", kJobId}, {"timeout_ms", 30000}})},
          {"request_cancel", request(scan_cancel, 7, {{"job_id", kJobId}})},
          {"request_list", request(scan_list, 8, {{"status", "running"}, {"limit", 10}})},
          {"request_latest",
           request(signals_latest, 9, {{"exchange", "binance"}, {"timeframe", "1h"}})},
          {"request_exchanges", request(exchanges_list, 10, {})},
          {"request_status", request(MessageType::status, 11, {})}};
}

inline std::vector<Vector> reply_vectors() {
  const auto id = [](const Value& value) { return to_msgpack(value); };
  const Refusal bad{RefusalCode::bad_request,
                    "minStrength: 120 was given; allowed: a number from 0 to 100",
                    "minStrength",
                    {}};
  const Refusal busy{RefusalCode::busy, "1000 jobs are waiting; try again", "", 1500, {},
                     BusyScope::daemon};
  return {{"reply_pong", encode_pong(id(1), "0.1.0", 1'761'309'296'789)},
          {"reply_accepted", encode_accepted(id("c-3"), kJobId, JobStatus::queued)},
          {"reply_error", encode_error(id("c-4"), bad)},
          {"reply_busy", encode_error("", busy)},
          {"reply_status_of_job", encode_status(id(5), kJobId, JobStatus::running)},
          {"reply_result", encode_result_head(id(6)) + encode(failed_result())},
          {"reply_jobs", encode_jobs(id(8), jobs(), false)},
          {"reply_latest", encode_latest(id(9), std::vector{full_signal()}, true)},
          {"reply_exchanges", encode_exchanges(id(10), exchanges())},
          {"reply_status", encode_daemon_status(id(11), samples::status())}};
}

inline std::vector<Vector> published_vectors() {
  return {{"result_parallel", encode(parallel_result())},
          {"result_single", encode(single_result())},
          {"result_failed", encode(failed_result())},
          {"partial", encode(published_partial())},
          {"progress", encode(progress())},
          {"health", encode(Health{"9f2c61d05e7ab348", 42, 3})}};
}

inline std::vector<Vector> internal_vectors() {
  return {{"internal_task", encode(task())},
          {"internal_partial", encode(partial())},
          {"internal_partial_failed", encode(failed_partial())},
          {"internal_request", encode(parallel_request())}};
}

inline std::vector<Vector> all_vectors() {
  std::vector<Vector> all;
  for (auto part : {request_vectors(), reply_vectors(), published_vectors(), internal_vectors()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace scand::proto::samples
