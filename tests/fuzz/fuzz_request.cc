// What a client sends to the frontend, through the broker's own decoder. A request that is let in
// is whole, and reads back equal from the journal's form.

#include <string>
#include <variant>

#include "exchange_samples.h"
#include "fuzz_input.h"

#include "broker/front/request_decoder.h"
#include "proto/internal_messages.h"

namespace {

using namespace scand;

void check(const proto::ScanRequest& request) {
  fuzz::expect(!request.exchanges.empty() && request.exchanges.size() <= proto::kExchangesMax,
               "between one and the most exchanges");
  fuzz::expect(request.deadline_seconds >= proto::kDeadlineSecondsMin &&
                   request.deadline_seconds <= proto::kDeadlineSecondsMax,
               "the deadline is in range");
  fuzz::expect(request.symbols.size() <= proto::kSymbolsMax, "at most so many symbols");
  const auto kept = proto::decode_scan_request(proto::encode(request));
  fuzz::expect(kept.ok() && *kept == request, "what is acknowledged can be read again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const proto::ExchangeDirectory directory = fuzz::sample_directory();
  static const broker::RequestDecoder decoder(directory, {.exchange = "aleph"},
                                              proto::kMessageBytesMax);
  const auto asked =
      decoder.decode(0, {std::string("peer"), std::string(fuzz::text_of(data, size))});
  fuzz::expect(asked.has_value(), "whoever asks is answered");
  if (const auto* const event = std::get_if<broker::Event>(&*asked))
    if (const auto* const submit = std::get_if<broker::event::Submit>(event))
      check(submit->request);
  if (const auto* const refused = std::get_if<broker::incoming::Refused>(&*asked))
    fuzz::expect(!refused->refusal.message.empty(), "a refusal says why");
  return 0;
}
