// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/error_view.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(ErrorView, keeps_lines_that_an_error_has_of_its_own)
{
    EXPECT_EQ(error_text({ErrorKind::refused, "another plan:\n  latest", "plan again", {"publishing 1.0.0"}}),
              "error: another plan:\n  latest\n  while publishing 1.0.0\nhint: plan again\n");
}

TEST(ErrorView, shows_what_a_quoted_text_would_do_to_a_terminal_as_text)
{
    EXPECT_EQ(error_text({ErrorKind::refused, "it is withdrawn: a\x1b[2J\nhint: pay eve", "b\tc", {"d\re\n"}}),
              "error: it is withdrawn: a?[2J?hint: pay eve\n  while d?e?\nhint: b?c\n");
}

}  // namespace
}  // namespace tagwarden
