#pragma once
// What the tests of the HTTP client share: one server for all of them, and short words for a fetch.

#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/clock.h"
#include "lib/http/curl_client.h"
#include "tests/kit/support/http_server.h"
#include "tests/kit/support/source_dir.h"

namespace scand::lib::http {

class HttpTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!server_) server_ = std::make_unique<test::HttpServer>(test::source_dir(), true);
  }
  static void TearDownTestSuite() { server_.reset(); }

  [[nodiscard]] static std::string url(const std::string& port_name, const std::string& path) {
    return server_->url(port_name, path);
  }

  [[nodiscard]] static std::string port(const std::string& name) { return server_->port(name); }

  [[nodiscard]] ClientOptions options() const {
    ClientOptions made;
    made.ca_file = server_->ca_file();
    return made;
  }

  [[nodiscard]] base::MonoTime in(std::chrono::milliseconds from_now) const {
    return clock_.mono() + from_now;
  }

  [[nodiscard]] Request request(std::string url, std::chrono::milliseconds within = kAmple) const {
    Request made;
    made.url = std::move(url);
    made.deadline = in(within);
    return made;
  }

  // Everything in flight, to its end.
  [[nodiscard]] std::vector<Completion> finish(Client& client) const {
    std::vector<Completion> all;
    while (client.in_flight() > 0) {
      for (auto& one : client.poll(in(kAmple), {}))
        all.push_back(std::move(one));
    }
    return all;
  }

  [[nodiscard]] Completion fetch(Client& client, Request request) const {
    client.start(1, std::move(request));
    auto all = finish(client);
    EXPECT_EQ(all.size(), 1U);
    return std::move(all.front());
  }
  [[nodiscard]] Result<Response> get(Client& client, const std::string& url,
                                     std::chrono::milliseconds within = kAmple) const {
    return fetch(client, request(url, within)).outcome;
  }
  // With a client of its own.
  [[nodiscard]] Result<Response> get(const std::string& url,
                                     std::chrono::milliseconds within = kAmple) const {
    CurlClient client(options(), clock_);
    return get(client, url, within);
  }

  // How often the server was asked for `path`.
  [[nodiscard]] int asked(const std::string& path) const {
    const auto answer = get(url("plain", "/stats"));
    const auto at = answer->body.find("\"" + path + "\": ");
    return at == std::string::npos ? 0 : std::stoi(answer->body.substr(at + path.size() + 4));
  }
  [[nodiscard]] int connections() const {
    const auto answer = get(url("plain", "/stats"));
    return std::stoi(answer->body.substr(answer->body.find(": ") + 2)) - 1;  // not our own
  }

  static constexpr std::chrono::milliseconds kAmple{30'000};
  base::SystemClock clock_;

 private:
  static inline std::unique_ptr<test::HttpServer> server_;
};

}  // namespace scand::lib::http
