#include "daemon/scanctl/job_follower.h"

#include <algorithm>
#include <fmt/format.h>

#include "daemon/scanctl/event_line.h"
#include "daemon/scanctl/exit_code.h"
#include "daemon/scanctl/result_view.h"
#include "proto/encoding/json_writer.h"

namespace scand::daemon {
namespace {

using client::ClientError;
using std::chrono::milliseconds;

// So long scand may say nothing at all before it counts as gone.
constexpr milliseconds kSilenceLimit{15'000};

ProgressView::Style style(const Session& session, const Console& console) {
  const bool live = console.messages_live && !session.options().quiet;
  return {
      .live = live, .colour = console.data_colour && live, .width_columns = console.width_columns};
}

}  // namespace

JobFollower::JobFollower(Session& session, OnInterrupt on_interrupt)
    : session_(session), on_interrupt_(on_interrupt), view_(style(session, session.console())) {
  if (const auto limit = session.options().timeout_seconds)
    until_ = session.clock().mono() + base::nanos(*limit);
}

void JobFollower::hear(const client::Publication& told) {
  using Kind = proto::Topic::Kind;
  if (told.topic.kind == Kind::result) return;  // wait() brings it for sure
  if (session_.options().output() == Output::jsonl) {
    session_.console().data << event_line(told) << std::flush;
    return;
  }
  if (told.topic.kind == Kind::progress) session_.say(view_.progress(told.body));
  if (told.topic.kind == Kind::partial) session_.say(view_.partial(told.body));
}

int JobFollower::finish(const client::JobState& state) {
  auto& console = session_.console();
  const auto& result = *state.result;
  const auto output = session_.options().output();
  if (output != Output::jsonl) session_.say(view_.result(result));
  if (output == Output::json)
    console.data << proto::to_json(result) << '\n';
  else if (output == Output::jsonl)
    console.data << result_line(result);
  else if (session_.options().quiet)
    console.data << signals_view(result, console.data_colour);
  else
    console.data << result_view(result, console.data_colour);
  return exit_code(state.status, cancelled_here_);
}

std::optional<int> JobFollower::interrupted(const std::string& job_id) {
  (void)session_.interrupt().take();
  session_.say(view_.interrupt());
  if (on_interrupt_ == OnInterrupt::leave) return kExitInterrupted;
  if (cancelled_here_) {
    session_.say(fmt::format("scanctl: left; job {} was asked to end\n", job_id));
    return kExitInterrupted;
  }
  cancelled_here_ = true;
  session_.say(fmt::format("scanctl: cancelling job {}; Ctrl-C again leaves at once\n", job_id));
  const auto status = session_.client().cancel(job_id);
  if (status.ok()) return std::nullopt;
  if (status.error().kind == ClientError::Kind::interrupted) return kExitInterrupted;
  (void)session_.fail(status.error());
  return kExitInterrupted;
}

std::optional<milliseconds> JobFollower::next_wait() const {
  if (!until_) return kSilenceLimit;
  const auto left = std::chrono::ceil<milliseconds>(*until_ - session_.clock().mono());
  if (left <= milliseconds(0)) return std::nullopt;
  return std::min(left, kSilenceLimit);
}

int JobFollower::follow(const std::string& job_id) {
  session_.client().follow(job_id);
  while (const auto limit = next_wait()) {
    const auto state = session_.client().wait(
        job_id, *limit, [this](const client::Publication& told) { hear(told); });
    if (state.ok()) {
      if (state->result) return finish(*state);
    } else if (state.error().kind != ClientError::Kind::interrupted) {
      session_.say(view_.interrupt());
      return session_.fail(state.error());
    } else if (const auto code = interrupted(job_id)) {
      return *code;
    }
  }
  session_.say(view_.interrupt());
  session_.console().messages << fmt::format(
      "scanctl: no result within --timeout; the job goes on: scanctl watch {}\n", job_id);
  return kExitTimeout;
}

}  // namespace scand::daemon
