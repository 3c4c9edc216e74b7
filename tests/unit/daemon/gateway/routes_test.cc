#include "daemon/gateway/routes.h"

#include <gtest/gtest.h>

#include "gateway_samples.h"

#include "daemon/gateway/tokens.h"

namespace scand::daemon::gateway {
namespace {

http::Response refusal(const http::Request& request) {
  const auto routed = route(request);
  const auto* response = std::get_if<http::Response>(&routed);
  return response != nullptr ? *response : http::Response{};
}
http::Request of(std::string method, std::string path, std::initializer_list<Role> roles) {
  http::Request request = samples::get(std::move(path));
  request.method = std::move(method);
  request.rights = rights_of(roles);
  return request;
}

TEST(Routes, APathIsAResourceWhateverIsDoneToIt) {
  EXPECT_EQ(resource_at("/api/scanner/scan"), Resource::scan);
  EXPECT_EQ(resource_at("/api/scanner/scans/x"), Resource::job);
  EXPECT_EQ(resource_at("/api/scanner/scans/x/y"), std::nullopt);
  EXPECT_EQ(resource_at("*"), std::nullopt);
  EXPECT_EQ(name(Resource::scan), "scan");
  EXPECT_EQ(name(Resource::exchanges), "exchanges");
  EXPECT_EQ(name(Resource::version), "version");
}

TEST(Routes, EachResourceHasItsPath) {
  for (const auto& [path, resource] :
       {std::pair{"/api/scanner/signals", Resource::signals},
        std::pair{"/api/scanner/status", Resource::status},
        std::pair{"/api/scanner/exchanges", Resource::exchanges},
        std::pair{"/health", Resource::health}, std::pair{"/health/ready", Resource::ready},
        std::pair{"/metrics", Resource::metrics}, std::pair{"/openapi.json", Resource::openapi},
        std::pair{"/version", Resource::version}}) {
    const auto routed = route(samples::get(path));
    ASSERT_TRUE(std::holds_alternative<Route>(routed)) << path;
    EXPECT_EQ(std::get<Route>(routed).resource, resource) << path;
  }
  const auto job = route(of("DELETE", "/api/scanner/scans/abc", {Role::submit}));
  ASSERT_TRUE(std::holds_alternative<Route>(job));
  EXPECT_EQ(std::get<Route>(job).job_id, "abc");
}

TEST(Routes, WhatIsNotThereIs404) {
  for (const char* path : {"/", "/api", "/api/scanner/scan/", "/api/scanner/scans/",
                           "/api/scanner/scans/a/b", "/healthy"})
    EXPECT_EQ(refusal(samples::get(path)).status, 404) << path;
}

TEST(Routes, OtherMethodsAreToldWhatIsAllowed) {
  const http::Response get_scan = refusal(of("GET", "/api/scanner/scan", {Role::admin}));
  EXPECT_EQ(get_scan.status, 405);
  EXPECT_EQ(samples::header(get_scan, "Allow"), "POST, OPTIONS");
  for (const char* method : {"POST", "PUT", "GE", "get", "ET", ","})
    EXPECT_EQ(refusal(of(method, "/health", {Role::admin})).status, 405) << method;
  const http::Response options = refusal(of("OPTIONS", "/api/scanner/scans/x", {}));
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(samples::header(options, "Allow"), "GET, HEAD, DELETE, OPTIONS");
}

TEST(Routes, ARoleIsNeededForWhatIsSomebodys) {
  EXPECT_EQ(refusal(of("POST", "/api/scanner/scan", {Role::read})).status, 403);
  EXPECT_EQ(refusal(of("DELETE", "/api/scanner/scans/x", {Role::read})).status, 403);
  EXPECT_EQ(refusal(of("GET", "/api/scanner/status", {Role::submit})).status, 403);
  EXPECT_EQ(refusal(of("GET", "/metrics", {})).status, 403);
  for (const char* path : {"/health", "/health/ready", "/version", "/openapi.json"})
    EXPECT_TRUE(std::holds_alternative<Route>(route(of("GET", path, {})))) << path;
  for (const char* method : {"POST"})
    EXPECT_TRUE(
        std::holds_alternative<Route>(route(of(method, "/api/scanner/scan", {Role::admin}))));
}

TEST(Routes, WhoDoesNotTakeJsonIsTold) {
  EXPECT_EQ(refusal(samples::get("/version", {{"accept", "text/html"}})).status, 406);
  EXPECT_TRUE(
      std::holds_alternative<Route>(route(samples::get("/metrics", {{"accept", "text/plain"}}))));
}

TEST(Routes, WhatHoldsNothingPrivateNeedsNoToken) {
  EXPECT_EQ(open_paths(),
            (std::vector<std::string>{"/health", "/health/ready", "/openapi.json", "/version"}));
}

}  // namespace
}  // namespace scand::daemon::gateway
