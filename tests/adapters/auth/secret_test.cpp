// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/secret.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string_view>
#include <type_traits>

#include "adapters/auth/credentials.h"

namespace tagwarden {
namespace {

template <class T>
concept HasStr = requires(const T& value) { value.str(); };
template <class T>
concept GoesToAStream = requires(std::ostream& out, const T& value) { out << value; };

TEST(Secret, has_no_way_out_but_reveal)
{
    static_assert(!HasStr<Secret>);
    static_assert(!GoesToAStream<Secret>);
    static_assert(!fmt::is_formattable<Secret>::value);
    static_assert(!std::is_convertible_v<Secret, std::string>);
    static_assert(!std::is_convertible_v<Secret, std::string_view>);
    static_assert(!std::is_convertible_v<std::string, Secret>);
    static_assert(!GoesToAStream<Credentials> && !fmt::is_formattable<Credentials>::value);
    EXPECT_EQ(Secret("hush").reveal(), "hush");
}

TEST(Basic, is_user_and_password_in_base64)
{
    // RFC 7617, 2 and 2.1.
    EXPECT_EQ(basic_authorization("Aladdin", Secret("open sesame")).reveal(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    EXPECT_EQ(basic_authorization("test", Secret("123£")).reveal(), "Basic dGVzdDoxMjPCow==");
}

}  // namespace
}  // namespace tagwarden
