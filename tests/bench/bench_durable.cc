// A whole broker with a journal on a real disk: jobs of five tasks that do nothing, each answered
// by a partial of about 1 KiB, submitted over TCP, acknowledged after the synced commit that holds
// them, their results received over TCP after the synced commit that holds those.
//
//   bench_durable [--window 64] [--jobs 60000] [--seconds 10] [--workers 16] [--directory .]
//
// Prints one line. A job counts when both its acknowledgement and its whole result are in; its
// latency runs from before its submission until then.

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <unordered_map>
#include <vector>

#include "broker/broker.h"
#include "broker/journal/rocks_journal.h"
#include "broker/wire/poll.h"
#include "proto/reply_message.h"
#include "proto/request_message.h"
#include "proto/topics.h"
#include "tests/kit/broker/broker_fixture.h"

namespace {
std::atomic<std::uint64_t> syncs{0};
}

// In front of the C library's, for RocksDB's shared library too: every sync is counted.
extern "C" int fsync(int fd) {
  ++syncs;
  return static_cast<int>(syscall(SYS_fsync, fd));
}
extern "C" int fdatasync(int fd) {
  ++syncs;
  return static_cast<int>(syscall(SYS_fdatasync, fd));
}

namespace scand::broker {
namespace {

using std::chrono::milliseconds;

constexpr std::array<const char*, 5> kExchanges{"binance", "okx", "kraken", "bybit", "gate"};
constexpr std::size_t kPartialBytes = 1'024;
constexpr milliseconds kSilence{30'000};

struct Options {
  std::size_t window = 64;
  std::size_t jobs = 60'000;
  double seconds = 10;
  std::size_t workers = 16;  // as scand is shipped
  std::string directory = ".";
};

Options options_of(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const char* value = argv[i + 1];
    if (name == "--window")
      options.window = std::strtoul(value, nullptr, 10);
    else if (name == "--jobs")
      options.jobs = std::strtoul(value, nullptr, 10);
    else if (name == "--seconds")
      options.seconds = std::strtod(value, nullptr);
    else if (name == "--workers")
      options.workers = std::strtoul(value, nullptr, 10);
    else if (name == "--directory")
      options.directory = value;
    else
      throw std::runtime_error(fmt::format("unknown option {}", name));
  }
  return options;
}

// One signal with a label that brings the encoded partial to its size.
proto::PartialResult no_op(const proto::ScanTask& task, TaskContext& /*context*/) {
  proto::PartialResult partial = test::sample_partial(task, 1, milliseconds(0));
  partial.signals.front().analysis.label.assign(kPartialBytes - 256, 'p');
  return partial;
}

class JournalDirectory {
 public:
  explicit JournalDirectory(const std::string& parent) : path_(parent + "/bench-durable-XXXXXX") {
    if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("cannot make " + path_);
  }
  ~JournalDirectory() { std::filesystem::remove_all(path_); }
  JournalDirectory(const JournalDirectory&) = delete;
  JournalDirectory& operator=(const JournalDirectory&) = delete;

  [[nodiscard]] std::unique_ptr<Journal> open(const base::Clock& clock) const {
    auto opened = open_journal(path_ + "/journal", "be0c", OnDamage::refuse, clock.wall());
    if (!opened.ok()) throw std::runtime_error(opened.error().message);
    return std::make_unique<RocksJournal>(std::move(*opened), JournalLimits{});
  }

 private:
  std::string path_;
};

std::unique_ptr<Broker> start_broker(const Options& options, const base::Clock& clock,
                                     const JournalDirectory& directory,
                                     const proto::ExchangeDirectory& exchanges) {
  BrokerOptions broker;
  broker.frontend_endpoint = broker.publisher_endpoint = "tcp://127.0.0.1:*";
  broker.core.exchanges = &exchanges;
  // A result is seen before its job leaves the core: a window needs a little more than itself.
  broker.core.max_jobs = broker.core.max_jobs_per_client = options.window + 256;
  broker.pool = {options.workers, options.workers, 1};
  BrokerParts parts;
  parts.journal = directory.open(clock);
  parts.handlers = test::factory_of(no_op);
  parts.clock = &clock;
  auto made = std::make_unique<Broker>(broker, std::move(parts));
  made->start();
  return made;
}

// One client, one thread: a DEALER for jobs and their acknowledgements, a SUB for results.
class Driver {
 public:
  Driver(const Options& options, const base::Clock& clock, const Broker& broker)
      : options_(options),
        clock_(clock),
        context_(std::make_shared<SocketContext>()),
        jobs_(context_, SocketType::dealer),
        results_(context_, SocketType::sub, unbounded()),
        asked_(options.jobs) {
    jobs_.connect(broker.frontend_endpoint());
    results_.connect(broker.publisher_endpoint());
    results_.subscribe(proto::kResultTopics);
    results_.subscribe(proto::kHealthTopic);
    while (!results_.receive())  // heartbeats come: the subscription is there
      wait();
  }

  void run() {
    const base::MonoTime until = clock_.mono() + base::nanos(options_.seconds);
    while (done_ < options_.jobs && clock_.mono() < until) {
      while (sent_ < options_.jobs && sent_ - done_ < options_.window)
        submit();
      wait();
      while (const auto frames = jobs_.receive())
        take_reply(*frames);
      while (const auto frames = results_.receive())
        take_result(*frames);
    }
  }

  [[nodiscard]] std::size_t done() const { return done_; }
  [[nodiscard]] double to_ack_us(double share) { return at(to_ack_, share); }
  [[nodiscard]] double to_result_us(double share) { return at(to_result_, share); }

 private:
  static SocketOptions unbounded() {
    SocketOptions options;
    options.receive_hwm = 0;
    return options;
  }

  void wait() {
    std::array<PollItem, 2> items{PollItem{&jobs_}, PollItem{&results_}};
    const base::MonoTime began = clock_.mono();
    poll(items, kSilence);
    if (clock_.mono() - began >= kSilence) throw std::runtime_error("the broker is silent");
  }

  // Each job asks for another number of markets, so that no two share a task.
  void submit() {
    proto::Value::Array names(kExchanges.begin(), kExchanges.end());
    const proto::Value body(
        proto::Value::Map{{"exchange", proto::Value(std::move(names))},
                          {"minVolumeUsd", proto::Value(static_cast<std::int64_t>(sent_ + 1))}});
    asked_[sent_] = clock_.mono();
    const std::string bytes = proto::encode_request_message(
        proto::MessageType::scan_submit, proto::Value(static_cast<std::int64_t>(sent_)), body);
    const std::array<std::string_view, 1> frames{bytes};
    if (jobs_.send(frames) != Sent::yes) throw std::runtime_error("cannot submit");
    ++sent_;
  }

  void take_reply(const Frames& frames) {
    const auto reply = proto::read_reply_message(frames.back());
    if (!reply.ok() || reply.value().type != proto::ReplyType::scan_accepted)
      throw std::runtime_error("not accepted: " + reply.value().refusal().message);
    const auto job = static_cast<std::size_t>(reply.value().id.integer().value_or(0));
    to_ack_.push_back(us(clock_.mono() - asked_.at(job)));
    settle(*reply.value().job_id(), job + 1);
  }

  void take_result(const Frames& frames) {
    const auto topic = proto::parse_topic(frames.front());
    if (!topic || topic->kind != proto::Topic::Kind::result) return;
    if (frames.back().size() < kExchanges.size() * kPartialBytes / 2)
      throw std::runtime_error("a result without its partials");
    settle(topic->job_id, 0);
  }

  // The first of a job's two answers waits for the other: 0 is a result, else a number from 1.
  void settle(const std::string& job_id, std::size_t acknowledged) {
    const auto [other, first] = half_.try_emplace(job_id, acknowledged);
    if (first) return;
    const std::size_t job = std::max(acknowledged, other->second) - 1;
    half_.erase(other);
    to_result_.push_back(us(clock_.mono() - asked_.at(job)));
    ++done_;
  }

  static double us(base::Nanos time) {
    return std::chrono::duration<double, std::micro>(time).count();
  }
  static double at(std::vector<double>& times, double share) {
    if (times.empty()) return 0;
    std::sort(times.begin(), times.end());
    return times[static_cast<std::size_t>(static_cast<double>(times.size() - 1) * share)];
  }

  const Options options_;
  const base::Clock& clock_;
  std::shared_ptr<SocketContext> context_;
  Socket jobs_, results_;
  std::vector<base::MonoTime> asked_;
  std::unordered_map<std::string, std::size_t> half_;
  std::size_t sent_ = 0, done_ = 0;
  std::vector<double> to_ack_, to_result_;
};

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

int run(const Options& options) {
  const base::SystemClock clock;
  const JournalDirectory directory(options.directory);
  const proto::ExchangeDirectory exchanges = test::sample_directory();
  const auto broker = start_broker(options, clock, directory, exchanges);
  Driver driver(options, clock, *broker);
  const std::uint64_t syncs_before = syncs;
  const double cpu_before = cpu_seconds();
  const base::MonoTime began = clock.mono();
  driver.run();
  const double seconds = base::seconds(clock.mono() - began);
  const auto jobs = static_cast<double>(std::max<std::size_t>(driver.done(), 1));
  fmt::print(
      "scand W={} n={} p50={:.0f} p99={:.0f} us {:.0f} jobs/s ack_p50={:.0f} us "
      "syncs/job={:.2f} cpu_us/job={:.0f}\n",
      options.window, driver.done(), driver.to_result_us(0.5), driver.to_result_us(0.99),
      jobs / seconds, driver.to_ack_us(0.5), static_cast<double>(syncs - syncs_before) / jobs,
      (cpu_seconds() - cpu_before) * 1e6 / jobs);
  (void)broker->stop(std::chrono::seconds(5));
  return driver.done() > 0 ? 0 : 1;
}

}  // namespace
}  // namespace scand::broker

int main(int argc, char** argv) {
  try {
    return scand::broker::run(scand::broker::options_of(argc, argv));
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_durable: {}\n", error.what());
    return 1;
  }
}
