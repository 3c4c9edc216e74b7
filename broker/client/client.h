#pragma once
// A client of scand: submit scans, follow them, get their results.
//
//   scand::base::SystemClock clock;
//   scand::client::Client client({}, clock);  // scand on this machine, default ports
//   if (auto version = client.connect(); !version.ok()) return fail(version.error().message);
//
//   const scand::proto::Value::Map scan{{"exchange", "okx"}, {"timeframe", "short"}};
//   auto job = client.submit(scan);
//   if (!job.ok()) return fail(job.error().message);
//
//   auto state = client.wait(job->job_id, std::chrono::minutes(2));
//   if (!state.ok()) return fail(state.error().message);
//   if (state->result) use(*state->result->find("signals"));  // else: still running
//
// Errors: every call returns an Answer, which is a value or a ClientError; only the constructor
// throws. A call that failed may be repeated, and the client stays usable. To repeat a submit
// safely, give the request a `requestId`.
//
// Waiting: every call blocks, with a limit. A reply that a restart of scand or a broken connection
// loses is asked for again by wait(), so wait() neither hangs nor misses a result. Publications
// (progress, partial results) may be lost; do not wait for a certain one.
//
// Threads: a client belongs to one thread at a time. For several threads, make several clients.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "broker/client/answer.h"
#include "broker/wire/curve_keys.h"
#include "lib/base/clock.h"
#include "proto/encoding/value.h"
#include "proto/messages.h"

namespace scand::client {

// For a scand with authentication (docs/security.md). Keys are text of 40 characters, as
// `scanctl keys` prints them.
struct ClientKeys {
  broker::SecretKey secret;       // this client's; its public key must be in scand's table
  std::string server_public_key;  // scand's
};

struct ClientOptions {
  std::string frontend = "tcp://127.0.0.1:5555";   // for requests
  std::string publisher = "tcp://127.0.0.1:5556";  // for publications
  std::chrono::milliseconds connect_limit{3'000};  // for connect() to find scand
  std::chrono::milliseconds answer_limit{10'000};  // for each reply, except in wait()
  std::optional<ClientKeys> keys;                  // unset: no authentication, no encryption
  int interrupt_fd = -1;  // when readable, a waiting call returns `interrupted`; -1: none
};

using Listener = std::function<void(const Publication&)>;

class Client {
 public:
  // Connects in the background; nothing is sent yet. `clock` must outlive the client. Throws
  // std::runtime_error when an endpoint or a key is malformed.
  Client(const ClientOptions& options, const base::Clock& clock);
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  // Waits until scand answers, and returns its version. Call it first: the other calls fail at once
  // while there is no connection.
  Answer<std::string> connect();

  // `request` is a map with the fields of scan.submit in proto/SPEC.md. An interrupt ends this call
  // only if scand has not answered two seconds later, because without the answer the caller would
  // not know the job's id.
  Answer<Accepted> submit(const proto::Value& request);
  Answer<JobState> get(const std::string& job_id);
  // Returns when the job has ended, or after `limit` with the job's state at that time. Meanwhile
  // `listener` (may be empty) receives the publications that were followed.
  Answer<JobState> wait(const std::string& job_id, std::chrono::milliseconds limit,
                        const Listener& listener = {});
  // Returns the job's status after the cancel. Cancelling twice, or after the end, does no harm.
  Answer<proto::JobStatus> cancel(const std::string& job_id);

  // Each returns the reply's map. `query` holds the optional fields of scan.list or signals.latest.
  Answer<proto::Value> list(const proto::Value& query = {});
  Answer<proto::Value> latest(const proto::Value& query = {});
  Answer<proto::Value> exchanges();
  Answer<proto::Value> status();

  // Subscribes to one job's progress, partial results and result; or to those of every job and the
  // heartbeat. A subscription takes a moment to reach scand.
  void follow(const std::string& job_id);
  void unfollow(const std::string& job_id);
  void follow_all();
  // The next publication that was followed; nullopt when none came within `limit`.
  Answer<std::optional<Publication>> next(std::chrono::milliseconds limit);

 private:
  std::unique_ptr<class Channel> channel_;
};

}  // namespace scand::client
