#include "daemon/scanctl/view/event_line.h"

#include <fmt/format.h>
#include <utility>

#include "daemon/failure_text.h"
#include "daemon/scanctl/view/value_access.h"
#include "lib/base/log_format.h"
#include "proto/encoding/json_writer.h"

namespace scand::daemon {
namespace {

using proto::Value;
using Kind = proto::Topic::Kind;

// A JSON object with the name of the event in front.
std::string line(std::string_view event, Value::Map fields) {
  fields.insert(fields.begin(), {"event", event});
  return proto::to_json(Value(std::move(fields))) + '\n';
}

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::progress:
      return "progress";
    case Kind::partial:
      return "partial";
    case Kind::result:
      return "result";
    case Kind::health:
      break;
  }
  return "health";
}

}  // namespace

std::string event_line(const client::Publication& publication) {
  if (publication.topic.kind == Kind::result) return result_line(publication.body);
  const auto* map = publication.body.map();
  return line(name(publication.topic.kind), map == nullptr ? Value::Map() : *map);
}

std::string accepted_line(const std::string& job_id, std::string_view status) {
  return line("accepted", {{"job_id", job_id}, {"status", status}});
}

std::string result_line(const Value& result) {
  return line("result", {{"result", result}});
}

std::string publication_text(const client::Publication& publication) {
  const auto& body = publication.body;
  if (publication.topic.kind == Kind::partial) {
    const bool success = flag_at(body, {"success"});
    const auto outcome =
        success ? show_count(number_at(body, {"signals_found"})) + " signals"
                : fmt::format("{} ({})",
                              without_name(text_at(body, {"error"}), text_at(body, {"name"})),
                              text_at(body, {"error_kind"}));
    return base::printable(fmt::format("{} {}: {} in {}", publication.topic.job_id,
                                       text_at(body, {"name"}), outcome,
                                       show_seconds(number_at(body, {"duration_seconds"})))) +
           '\n';
  }
  if (publication.topic.kind != Kind::result) return {};
  return base::printable(fmt::format(
             "{} {}: {} signals of {} markets in {}, result {}", publication.topic.job_id,
             text_at(body, {"metadata", "status"}),
             show_count(number_at(body, {"metadata", "count"})),
             show_count(number_at(body, {"metadata", "total_scanned"})),
             show_seconds(number_at(body, {"metadata", "duration_seconds"})), publication.seq)) +
         '\n';
}

}  // namespace scand::daemon
