#include "proto/replies.h"

#include <optional>

#include "proto/encoding/msgpack_writer.h"
#include "proto/encoding/shape.h"
#include "proto/iso_time.h"
#include "proto/signal_fields.h"

namespace scand::proto {
namespace {

// Bodies of replies that have no struct of their own.
struct JobState {
  std::string_view job_id;
  JobStatus status;
};
struct JobList {
  std::span<const JobSummary> jobs;
  bool more;
};
struct SignalList {
  std::span<const Signal> signals;
  bool truncated;
};
struct ExchangeList {
  std::span<const ExchangeReport> exchanges;
};
struct Pong {
  std::string_view version;
  std::int64_t time_ms;
};

// A map from market type to its intervals.
struct Markets {
  const ExchangeInfo& info;
};
void put(Writer& out, const Markets& markets) {
  out.begin_map(markets.info.markets.size());
  for (const MarketType market : markets.info.markets) {
    out.key(name(market));
    const auto found = markets.info.intervals.find(market);
    if (found == markets.info.intervals.end())
      out.begin_array(0);
    else
      put(out, found->second);
  }
}

std::optional<std::string_view> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

}  // namespace

template <>
struct Shape<JobState> {
  static void fields(const JobState& self, auto&& f) {
    f.field("job_id", self.job_id);
    f.field("status", self.status);
  }
};

template <>
struct Shape<Refusal> {
  static void fields(const Refusal& self, auto&& f) {
    f.field("code", self.code);
    f.field("message", self.message);
    f.field("field", or_null(self.field));
    f.field("retry_after_ms", self.retry_after_ms);
    f.maybe("scope", self.scope);
    if (!self.held) return;
    f.field("epoch", self.held->epoch);
    f.field("oldest_seq", self.held->oldest_seq);
  }
};

template <>
struct Shape<JobSummary> {
  static void fields(const JobSummary& self, auto&& f) {
    f.field("job_id", self.job_id);
    f.field("status", self.status);
    f.field("priority", self.priority);
    f.field("timeframe", self.timeframe);
    f.field("accepted_at", iso_time(self.accepted_ms));
    f.field("deadline_seconds", self.deadline_seconds);
    f.field("exchanges", self.exchanges);
    f.field("done", self.done);
    f.field("failed", self.failed);
    f.field("seq", self.seq);
  }
};

template <>
struct Shape<JobList> {
  static void fields(const JobList& self, auto&& f) {
    f.field("jobs", self.jobs);
    f.field("more", self.more);
  }
};

template <>
struct Shape<SignalList> {
  static void fields(const SignalList& self, auto&& f) {
    f.field("count", self.signals.size());
    f.field("truncated", self.truncated);
    f.field("signals", SignalRows{self.signals, ""});
  }
};

template <>
struct Shape<CircuitReport> {
  static void fields(const CircuitReport& self, auto&& f) {
    f.field("state", self.state);
    f.field("failures", self.failures);
    f.field("retry_after_ms", self.retry_after_ms);
    f.field("error", self.last ? std::optional(self.last->message) : std::nullopt);
    f.field("error_kind", self.last ? std::optional(self.last->kind) : std::nullopt);
  }
};

template <>
struct Shape<ExchangeReport> {
  static void fields(const ExchangeReport& self, auto&& f) {
    f.field("id", self.info.id);
    f.field("aliases", self.info.aliases);
    f.field("markets", Markets{self.info});
    f.field("default_top_n", self.info.default_top_n);
    f.field("rank", self.standing.rank);
    f.field("answers", self.standing.answers);
    f.field("success_rate", self.standing.success_rate);
    f.field("duration_seconds", self.standing.duration_seconds);
    f.field("circuits", self.circuits);
  }
};

template <>
struct Shape<ExchangeList> {
  static void fields(const ExchangeList& self, auto&& f) { f.field("exchanges", self.exchanges); }
};

template <>
struct Shape<DaemonStatus> {
  static void fields(const DaemonStatus& self, auto&& f) {
    f.field("version", self.version);
    f.field("state", std::string_view(self.draining ? "draining" : "ready"));
    f.field("started_at", iso_time(self.started_ms));
    f.field("uptime_seconds", self.uptime_seconds);
    f.field("epoch", self.epoch);
    f.field("last_seq", self.last_seq);
    f.field("gauges", self.gauges);
    f.field("counters", self.counters);
  }
};

template <>
struct Shape<Pong> {
  static void fields(const Pong& self, auto&& f) {
    f.field("version", self.version);
    f.field("time", iso_time(self.time_ms));
  }
};

namespace {

// Writes the envelope and announces `fields` further fields.
void begin_reply(Writer& out, std::string_view correlation, std::string_view type,
                 std::size_t fields) {
  out.begin_map(3 + fields);
  out.key("v");
  out.unsigned_integer(kProtocolVersion);
  out.key("type");
  out.string(type);
  out.key("id");
  if (correlation.empty())
    out.null();
  else
    out.encoded(correlation);
}

// A whole reply: the envelope and then the fields of `body`, in one map.
template <class T>
std::string reply(std::string_view correlation, std::string_view type, const T& body) {
  CountFields counter;
  Shape<T>::fields(body, counter);
  MsgpackWriter out;
  begin_reply(out, correlation, type, counter.count);
  Shape<T>::fields(body, WriteFields{out});
  return out.take();
}

}  // namespace

std::string encode_accepted(std::string_view correlation, std::string_view job_id,
                            JobStatus status) {
  return reply(correlation, "scan.accepted", JobState{job_id, status});
}

std::string encode_status(std::string_view correlation, std::string_view job_id, JobStatus status) {
  return reply(correlation, "ok", JobState{job_id, status});
}

std::string encode_result_head(std::string_view correlation) {
  MsgpackWriter out;
  begin_reply(out, correlation, "scan.result", 1);
  out.key("result");
  return out.take();
}

std::string encode_replay_head(std::string_view correlation, const ReplayHead& head) {
  MsgpackWriter out;
  begin_reply(out, correlation, "ok", 4);
  out.key("epoch");
  out.string(head.epoch);
  out.key("last_seq");
  out.unsigned_integer(head.last_seq);
  out.key("more");
  out.boolean(head.more);
  out.key("results");
  out.begin_array(head.results);
  return out.take();
}

std::string encode_error(std::string_view correlation, const Refusal& refusal) {
  return reply(correlation, "error", refusal);
}

std::string encode_jobs(std::string_view correlation, std::span<const JobSummary> jobs, bool more) {
  return reply(correlation, "ok", JobList{jobs, more});
}

std::string encode_latest(std::string_view correlation, std::span<const Signal> signals,
                          bool truncated) {
  return reply(correlation, "ok", SignalList{signals, truncated});
}

std::string encode_exchanges(std::string_view correlation,
                             std::span<const ExchangeReport> exchanges) {
  return reply(correlation, "ok", ExchangeList{exchanges});
}

std::string encode_daemon_status(std::string_view correlation, const DaemonStatus& status) {
  return reply(correlation, "ok", status);
}

std::string encode_pong(std::string_view correlation, std::string_view version,
                        std::int64_t time_ms) {
  return reply(correlation, "ok", Pong{version, time_ms});
}

}  // namespace scand::proto
