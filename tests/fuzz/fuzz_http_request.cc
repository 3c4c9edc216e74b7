// An HTTP request on its way to a job: routes, headers and body to the message that the broker
// gets, and that message through the broker's own decoder, as it comes from the gateway.
//
// Input: lines "METHOD PATH", "?NAME=VALUE" and "NAME: VALUE"; an empty line; the body.

#include <string>
#include <variant>

#include "exchange_samples.h"
#include "fuzz_input.h"

#include "broker/core/client_ref.h"
#include "broker/front/request_decoder.h"
#include "daemon/gateway/routes.h"
#include "daemon/gateway/scan_order.h"
#include "proto/request_message.h"

namespace {

using namespace scand;
using daemon::gateway::Request;
using daemon::gateway::Role;

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

Request read(std::string_view text) {
  Request request;
  request.client = "fuzz";
  request.roles = {Role::admin};
  const auto first = take_line(text);
  const auto space = first.find(' ');
  request.method = first.substr(0, space);
  if (space != std::string_view::npos) request.path = first.substr(space + 1);
  while (!text.empty()) {
    auto line = take_line(text);
    if (line.empty()) break;
    const bool query = line.starts_with('?');
    if (query) line.remove_prefix(1);
    const auto split = line.find(query ? "=" : ": ");
    if (split == std::string_view::npos) continue;
    (query ? request.query : request.headers)
        .emplace_back(line.substr(0, split), line.substr(split + (query ? 1 : 2)));
  }
  request.body = text;
  return request;
}

void decode(proto::MessageType type, const proto::Value& body) {
  static const proto::ExchangeDirectory directory = fuzz::sample_directory();
  static const broker::RequestDecoder decoder(directory, {.exchange = "aleph"},
                                              proto::kMessageBytesMax);
  const auto asked = decoder.decode(
      broker::kGatewayRouter,
      {"gateway", "fuzz", proto::encode_request_message(type, proto::Value(1), body)});
  fuzz::expect(asked.has_value(), "whoever asks is answered");
  if (const auto* const event = std::get_if<broker::Event>(&*asked))
    if (const auto* const submit = std::get_if<broker::event::Submit>(event)) {
      fuzz::expect(!submit->request.exchanges.empty(), "a job has an exchange");
      fuzz::expect(submit->client.user == "fuzz", "a job is its client's");
    }
  if (const auto* const refused = std::get_if<broker::incoming::Refused>(&*asked))
    fuzz::expect(!refused->refusal.message.empty(), "a refusal says why");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Request request = read(fuzz::text_of(data, size));
  const auto routed = daemon::gateway::route(request);
  if (const auto* const answer = std::get_if<daemon::gateway::Response>(&routed)) {
    fuzz::expect(answer->status == 204 || answer->status >= 400, "an answer here is an end");
    return 0;
  }
  const auto resource = std::get<daemon::gateway::Route>(routed).resource;
  if (resource == daemon::gateway::Resource::signals)
    decode(proto::MessageType::signals_latest, daemon::gateway::read_signals_query(request));
  if (resource != daemon::gateway::Resource::scan) return 0;
  const auto order = daemon::gateway::read_scan_order(request);
  if (order.ok())
    decode(proto::MessageType::scan_submit, order->body);
  else
    fuzz::expect(order.error().status >= 400 && !order.error().detail.empty(), "a fault says why");
  return 0;
}
