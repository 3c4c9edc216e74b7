#include "proto/published.h"

#include "proto/codec_signal.h"
#include "proto/detail_shape.h"
#include "proto/encoding/msgpack_writer.h"

namespace scand::proto {

template <>
struct Shape<PublishedPartial> {
  static void fields(const PublishedPartial& self, auto&& f) {
    f.field("job_id", self.job_id);
    f.field("exchange", self.exchange);
    f.field("name", self.detail.name);
    Shape<ExchangeDetail>::fields(self.detail, f);
    f.field("truncated", self.truncated);
    f.field("signals", SignalRows{self.signals, self.timeframe});
  }
};

template <>
struct Shape<ExchangeProgress> {
  static void fields(const ExchangeProgress& self, auto&& f) {
    f.field("exchange", self.exchange);
    f.field("state", self.state);
    f.field("done", self.done);
    f.field("total", self.total);
  }
};

template <>
struct Shape<JobProgress> {
  static void fields(const JobProgress& self, auto&& f) {
    f.field("job_id", self.job_id);
    f.field("elapsed_seconds", self.elapsed_seconds);
    f.field("exchanges", self.exchanges);
  }
};

template <>
struct Shape<Health> {
  static void fields(const Health& self, auto&& f) {
    f.field("epoch", self.epoch);
    f.field("last_seq", self.last_seq);
    f.field("jobs", self.jobs);
  }
};

void write(Writer& out, const PublishedPartial& partial) {
  write<PublishedPartial>(out, partial);
}
void write(Writer& out, const JobProgress& progress) {
  write<JobProgress>(out, progress);
}
void write(Writer& out, const Health& health) {
  write<Health>(out, health);
}

std::string encode(const PublishedPartial& partial) {
  return to_msgpack(partial);
}
std::string encode(const JobProgress& progress) {
  return to_msgpack(progress);
}
std::string encode(const Health& health) {
  return to_msgpack(health);
}

}  // namespace scand::proto
