#include "daemon/scand/security_setup.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "daemon/key_file.h"

namespace scand::daemon {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class SecuritySetup : public ::testing::Test {
 protected:
  SecuritySetup() {
    std::string name = (fs::temp_directory_path() / "security-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    EXPECT_EQ(write_secret(path("server.key"), keys_.secret), std::nullopt);
    write("clients", "alice submit " + client_.own_public + "\n");
    config_.file = "f.yaml";
    config_.settings.security.server_key_file = path("server.key");
    config_.settings.security.clients_file = path("clients");
    config_.places["security.clients_file"] = {7, 3};
  }
  ~SecuritySetup() override { fs::remove_all(folder_); }
  [[nodiscard]] std::string path(const char* name) const { return (folder_ / name).string(); }
  void write(const char* name, const std::string& text) { std::ofstream(path(name)) << text; }

  fs::path folder_;
  const broker::CurveIdentity keys_ = broker::make_curve_keys();
  const broker::CurveIdentity client_ = broker::make_curve_keys();
  Config config_;
  Environment environment_ = [](const char*) { return std::nullopt; };
};

TEST_F(SecuritySetup, IsOffWithoutAKey) {
  config_.settings.security = {};
  const auto loaded = load_security(config_, environment_);
  ASSERT_TRUE(loaded.ok());
  EXPECT_FALSE(loaded->has_value());
}

TEST_F(SecuritySetup, ReadsTheKeyAndTheClients) {
  const auto loaded = load_security(config_, environment_);
  ASSERT_TRUE(loaded.ok()) << render(loaded.error());
  ASSERT_TRUE(loaded->has_value());
  EXPECT_EQ((*loaded)->clients.size(), 1U);
}

TEST_F(SecuritySetup, FindsTheKeyAmongSystemdsCredentials) {
  config_.settings.security.server_key_file = "$CREDENTIALS_DIRECTORY/server.key";
  EXPECT_FALSE(load_security(config_, environment_).ok());
  environment_ = [&](const char* name) -> std::optional<std::string> {
    return std::string_view(name) == "CREDENTIALS_DIRECTORY" ? std::optional(folder_.string())
                                                             : std::nullopt;
  };
  EXPECT_TRUE(load_security(config_, environment_).ok());
}

TEST_F(SecuritySetup, AFaultHasThePlaceOfTheSettingAndTheLineOfTheFile) {
  write("clients", "alice submit " + client_.own_public + "\nbob wizard x\n");
  const auto loaded = load_security(config_, environment_);
  ASSERT_FALSE(loaded.ok());
  EXPECT_THAT(render(loaded.error()),
              HasSubstr("f.yaml:7:3: security.clients_file: " + path("clients") + ":2: "));
  EXPECT_THAT(render(loaded.error()), Not(HasSubstr(client_.own_public)));
}

TEST_F(SecuritySetup, NamesAFileThatIsNotThere) {
  const auto clients = load_clients(path("none"));
  ASSERT_FALSE(clients.ok());
  EXPECT_THAT(clients.error(), HasSubstr(path("none") + ": cannot be read"));
}

}  // namespace
}  // namespace scand::daemon
