// What a worker sends to the broker: the header, and the answer that the collector reads. The first
// byte is the header's length.

#include <algorithm>
#include <string>
#include <variant>

#include "fuzz_input.h"

#include "broker/workers/worker_frames.h"
#include "proto/internal_messages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace scand;
  std::string_view input = fuzz::text_of(data, size);
  const std::size_t length = std::min<std::size_t>(fuzz::take_byte(input), input.size());
  const std::string_view header = input.substr(0, length);
  const std::string_view payload = input.substr(length);

  if (const auto attempt = broker::decode_task_header(header))
    fuzz::expect(broker::encode_task_header(*attempt) == header, "a task's header has one form");
  if (const auto worker = broker::parse_worker_address(header))
    fuzz::expect(broker::worker_address(*worker) == header, "a worker's address has one form");
  if (const auto said = broker::decode_from_worker(7, header, std::string(payload))) {
    if (const auto* const told = std::get_if<broker::event::TaskProgressed>(&said->event))
      fuzz::expect(broker::encode_header(*told) == header, "progress has one form");
    if (const auto* const answered = std::get_if<broker::event::TaskAnswered>(&said->event))
      fuzz::expect(broker::encode_header(*answered, said->credit) == header,
                   "an answer has one form");
  }
  const auto partial = proto::decode_partial(payload);
  if (!partial.ok()) return 0;
  const auto again = proto::decode_partial(proto::encode(*partial));
  fuzz::expect(again.ok() && *again == *partial, "a partial result reads back equal");
  return 0;
}
