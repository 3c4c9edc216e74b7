#pragma once
// Requests, answers and a broker that says what a test wants, for the gateway's tests.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/gateway/broker_question.h"
#include "daemon/gateway/http_message.h"
#include "proto/encoding/json_to_value.h"
#include "proto/limits.h"

namespace scand::daemon::gateway::samples {

inline const std::string kJobId = "01k8b0m4x7zq3v5n9c2d6f8g1h";

inline Request get(std::string path, std::vector<Header> headers = {}) {
  return {"GET", std::move(path), {}, std::move(headers), "", "anna", {Role::read}};
}

inline Request post(std::string body, std::vector<Header> headers = {}) {
  headers.emplace_back("content-length", std::to_string(body.size()));
  return {"POST", "/api/scanner/scan", {}, std::move(headers), std::move(body),
          "anna", {Role::submit}};
}

inline proto::Value json(std::string_view text) {
  return proto::json_to_value(text, proto::kResultLimits).value();
}
inline proto::Value body_of(const Response& response) {
  return response.body == nullptr ? proto::Value() : json(*response.body);
}
inline std::string text_in(const proto::Value& value, std::string_view key) {
  const proto::Value* found = value.find(key);
  return found != nullptr && found->string() != nullptr ? *found->string() : "";
}
inline std::string header(const Response& response, std::string_view name) {
  for (const Header& one : response.headers)
    if (one.first == name) return one.second;
  return "";
}

inline proto::ReplyMessage reply(proto::ReplyType type, std::string_view body) {
  return {type, {}, json(body)};
}
inline proto::ReplyMessage accepted(std::string_view status = "queued") {
  return reply(proto::ReplyType::scan_accepted,
               R"({"job_id":")" + kJobId + R"(","status":")" + std::string(status) + "\"}");
}
inline proto::Value result(std::string_view mode, std::string_view status) {
  return json(R"({"signals":[],"metadata":{"mode":")" + std::string(mode) + R"(","status":")" +
              std::string(status) + R"(","error":"why not"}})");
}
inline proto::ReplyMessage finished(std::string_view mode, std::string_view status) {
  proto::Value::Map body{{"result", result(mode, status)}};
  return {proto::ReplyType::scan_result, {}, proto::Value(std::move(body))};
}

// Keeps what it is asked; the test answers.
class FakeBroker final : public Asker {
 public:
  void ask(Question question, Answered answered) override {
    questions.push_back(std::move(question));
    waiting.push_back(std::move(answered));
  }
  void answer(BrokerAnswer what) { waiting.back()(std::move(what)); }

  std::vector<Question> questions;
  std::vector<Answered> waiting;
};

}  // namespace scand::daemon::gateway::samples
