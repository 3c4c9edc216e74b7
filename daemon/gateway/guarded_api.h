#pragma once
// The API as the HTTP server's handler: first the gate (tokens, web origins), then the API. It also
// words the server's own refusals as problem documents.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "daemon/gateway/api.h"
#include "daemon/gateway/cors.h"
#include "daemon/gateway/request_gate.h"
#include "daemon/gateway/tokens.h"
#include "daemon/http/message.h"
#include "lib/base/guarded.h"
#include "lib/base/result.h"

namespace scand::daemon::gateway {

struct AccessOptions {
  std::string token_file;                    // empty: everybody may do everything
  std::vector<std::string> open_paths;       // answered without a token, and without rights
  std::vector<std::string> allowed_origins;  // of web pages (CORS); "*": all; empty: none
};

// Thread-safe.
class GuardedApi final : public http::Handler {
 public:
  // `api` must outlive this.
  GuardedApi(AccessOptions options, Api& api);

  // Reads the token file, before the server listens at this address. Throws std::runtime_error if
  // that fails, or if there are no tokens and others than this machine can reach the address.
  void start(const std::string& address, std::uint16_t port);
  // Reads the token file again. On an error the present tokens stay valid.
  [[nodiscard]] base::Status<std::string> reload();

  [[nodiscard]] http::Admission admit(http::Request& request) override;
  void handle(http::Request request, http::Respond respond) override;
  [[nodiscard]] http::Response refusal(int status, const std::string& detail) const override;

 private:
  using Tokens = std::shared_ptr<const TokenTable>;

  const AccessOptions options_;
  Api& api_;
  const Cors cors_;
  const RequestGate gate_;
  base::Guarded<Tokens> tokens_;
};

}  // namespace scand::daemon::gateway
