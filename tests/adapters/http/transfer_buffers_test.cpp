// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/transfer_buffers.h"

#include <gtest/gtest.h>

#include "ports/byte_streams.h"

namespace tagwarden {
namespace {

constexpr std::int64_t gigabyte = 1'000'000'000;

TransferBuffers buffers_for(const HttpRequest& request)
{
    return TransferBuffers::for_request(request, {.receive_buffer = 1000, .send_buffer = 2000, .smallest_buffer = 10});
}

HttpRequest answered_with(std::int64_t bytes)
{
    HttpRequest request{"GET", "http://a.example/", {}, {}, nullptr, 0};
    request.answer_size = bytes;
    return request;
}

TEST(TransferBuffers, are_small_for_a_question)
{
    const auto buffers = buffers_for(answered_with(0));
    EXPECT_EQ(buffers.receive, 10U);
    EXPECT_EQ(buffers.send, 10U);
}

TEST(TransferBuffers, are_as_large_as_the_answer_that_is_expected_and_no_larger_than_allowed)
{
    EXPECT_EQ(buffers_for(answered_with(500)).receive, 500U);
    EXPECT_EQ(buffers_for(answered_with(gigabyte)).receive, 1000U);
    EXPECT_EQ(buffers_for(answered_with(gigabyte)).send, 10U);
}

TEST(TransferBuffers, are_as_large_as_the_body_that_is_sent_and_no_larger_than_allowed)
{
    TextStream bytes("");
    EXPECT_EQ(buffers_for({"PUT", "http://a.example/", {}, {}, &bytes, gigabyte}).send, 2000U);
    EXPECT_EQ(buffers_for({"PUT", "http://a.example/", {}, {}, &bytes, gigabyte}).receive, 10U);
    EXPECT_EQ(buffers_for({"PUT", "http://a.example/", {}, std::string(500, 'x'), nullptr, 0}).send, 500U);
}

TEST(TransferBuffers, are_never_larger_than_the_largest_even_where_the_smallest_is)
{
    const auto buffers =
        TransferBuffers::for_request(answered_with(0), {.receive_buffer = 5, .send_buffer = 6, .smallest_buffer = 10});
    EXPECT_EQ(buffers.receive, 5U);
    EXPECT_EQ(buffers.send, 6U);
}

}  // namespace
}  // namespace tagwarden
