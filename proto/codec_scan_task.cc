#include "proto/codec_scan_task.h"

#include "proto/internal_codec.h"
#include "proto/parse_name.h"

namespace scand::proto {

template <>
struct Shape<Universe> {
  static void fields(auto& self, auto&& f) {
    f.field("symbols", self.symbols);
    f.field("quotes", self.quotes);
    f.field("top_n", self.top_n);
    f.field("min_volume_usd", self.min_volume_usd);
  }
};

template <>
struct Shape<TaskKey> {
  static void fields(auto& self, auto&& f) {
    f.field("exchange", self.exchange);
    f.field("market", self.market);
    f.field("interval", self.interval);
    f.field("universe", self.universe);
    f.field("full_analysis", self.full_analysis);
    f.field("last_close_ms", self.last_close_ms);
    f.field("shard", self.shard);
    f.field("shards", self.shards);
  }
};

template <>
struct Shape<ScanTask> {
  static void fields(auto& self, auto&& f) {
    f.field("task_id", self.task_id);
    f.field("attempt", self.attempt);
    f.field("key", self.key);
    f.field("deadline_ms", self.deadline_ms);
  }
};

void write(Writer& out, const ScanTask& task) {
  write_internal(out, task);
}

std::string encode(const ScanTask& task) {
  return encode_internal(task);
}

base::Result<ScanTask, std::string> decode_scan_task(std::string_view bytes) {
  auto task = decode_internal<ScanTask>(bytes, kRequestLimits);
  if (task && (task->key.shards == 0 || task->key.shard == 0 || task->key.shard > task->key.shards))
    return std::string("key.shard: expected 1 to key.shards");
  return task;
}

}  // namespace scand::proto
