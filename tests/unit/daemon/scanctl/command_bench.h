#pragma once
// Runs a command as a user types it, against a whole broker with made-up exchanges.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <pthread.h>
#include <string>
#include <vector>

#include "test_console.h"

#include "daemon/scanctl/commands.h"
#include "proto/encoding/json_to_value.h"
#include "proto/limits.h"
#include "tests/kit/broker/broker_fixture.h"

namespace scand::daemon {

class CommandBench {
 public:
  using Add = void (*)(CLI::App&, const CommonOptions&, Command&);
  struct Outcome {
    int code = 0;
    std::string data, messages;
    [[nodiscard]] proto::Value json() const {
      auto value = proto::json_to_value(data, proto::kResultLimits);
      return value.ok() ? std::move(value).value() : proto::Value();
    }
  };

  // Exchanges answer with two signals unless `run` says otherwise.
  explicit CommandBench(broker::test::RunTask run = two_signals)
      : broker_((block_ctrl_c(), std::move(run))) {}

  Outcome run(Add add, std::vector<std::string> arguments) {
    CommonOptions common;
    Command command;
    CLI::App app;
    app.fallthrough();
    add_common_options(app, common);
    add(app, common, command);
    arguments.insert(arguments.begin(), {"--server", broker_->frontend_endpoint(), "--publisher",
                                         broker_->publisher_endpoint()});
    std::ranges::reverse(arguments);  // CLI11 takes a vector in reverse order
    app.parse(arguments);
    TestConsole test;
    const int code = command(test.console());
    return {code, test.data(), test.messages()};
  }

  // A finished job.
  std::string finished_job(const std::vector<std::string>& exchanges = {"okx"}) {
    const auto client = broker_.client();
    const auto job = client->submit(broker::test::scan_of(exchanges)).value().job_id;
    (void)client->wait(job, std::chrono::seconds(60));
    return job;
  }
  // A job that keeps running; use it with the handler `endless`.
  std::string running_job() {
    return broker_.client()->submit(broker::test::scan_of({"okx"})).value().job_id;
  }

  static proto::PartialResult two_signals(const proto::ScanTask& task, broker::TaskContext&) {
    return broker::test::sample_partial(task, 2, std::chrono::milliseconds(5));
  }
  static proto::PartialResult failing(const proto::ScanTask& task) {
    auto partial = broker::test::sample_partial(task, 0, std::chrono::milliseconds(5));
    partial.failure = proto::Failure{proto::ErrorKind::network, task.key.exchange + ": no way"};
    return partial;
  }
  // Runs until the task is stopped.
  static proto::PartialResult endless(const proto::ScanTask& task, broker::TaskContext& context) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait(lock, context.stop_token(), [] { return false; });
    auto partial = broker::test::sample_partial(task, 0, std::chrono::milliseconds(5));
    partial.failure = proto::Failure{proto::ErrorKind::cancelled, "stopped"};
    return partial;
  }

 private:
  // The broker's threads must not take a Ctrl-C that a test sends to its process.
  static void block_ctrl_c() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
  }

  broker::test::BrokerFixture broker_;
};

}  // namespace scand::daemon
