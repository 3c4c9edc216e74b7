#include "broker/security/access_control.h"

#include <utility>

#include "broker/wire/curve_keys.h"
#include "broker/wire/endpoints.h"

namespace scand::broker {

AccessControl::AccessControl(AccessTable table, OnDenied on_denied, const base::Clock& clock)
    : table_(std::make_shared<const AccessTable>(std::move(table))),
      on_denied_(std::move(on_denied)),
      clock_(clock) {}

std::string AccessControl::authenticate(const ZapRequest& request) {
  const auto table = table_.with([](const auto& current) { return current; });
  const ClientAccess* client = table->find(request.public_key);
  const bool frontend = request.domain == kFrontendDomain;
  if (client != nullptr && (frontend || may_subscribe(*client))) return request.public_key;
  ++(frontend ? frontend_denied_ : publisher_denied_);
  report_denial(request, client);
  return {};
}

void AccessControl::report_denial(const ZapRequest& request, const ClientAccess* client) {
  const auto suppressed = limiter_.allow(request.address, clock_.mono());
  if (!suppressed) {
    ++unlogged_;
    return;
  }
  if (on_denied_)
    on_denied_({request.domain, request.address, fingerprint(request.public_key),
                client == nullptr ? std::string() : client->name, *suppressed});
}

std::optional<ClientAccess> AccessControl::find(const std::string& user_id) const {
  const auto table = table_.with([](const auto& current) { return current; });
  const ClientAccess* client = table->find(user_id);
  if (client == nullptr) return std::nullopt;
  return *client;
}

bool AccessControl::replace(AccessTable table) {
  auto next = std::make_shared<const AccessTable>(std::move(table));
  return table_.with([&](auto& current) {
    const auto before = std::exchange(current, std::move(next));
    return before->loses_subscriber(*current);
  });
}

AccessCounters AccessControl::counters() const {
  return {frontend_denied_, publisher_denied_, unlogged_};
}

}  // namespace scand::broker
