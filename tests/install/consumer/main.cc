// Scans two exchanges in parallel and prints the result as JSON.
//   consumer [FRONTEND PUBLISHER]

#include <chrono>
#include <iostream>
#include <scand/broker/client/client.h>
#include <scand/proto/encoding/json_writer.h>

using Map = scand::proto::Value::Map;
using Array = scand::proto::Value::Array;

int main(int argc, char** argv) {
  scand::client::ClientOptions options;  // by default scand's own endpoints
  if (argc == 3) {
    options.frontend = argv[1];
    options.publisher = argv[2];
  }
  const scand::base::SystemClock clock;
  scand::client::Client client(options, clock);
  if (const auto version = client.connect(); !version.ok()) {
    std::cerr << version.error().message << '\n';
    return 1;
  }

  const auto job = client.submit(
      Map{{"exchange", Array{"binance", "okx"}}, {"timeframe", "medium"}, {"minStrength", 60}});
  if (!job.ok()) {
    std::cerr << job.error().message << '\n';
    return 1;
  }
  const auto state = client.wait(job->job_id, std::chrono::minutes(2));
  if (!state.ok() || !state->result) {
    std::cerr << (state.ok() ? "the scan is not finished" : state.error().message) << '\n';
    return 1;
  }
  std::cout << scand::proto::to_json(*state->result) << '\n';
  return 0;
}
