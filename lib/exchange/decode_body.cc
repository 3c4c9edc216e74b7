#include "lib/exchange/decode_body.h"

#include <fmt/format.h>
#include <utility>

#include "lib/exchange/body_reader.h"

namespace scand::lib::exchange {
namespace {

template <class Page>
VenueResult<Decoded> widen(VenueResult<Page> page) {
  if (!page.ok()) return std::move(page).error();
  return Decoded(std::move(page).value());
}

}  // namespace

VenueResult<Decoded> decode_body(const Descriptor& descriptor, const DecodeRequest& request) {
  const std::string route_name =
      request.route.empty() ? std::string(name(request.kind)) : request.route;
  const MarketRules* const market = descriptor.market(request.market);
  const Route* const route = market == nullptr ? nullptr : market->route(route_name);
  if (route == nullptr || route->kind != request.kind)
    return VenueError{
        proto::ErrorKind::internal, std::nullopt,
        fmt::format("{} has no {} route \"{}\" for {}; see its descriptor", descriptor.name,
                    name(request.kind), route_name, proto::name(request.market))};
  BodyReader reader;
  switch (request.kind) {
    case RouteKind::markets:
      return widen(decode_markets(reader, descriptor, request.market, *route, request.reply));
    case RouteKind::tickers:
      return widen(decode_tickers(reader, descriptor, *route, request.reply));
    case RouteKind::candles:
      break;
  }
  return widen(decode_candles(reader, descriptor, *route, request.reply, request.contract_size));
}

}  // namespace scand::lib::exchange
