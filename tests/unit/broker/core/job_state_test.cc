#include "broker/core/job_state.h"

#include <gtest/gtest.h>
#include <vector>

namespace scand::broker {
namespace {

using enum JobState;

TEST(JobState, TheRoadOfAJob) {
  EXPECT_EQ(after(journaling, JobStep::journaled), queued);
  EXPECT_EQ(after(queued, JobStep::started), running);
  EXPECT_EQ(after(running, JobStep::started), running);
  EXPECT_EQ(after(running, JobStep::ended), finishing);
  EXPECT_EQ(after(finishing, JobStep::result_journaled), gone);
}

TEST(JobState, AJobMayEndBeforeItStarts) {
  EXPECT_EQ(after(journaling, JobStep::refused), gone);
  EXPECT_EQ(after(queued, JobStep::ended), finishing);
}

TEST(JobState, AnythingElseHasNoNextState) {
  int steps = 0;
  for (const JobState state : {journaling, queued, running, finishing, gone}) {
    for (const JobStep step : {JobStep::journaled, JobStep::refused, JobStep::started,
                               JobStep::ended, JobStep::result_journaled}) {
      steps += after(state, step) ? 1 : 0;
    }
  }
  EXPECT_EQ(steps, 7) << "the rows of the table";
  EXPECT_EQ(after(finishing, JobStep::ended), std::nullopt) << "one end";
  EXPECT_EQ(after(gone, JobStep::journaled), std::nullopt);
}

TEST(JobState, AResultThatCannotBeReadIsNotThere) {
  EXPECT_EQ(visible(queued), proto::JobStatus::queued);
  EXPECT_EQ(visible(running), proto::JobStatus::running);
  EXPECT_EQ(visible(finishing), proto::JobStatus::running);
}

}  // namespace
}  // namespace scand::broker
