#include "daemon/scanctl/session.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>
#include <utility>

#include "daemon/key_file.h"
#include "daemon/scanctl/exit_code.h"
#include "lib/base/log_format.h"

namespace scand::daemon {
namespace {

using std::chrono::milliseconds;

// scand normally answers within milliseconds. If it takes longer, it is not running or overloaded;
// --timeout can shorten these limits but not extend them.
constexpr milliseconds kConnectLimit{5'000}, kAnswerLimit{10'000};

// Throws std::runtime_error. The text says what is wrong and never contains a key.
client::ClientKeys keys_of(const CommonOptions& options) {
  auto secret = load_secret(options.key_file);
  if (!secret.ok()) throw std::runtime_error(secret.error());
  std::string why;
  const auto server = public_key_of(options.server_key, why);
  if (!server) throw std::runtime_error("--server-key: " + why);
  return {std::move(secret).value(), *server};
}

client::ClientOptions client_options(const CommonOptions& options, int interrupt_fd) {
  client::ClientOptions result;
  result.frontend = options.server;
  result.publisher = options.publisher;
  if (!options.key_file.empty()) result.keys = keys_of(options);
  result.connect_limit = kConnectLimit;
  result.answer_limit = kAnswerLimit;
  result.interrupt_fd = interrupt_fd;
  if (options.timeout_seconds) {
    const auto limit = std::chrono::ceil<milliseconds>(base::nanos(*options.timeout_seconds));
    result.connect_limit = std::min(limit, kConnectLimit);
    result.answer_limit = std::min(limit, kAnswerLimit);
  }
  return result;
}

}  // namespace

Session::Session(const CommonOptions& options, Console& console)
    : options_(options),
      console_(console),
      client_(client_options(options, interrupt_.fd()), clock_) {}

int Session::connect() {
  const auto version = client_.connect();
  return version.ok() ? kExitFine : fail(version.error());
}

int Session::fail(const client::ClientError& error) {
  auto text = base::printable(error.message);
  if (error.refusal && !error.refusal->field.empty() &&
      text.find(error.refusal->field) == std::string::npos)
    text = fmt::format("{}: {}", base::printable(error.refusal->field), text);
  if (error.refusal && error.refusal->retry_after_ms)
    text += fmt::format("; try again in {:.1f} s",
                        static_cast<double>(*error.refusal->retry_after_ms) / 1000);
  console_.messages << "scanctl: " << text << '\n';
  return exit_code(error);
}

void Session::say(const std::string& text) {
  if (!options_.quiet) console_.messages << text << std::flush;
}

}  // namespace scand::daemon
