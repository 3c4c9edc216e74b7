#include "daemon/gateway/gateway_samples.h"

#include <fmt/format.h>
#include <utility>

namespace scand::daemon::gateway {
namespace {

// All begin with scand_gateway_.
void add_plain(Samples& out, std::string_view name, std::uint64_t value) {
  out.push_back({fmt::format("scand_gateway_{}", name), {}, static_cast<double>(value)});
}

void add_labelled(Samples& out, std::string_view name, Labels labels, std::uint64_t value) {
  out.push_back(
      {fmt::format("scand_gateway_{}", name), std::move(labels), static_cast<double>(value)});
}

void add_routes(Samples& out, const RouteCounters& routes) {
  const auto add = [&](std::optional<Resource> resource, std::string_view route) {
    for (int of = RouteCounters::kLeastClass; of <= RouteCounters::kMostClass; ++of)
      add_labelled(out, "requests_total",
                   {{"route", std::string(route)}, {"class", fmt::format("{}xx", of)}},
                   routes.answers(resource, of));
  };
  for (const Resource resource : kResources)
    add(resource, name(resource));
  add(std::nullopt, "none");
}

void add_refusals(Samples& out, const http::Counters& http) {
  const auto add = [&](std::string kind, const http::Counters::Count& count) {
    add_labelled(out, "refused_total", {{"kind", std::move(kind)}}, count);
  };
  add("connections", http.connections_refused_total);
  add("connections_of_address", http.connections_refused_per_address);
  add("requests_in_flight", http.requests_over_limit);
  add("unauthorized", http.requests_unauthorized);
  add("invalid", http.requests_invalid);
}

void add_timeouts(Samples& out, const http::Counters& http) {
  const auto add = [&](std::string wait, const http::Counters::Count& count) {
    add_labelled(out, "timeouts_total", {{"wait", std::move(wait)}}, count);
  };
  add("first_byte", http.timeouts_first_byte);
  add("header", http.timeouts_header);
  add("body", http.timeouts_body);
  add("idle", http.timeouts_idle);
  add("write", http.timeouts_write);
}

void add_link(Samples& out, const LinkCounters& link) {
  add_plain(out, "questions", link.under_way);
  add_plain(out, "questions_total", link.asked);
  add_labelled(out, "questions_failed_total", {{"kind", "full"}}, link.refused_full);
  add_labelled(out, "questions_failed_total", {{"kind", "unanswered"}}, link.unanswered);
  add_labelled(out, "questions_failed_total", {{"kind", "unreadable"}}, link.unreadable);
  add_plain(out, "answers_late_total", link.late);
}

void add_cache(Samples& out, const CacheCounts& cache) {
  add_labelled(out, "cache_reads_total", {{"result", "hit"}}, cache.hits);
  add_labelled(out, "cache_reads_total", {{"result", "miss"}}, cache.misses);
  add_plain(out, "cache_dropped_total", cache.dropped);
  add_plain(out, "cache_scans", cache.scans);
  add_labelled(out, "cache_bytes", {{"form", "plain"}}, cache.bytes - cache.compressed_bytes);
  add_labelled(out, "cache_bytes", {{"form", "compressed"}}, cache.compressed_bytes);
}

}  // namespace

void add_gateway(Samples& out, const GatewayCounts& counts) {
  const http::Counters& http = counts.http;
  add_routes(out, counts.routes);
  add_refusals(out, http);
  add_timeouts(out, http);
  add_plain(out, "connections", http.connections_open);
  add_plain(out, "connections_accepted_total", http.connections_accepted);
  add_plain(out, "connections_broken_total", http.connections_broken);
  add_plain(out, "accept_failures_total", http.accept_failures);
  add_plain(out, "requests_in_flight", http.requests_in_flight);
  add_plain(out, "answers_unwanted_total", http.answers_unwanted);
  add_plain(out, "answers_compressed_total", http.answers_compressed);
  add_plain(out, "received_bytes_total", http.bytes_received);
  add_plain(out, "sent_bytes_total", http.bytes_sent);
  add_plain(out, "faults_total", http.faults + http.answers_missing);
  add_link(out, counts.link);
  add_cache(out, counts.cache);
}

}  // namespace scand::daemon::gateway
