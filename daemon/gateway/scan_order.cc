#include "daemon/gateway/scan_order.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <string_view>
#include <utility>

#include "daemon/gateway/request_headers.h"
#include "daemon/http/ascii.h"
#include "proto/encoding/json_to_value.h"
#include "proto/limits.h"
#include "proto/request_message.h"

namespace scand::daemon::gateway {
namespace {

using std::chrono::milliseconds;

const std::string* find_query(const http::Request& request, std::string_view name) {
  for (const http::Header& one : request.query)
    if (one.first == name) return &one.second;
  return nullptr;
}

std::optional<Problem> body_fault(const http::Request& request) {
  const auto type = find_header(request.headers, "content-type");
  if (type && !is_json(*type))
    return status_problem(
        415, fmt::format("Content-Type {} was given; a scan request is application/json", *type));
  if (request.body.size() > proto::kRequestLimits.bytes)
    return status_problem(413, fmt::format("the body has {} bytes; allowed: {}",
                                           request.body.size(), proto::kRequestLimits.bytes));
  if (!request.body.empty()) return std::nullopt;
  if (!find_header(request.headers, "content-length") &&
      !find_header(request.headers, "transfer-encoding"))
    return status_problem(411,
                          "a scan request has a body and says how long it is; {} asks for a "
                          "scan with every default");
  return status_problem(400, "the body is empty; {} asks for a scan with every default");
}

base::Result<proto::Value::Map, Problem> read_body(const http::Request& request) {
  if (auto fault = body_fault(request)) return *std::move(fault);
  auto read = proto::json_to_value(request.body, proto::kRequestLimits);
  if (!read.ok())
    return status_problem(400, "the body is not JSON that scand reads: " + read.error().message);
  proto::Value::Map* fields = read->map();
  if (fields == nullptr)
    return status_problem(400, fmt::format("the body is {}; a scan request is a JSON object",
                                           proto::name(read->kind())));
  for (const auto& field : *fields)
    if (proto::is_envelope_field(field.key))
      return field_problem(
          field.key, fmt::format("{}: is not a field of a scan request over HTTP", field.key));
  return std::move(*fields);
}

std::optional<Problem> add_key(const http::Request& request, proto::Value::Map& fields) {
  auto key = idempotency_key(request.headers);
  if (!key) return std::nullopt;
  const auto* const own = [&]() -> const proto::Value* {
    for (const auto& field : fields)
      if (field.key == "requestId") return &field.value;
    return nullptr;
  }();
  if (own == nullptr) {
    fields.push_back({"requestId", proto::Value(*std::move(key))});
    return std::nullopt;
  }
  if (own->string() != nullptr && *own->string() == *key) return std::nullopt;
  return field_problem("requestId",
                       fmt::format("requestId: {} was given, and the header Idempotency-Key says "
                                   "{}; give one of them, or both alike",
                                   proto::describe(*own), *key));
}

std::optional<Problem> read_wait(const http::Request& request, ScanOrder& order) {
  const Preferences wished = preferences(request.headers);
  bool async = wished.respond_async;
  if (const std::string* text = find_query(request, "async")) {
    if (*text != "true" && *text != "false")
      return field_problem("async",
                           fmt::format("async: {} was given; allowed: true or false", *text));
    async = *text == "true";
  }
  if (async) order.wait = milliseconds(0);
  if (wished.wait && !(async && !wished.respond_async)) order.wait = *wished.wait;
  if (wished.respond_async && async) order.applied = "respond-async";
  if (wished.wait && order.wait == milliseconds(*wished.wait))
    order.applied +=
        fmt::format("{}wait={}", order.applied.empty() ? "" : ", ", wished.wait->count());
  return std::nullopt;
}

// A number in the query becomes a JSON number. Other text stays text: the broker refuses it.
proto::Value number_of(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() ||
      text.find_first_not_of("+-.0123456789eE") != std::string::npos)
    return proto::Value(text);
  return proto::Value(number);
}

void add_names(std::string_view text, proto::Value::Array& names) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto comma = std::min(text.find(',', begin), text.size());
    names.emplace_back(http::trimmed(text.substr(begin, comma - begin)));
    begin = comma + 1;
  }
}

}  // namespace

Problem field_problem(std::string field, std::string message) {
  Problem problem = status_problem(422, message);
  problem.slug = "invalid-field";
  problem.title = "A field is invalid";
  problem.errors = {{field, std::move(message)}};
  problem.field = std::move(field);
  return problem;
}

base::Result<ScanOrder, Problem> read_scan_order(const http::Request& request) {
  auto fields = read_body(request);
  if (!fields.ok()) return std::move(fields).error();
  if (auto fault = add_key(request, *fields)) return *std::move(fault);
  ScanOrder order;
  if (auto fault = read_wait(request, order)) return *std::move(fault);
  order.body = std::move(fields).value();
  return order;
}

proto::Value read_signals_query(const http::Request& request) {
  static constexpr std::array<std::string_view, 3> kWords{"market", "timeframe", "signal"};
  static constexpr std::array<std::string_view, 2> kNumbers{"minStrength", "limit"};
  proto::Value::Map body;
  proto::Value::Array exchanges;
  for (const auto& [name, value] : request.query)
    if (name == "exchange") add_names(value, exchanges);
  if (!exchanges.empty()) body.push_back({"exchange", proto::Value(std::move(exchanges))});
  for (const std::string_view name : kWords)
    if (const std::string* text = find_query(request, name))
      body.push_back({std::string(name), proto::Value(*text)});
  for (const std::string_view name : kNumbers)
    if (const std::string* text = find_query(request, name))
      body.push_back({std::string(name), number_of(*text)});
  return body;
}

}  // namespace scand::daemon::gateway
