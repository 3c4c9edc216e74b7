// Bodies and headers of replies, through the decoders of every exchange's descriptor.
//
//   byte 0  which exchange
//   byte 1  which of its market types, in which form (below)
//   byte 2  which of that market's routes
//   byte 3  which HTTP status; 128 and more: header lines until an empty one, then the body
//   rest    the body

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "fuzz_input.h"

#include "lib/exchange/classify.h"
#include "lib/exchange/decode_body.h"
#include "lib/exchange/rate_feedback.h"
#include "lib/exchange/registry.h"

namespace {

using namespace scand;
using namespace scand::lib::exchange;

const Registry& exchanges() {
  static const Registry registry = [] {
    auto loaded = Registry::load({});
    fuzz::expect(loaded.ok(), "the exchanges that are compiled in are in order");
    return std::move(loaded).value();
  }();
  return registry;
}

HeaderList take_headers(std::string_view& input) {
  HeaderList headers;
  while (!input.empty()) {
    const std::string_view line = input.substr(0, input.find('\n'));
    input.remove_prefix(std::min(input.size(), line.size() + 1));
    if (line.empty()) break;
    const std::size_t colon = std::min(line.find(':'), line.size());
    headers.emplace_back(line.substr(0, colon), line.substr(std::min(line.size(), colon + 1)));
  }
  return headers;
}

template <class Map>
const auto& chosen(const Map& map, std::uint8_t byte) {
  return *std::next(map.begin(), static_cast<std::ptrdiff_t>(byte % map.size()));
}

void check(const Decoded& decoded) {
  const auto* const page = std::get_if<CandlesPage>(&decoded);
  if (page == nullptr) return;
  for (std::size_t row = 0; row < page->candles.size(); ++row)
    fuzz::expect(std::isfinite(page->candles.close[row]), "a kept row has finite numbers");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::array<int, 16> kStatuses{200, 200, 200, 200, 200, 201, 400, 403,
                                                 404, 418, 429, 451, 500, 503, 520, 0};
  std::string_view input = fuzz::text_of(data, size);
  const Descriptor& descriptor = chosen(exchanges().all(), fuzz::take_byte(input));
  const std::uint8_t form = fuzz::take_byte(input);
  const auto& [type, market] = chosen(descriptor.markets, form);
  const Route& route = chosen(market.routes, fuzz::take_byte(input)).second;
  const std::uint8_t status = fuzz::take_byte(input);
  const HeaderList headers = status >= 128 ? take_headers(input) : HeaderList{};

  DecodeRequest request{.kind = route.kind, .market = type, .route = route.name};
  request.reply = {
      .status = kStatuses[status % kStatuses.size()], .headers = &headers, .body = input};
  if (form >= 64) request.contract_size = 0.01;
  if (form >= 128) request.reply.now = base::from_unix_ms(1'772'619'450'000);
  const auto why = classify(descriptor, request.reply);
  if (why) fuzz::expect(!why->message.empty(), "a refusal says why");
  (void)feedback(descriptor, route, request.reply);
  const auto decoded = decode_body(descriptor, request);
  fuzz::expect(!(why && decoded.ok()), "what is classed as a refusal is not decoded");
  if (decoded.ok()) check(*decoded);
  return 0;
}
