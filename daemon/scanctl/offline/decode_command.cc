#include "daemon/scanctl/offline/decode_command.h"

#include <CLI/CLI.hpp>
#include <cctype>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <utility>

#include "daemon/scanctl/commands.h"
#include "daemon/scanctl/exit_code.h"
#include "daemon/scanctl/offline/decode_rows.h"
#include "daemon/scanctl/offline/descriptor_source.h"
#include "lib/exchange/decode_body.h"

namespace scand::daemon {
namespace {

using lib::exchange::DecodeRequest;
using lib::exchange::Descriptor;
using proto::MarketType;

constexpr std::size_t kBodyMaxBytes = 64u << 20;

// A fault found before the body could be decoded.
struct Fault {
  std::string message;
  int code = kExitUsageError;
};
template <class T>
using OrFault = base::Result<T, Fault>;

// Without --market: spot, or swap for an exchange that has only futures.
OrFault<MarketType> choose_market(const DecodeOptions& options, const Descriptor& descriptor) {
  if (options.market.empty()) {
    const bool spot = descriptor.market(MarketType::spot) != nullptr;
    return spot ? MarketType::spot : MarketType::swap;
  }
  const auto type = proto::parse_market_type(options.market);
  if (!type) return Fault{fmt::format("--market: given '{}'; allowed: spot, swap", options.market)};
  if (descriptor.market(*type) == nullptr)
    return Fault{fmt::format("--market: {} has no {} markets", descriptor.id, options.market)};
  return *type;
}

// An exchange may have several routes of one kind; the main one is named like the kind.
std::optional<Fault> check_route(const DecodeRequest& request, const Descriptor& descriptor) {
  const auto& routes = descriptor.market(request.market)->routes;
  std::string known;
  for (const auto& [name, route] : routes) {
    if (route.kind != request.kind) continue;
    if (name == request.route ||
        (request.route.empty() && name == lib::exchange::name(request.kind)))
      return std::nullopt;
    known += (known.empty() ? "" : ", ") + name;
  }
  return Fault{fmt::format("--route: {} has no {} route '{}' for {}; it has: {}", descriptor.id,
                           lib::exchange::name(request.kind), request.route,
                           proto::name(request.market), known.empty() ? "none" : known)};
}

OrFault<lib::exchange::HeaderList> read_headers(const std::vector<std::string>& lines) {
  lib::exchange::HeaderList headers;
  for (const auto& line : lines) {
    const auto colon = line.find(':');
    if (colon == std::string::npos || colon == 0)
      return Fault{fmt::format("--header: given '{}'; allowed: 'Name: value'", line)};
    std::string name = line.substr(0, colon);
    for (auto& c : name)
      c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const auto value = line.find_first_not_of(' ', colon + 1);
    headers.emplace_back(name, value == std::string::npos ? "" : line.substr(value));
  }
  return headers;
}

// Reads one byte more than is allowed, to notice a body that is too large.
OrFault<std::string> read_body(std::istream& in) {
  std::string body(kBodyMaxBytes + 1, '\0');
  in.read(body.data(), static_cast<std::streamsize>(body.size()));
  body.resize(static_cast<std::size_t>(in.gcount()));
  if (body.size() > kBodyMaxBytes)
    return Fault{fmt::format("the body is larger than {} bytes", kBodyMaxBytes), kExitBadData};
  return body;
}

OrFault<DecodeRequest> make_request(const DecodeOptions& options, const Descriptor& descriptor) {
  DecodeRequest request;
  const auto kind = lib::exchange::parse_route_kind(options.kind);
  if (!kind)
    return Fault{
        fmt::format("--kind: given '{}'; allowed: markets, tickers, candles", options.kind)};
  request.kind = *kind;
  const auto market = choose_market(options, descriptor);
  if (!market.ok()) return market.error();
  request.market = *market;
  request.route = options.route;
  request.reply.status = options.status;
  if (auto fault = check_route(request, descriptor)) return std::move(*fault);
  return request;
}

int report(Console& console, const Fault& fault) {
  console.messages << "scanctl: " << fault.message << '\n';
  return fault.code;
}

int print(const Descriptor& descriptor, const DecodeRequest& request, Console& console) {
  const auto decoded = lib::exchange::decode_body(descriptor, request);
  if (!decoded.ok()) {
    console.data << error_json(decoded.error()) << '\n';
    return kExitBadData;
  }
  console.messages << remarks(*decoded);
  console.data << rows_json(*decoded, descriptor, request.market) << '\n';
  return kExitFine;
}

}  // namespace

int decode(const DecodeOptions& options, Console& console) {
  const auto descriptor = find_descriptor(options.exchange, options.descriptor_file);
  if (!descriptor.ok())
    return report(console, {descriptor.error().message, descriptor.error().exit_code});
  auto request = make_request(options, *descriptor);
  if (!request.ok()) return report(console, request.error());
  const auto headers = read_headers(options.headers);
  if (!headers.ok()) return report(console, headers.error());
  const auto body = read_body(console.input);
  if (!body.ok()) return report(console, body.error());
  request->reply.headers = &*headers;
  request->reply.body = *body;
  return print(*descriptor, *request, console);
}

void add_exchange_command(CLI::App& app, Command& run) {
  auto options = std::make_shared<DecodeOptions>();
  auto* exchange =
      app.add_subcommand("exchange", "work on an exchange's descriptor, without scand");
  exchange->require_subcommand(1);
  auto* command = exchange->add_subcommand(
      "decode", "read a raw HTTP body on standard input, print its rows as JSON");
  command->add_option("--exchange", options->exchange, "whose body it is")->required();
  command->add_option("--kind", options->kind, "markets, tickers or candles")->required();
  command->add_option("--market", options->market, "spot (default) or swap");
  command->add_option("--route", options->route, "a route beside the main one of the kind");
  command
      ->add_option("--descriptor", options->descriptor_file,
                   "a descriptor file to use instead of the built-in one")
      ->type_name("FILE");
  command->add_option("--status", options->status, "the HTTP status")
      ->check(CLI::Range(100, 599))
      ->capture_default_str();
  command->add_option("--header", options->headers, "an HTTP header, 'Name: value'; repeatable");
  command->footer("An error body gives {error_kind, hold_seconds, message} and exit code 65.");
  command->callback(
      [options, &run] { run = [options](Console& console) { return decode(*options, console); }; });
}

}  // namespace scand::daemon
