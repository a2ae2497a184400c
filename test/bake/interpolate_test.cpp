// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/interpolate.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

const Environment environment{.values = {{"SET", "s"}, {"EMPTY", ""}}};

struct Row {
    const char* text;
    const char* result;
};
class ComposeText : public testing::TestWithParam<Row> {};
TEST_P(ComposeText, IsInterpolated) {
    const Interpolated result = interpolate(GetParam().text, environment);
    EXPECT_EQ(result.text.value_or("error: " + result.error), GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    Table, ComposeText,
    testing::Values(Row{"a$SET b", "as b"}, Row{"${SET}x", "sx"}, Row{"$$SET $$", "$SET $"},
                    Row{"$UNSET", ""}, Row{"${UNSET:-d}", "d"}, Row{"${EMPTY:-d}", "d"},
                    Row{"${EMPTY-d}", ""}, Row{"${SET:+a}${UNSET+b}", "a"},
                    Row{"${EMPTY+a}${EMPTY:+b}", "a"}, Row{"${UNSET:-${SET}}", "s"},
                    Row{"${SET?e}", "s"},
                    Row{"${UNSET:?say}", "error: required variable UNSET is missing a value: say"},
                    Row{"${SET", "error: invalid interpolation format in `${SET`"}, Row{"$", "$"},
                    Row{"$1 $- $(x)", "$1 $- $(x)"}, Row{"${SET:-{x}}y", "sy"},
                    Row{"${UNSET:-{x}}y", "{x}y"}, Row{"${UNSET:-a{b}c", "a{bc"},
                    Row{"${UNSET:-}}", "}"}, Row{"${UNSET:-${SET:-{}}}", "s"},
                    Row{"${UNSET:-${SET}", "error: invalid interpolation format in `${SET`"},
                    Row{"${SET:}", "error: invalid interpolation format in `${SET:}`"}));

} // namespace
} // namespace dflint::bake
