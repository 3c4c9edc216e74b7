#include "daemon/http/answer_queue.h"

#include <gtest/gtest.h>

namespace scand::daemon::http {
namespace {

Answer ready(std::string head, std::string body = {}, bool closes = false) {
  Answer out;
  out.head = std::move(head);
  if (!body.empty()) out.body = std::make_shared<const std::string>(std::move(body));
  out.closes = closes;
  return out;
}

std::string joined(const std::vector<std::string_view>& pieces) {
  std::string all;
  for (const auto piece : pieces)
    all += piece;
  return all;
}

void write_all(AnswerQueue& queue) {
  ASSERT_FALSE(queue.next_batch().empty());
  EXPECT_FALSE(queue.written());
  EXPECT_TRUE(queue.empty());
}

TEST(AnswerQueue, AnswersLeaveInTheOrderOfTheirRequests) {
  AnswerQueue queue;
  const auto first = queue.expect({}, true);
  const auto second = queue.expect({}, true);
  queue.answer(second, ready("2", "two"));
  EXPECT_TRUE(queue.next_batch().empty());
  queue.answer(first, ready("1", "one"));
  EXPECT_EQ(joined(queue.next_batch()), "1one2two");
  EXPECT_FALSE(queue.written());
  EXPECT_TRUE(queue.empty());
}

TEST(AnswerQueue, ABatchGrowsNoMoreOnceItIsTaken) {
  AnswerQueue queue;
  queue.append(ready("ab", "cd"));
  EXPECT_EQ(joined(queue.next_batch()), "abcd");
  queue.append(ready("ef"));
  EXPECT_FALSE(queue.written());
  EXPECT_EQ(joined(queue.next_batch()), "ef");
}

TEST(AnswerQueue, ABatchIsBoundedUnlessItIsOneAnswer) {
  AnswerQueue queue;
  for (std::size_t number = 0; number <= AnswerQueue::kBatchAnswers; ++number)
    queue.append(ready("h", "b"));
  EXPECT_EQ(queue.next_batch().size(), 2 * AnswerQueue::kBatchAnswers);
  EXPECT_FALSE(queue.written());
  EXPECT_EQ(queue.size(), 1U);
  queue.append(ready("h", std::string(AnswerQueue::kBatchBytes, 'x')));
  queue.append(ready("last"));
  EXPECT_EQ(joined(queue.next_batch()), "hb");
  EXPECT_FALSE(queue.written());
  EXPECT_EQ(queue.next_batch().size(), 2U) << "a large answer leaves alone";
}

TEST(AnswerQueue, NothingIsSentAfterTheLastAnswer) {
  AnswerQueue queue;
  queue.append(ready("last", {}, true));
  queue.append(ready("never"));
  EXPECT_EQ(joined(queue.next_batch()), "last");
  EXPECT_TRUE(queue.written());
}

TEST(AnswerQueue, AnUnsafeRequestRunsAlone) {
  AnswerQueue queue;
  EXPECT_TRUE(queue.may_begin(false));
  const auto safe = queue.expect({}, true);
  EXPECT_TRUE(queue.may_begin(true));
  EXPECT_FALSE(queue.may_begin(false));
  queue.answer(safe, ready("x"));
  write_all(queue);
  const auto unsafe = queue.expect({}, false);
  EXPECT_FALSE(queue.may_begin(true));
  queue.answer(unsafe, ready("y"));
  write_all(queue);
  EXPECT_TRUE(queue.may_begin(false));
}

TEST(AnswerQueue, AnAnswerIsTakenOnce) {
  AnswerQueue queue;
  AnswerForm form;
  form.head_only = true;
  const auto ticket = queue.expect(form, true);
  ASSERT_NE(queue.form(ticket), nullptr);
  EXPECT_TRUE(queue.form(ticket)->head_only);
  EXPECT_TRUE(queue.is_last(ticket));
  queue.answer(ticket, ready("1"));
  queue.answer(ticket, ready("2"));
  EXPECT_EQ(queue.form(ticket), nullptr);
  EXPECT_EQ(joined(queue.next_batch()), "1");
  EXPECT_FALSE(queue.written());
  EXPECT_EQ(queue.form(ticket), nullptr);
  EXPECT_EQ(queue.form(ticket + 1), nullptr);
}

}  // namespace
}  // namespace scand::daemon::http
