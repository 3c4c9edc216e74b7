#include "daemon/gateway/answer_queue.h"

#include <gtest/gtest.h>

namespace scand::daemon::gateway {
namespace {

Outgoing outgoing(std::string head, std::string body = {}, bool closes = false) {
  Outgoing out;
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

TEST(AnswerQueue, AnswersLeaveInTheOrderOfTheirRequests) {
  AnswerQueue queue;
  const auto first = queue.expect({}, true);
  const auto second = queue.expect({}, true);
  queue.answer(second, outgoing("2", "two"));
  EXPECT_FALSE(queue.has_writable());
  queue.answer(first, outgoing("1", "one"));
  EXPECT_EQ(joined(queue.writable(16)), "1one2two");
  EXPECT_EQ(queue.sent(8).answers, 2U);
  EXPECT_TRUE(queue.empty());
}

TEST(AnswerQueue, GoesOnWhereTheKernelStopped) {
  AnswerQueue queue;
  queue.append(outgoing("ab", "cd"));
  queue.append(outgoing("ef"));
  std::string all = "abcdef";
  for (std::size_t left = all.size(); left > 0; --left) {
    EXPECT_EQ(joined(queue.writable(16)), all.substr(all.size() - left));
    EXPECT_EQ(queue.sent(1).answers, left == 3 || left == 1 ? 1U : 0U);
  }
  EXPECT_TRUE(queue.empty());
}

TEST(AnswerQueue, OnlySoManyPieces) {
  AnswerQueue queue;
  for (int number = 0; number < 9; ++number)
    queue.append(outgoing("h", "b"));
  EXPECT_EQ(queue.writable(5).size(), 5U);
}

TEST(AnswerQueue, NothingLeavesBehindTheLast) {
  AnswerQueue queue;
  queue.append(outgoing("last", {}, true));
  queue.append(outgoing("never"));
  EXPECT_EQ(joined(queue.writable(16)), "last");
  EXPECT_TRUE(queue.sent(4).closes);
}

TEST(AnswerQueue, WhatChangesSomethingRunsAlone) {
  AnswerQueue queue;
  EXPECT_TRUE(queue.may_begin(false));
  const auto safe = queue.expect({}, true);
  EXPECT_TRUE(queue.may_begin(true));
  EXPECT_FALSE(queue.may_begin(false));
  queue.answer(safe, outgoing("x"));
  EXPECT_EQ(queue.sent(1).answers, 1U);
  const auto unsafe = queue.expect({}, false);
  EXPECT_FALSE(queue.may_begin(true));
  queue.answer(unsafe, outgoing("y"));
  EXPECT_EQ(queue.sent(1).answers, 1U);
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
  queue.answer(ticket, outgoing("1"));
  queue.answer(ticket, outgoing("2"));
  EXPECT_EQ(queue.form(ticket), nullptr);
  EXPECT_EQ(joined(queue.writable(16)), "1");
  EXPECT_EQ(queue.sent(1).answers, 1U);
  EXPECT_EQ(queue.form(ticket), nullptr);
  EXPECT_EQ(queue.form(ticket + 1), nullptr);
}

}  // namespace
}  // namespace scand::daemon::gateway
