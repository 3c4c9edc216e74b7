#include "daemon/scand/config/setting_relations.h"

#include <gtest/gtest.h>

#include "daemon/scand/config/setting_table.h"

namespace scand::daemon {
namespace {

std::vector<std::string> faulty_keys(const Settings& settings) {
  std::vector<std::string> keys;
  for (const auto& fault : check_relations(settings))
    keys.push_back(fault.key);
  return keys;
}

using Keys = std::vector<std::string>;

TEST(SettingRelations, TheDocumentedDefaultsFitTogether) {
  const auto settings = default_settings();
  EXPECT_EQ(settings.frontend.endpoint, "tcp://127.0.0.1:5555");
  EXPECT_EQ(settings.publisher.endpoint, "tcp://127.0.0.1:5556");
  EXPECT_EQ(settings.pool.workers, 16u);
  EXPECT_EQ(settings.request.deadline_seconds, 120);
  EXPECT_EQ(settings.scan.top_n, 150u);
  EXPECT_EQ(settings.rate.share, 0.9);
  EXPECT_EQ(check_relations(settings).size(), 0u);
}

TEST(SettingRelations, WorkersFitTheirBound) {
  auto settings = default_settings();
  settings.pool.workers_max = settings.pool.workers;
  EXPECT_EQ(faulty_keys(settings), Keys{});
  settings.pool.workers_max = settings.pool.workers - 1;
  EXPECT_EQ(faulty_keys(settings), Keys{"workers_max"});
}

TEST(SettingRelations, EndpointsDiffer) {
  auto settings = default_settings();
  settings.publisher.endpoint = settings.frontend.endpoint;
  EXPECT_EQ(faulty_keys(settings), Keys{"publisher.endpoint"});
  settings.publisher.endpoint = settings.frontend.endpoint = "tcp://127.0.0.1:*";
  EXPECT_EQ(faulty_keys(settings), Keys{}) << "the system chooses two ports";
}

TEST(SettingRelations, OneResultFitsIntoTheStore) {
  auto settings = default_settings();
  settings.limits.results_bytes = settings.limits.result_bytes - 1;
  EXPECT_EQ(faulty_keys(settings), Keys{"limits.results_bytes"});
}

TEST(SettingRelations, AFaultOfTheSignalSettingsHasItsKey) {
  auto settings = default_settings();
  settings.signals.thresholds.normal = settings.signals.thresholds.strong;
  EXPECT_EQ(faulty_keys(settings), Keys{"signals.thresholds.strong"});
  settings = default_settings();
  settings.signals.quick = {};
  EXPECT_EQ(faulty_keys(settings), Keys{"signals.weights.quick"});
}

TEST(SettingRelations, ListeningBeyondLoopbackNeedsKeysOrTheInsecureSetting) {
  Settings settings = default_settings();
  settings.frontend.endpoint = "tcp://0.0.0.0:5555";
  settings.publisher.endpoint = "tcp://[::]:5556";
  EXPECT_EQ(faulty_keys(settings), (Keys{"frontend.endpoint", "publisher.endpoint"}));
  settings.security.insecure_beyond_loopback = true;
  EXPECT_EQ(faulty_keys(settings), Keys{});
  settings.security.insecure_beyond_loopback = false;
  settings.security.server_key_file = "/etc/scand/server.key";
  EXPECT_EQ(faulty_keys(settings), Keys{"security.server_key_file"});
  settings.security.clients_file = "/etc/scand/clients";
  EXPECT_EQ(faulty_keys(settings), Keys{});
  settings.security.server_key_file.clear();
  settings.frontend.endpoint = settings.publisher.endpoint = "tcp://127.0.0.1:*";
  EXPECT_EQ(faulty_keys(settings), Keys{"security.clients_file"});
}

}  // namespace
}  // namespace scand::daemon
