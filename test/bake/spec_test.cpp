// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/spec.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

/// The fields as `name=value;...`, or the error.
std::string shown(const Result<Spec>& spec) {
    if (!spec) return spec.error().message;
    std::string out;
    for (const Spec::Field& field : spec->fields) {
        out += (out.empty() ? "" : ";") + field.name + "=" + field.value.value;
    }
    return out;
}
std::string parsed(SpecKind kind, std::string text) {
    return shown(parse_spec(kind, {.value = std::move(text)}));
}

struct Row {
    SpecKind kind;
    const char* text;
    const char* result;
};

class SpecText : public testing::TestWithParam<Row> {};

TEST_P(SpecText, MeansWhatBuildxReads) {
    EXPECT_EQ(parsed(GetParam().kind, GetParam().text), GetParam().result);
}

INSTANTIATE_TEST_SUITE_P(
    Table, SpecText,
    testing::Values(Row{SpecKind::cache, "a/b:c", "type=registry;ref=a/b:c"},
                    Row{SpecKind::cache, "mode=max,type=gha,Scope=x", "type=gha;mode=max;scope=x"},
                    Row{SpecKind::cache, "ref=a", "type required"},
                    Row{SpecKind::cache, "type=gha,max", "invalid value max"},
                    Row{SpecKind::cache, "type=gha,scope=", "type=gha;scope="},
                    Row{SpecKind::cache, "type=local,\"dest=a,b\"", "type=local;dest=a,b"},
                    Row{SpecKind::cache, "type=local,\"dest=a",
                        "bare \" or missing \" in `type=local,\"dest=a`"},
                    Row{SpecKind::output, "out", "type=local;dest=out"},
                    Row{SpecKind::output, "-", "type=tar;dest=-"},
                    Row{SpecKind::output, "type=docker", "type=docker"},
                    Row{SpecKind::output, "type=image, push=true", "type=image;push=true"},
                    Row{SpecKind::output, "dest=a,push=true", "type is required for output"},
                    Row{SpecKind::secret, "id=a,source=b", "id=a;src=b"},
                    Row{SpecKind::secret, "type=env,id=a,src=B", "id=a;env=B"},
                    Row{SpecKind::secret, "type=x,id=a", "unsupported secret type \"x\""},
                    Row{SpecKind::secret, "id=a,name=b", "unexpected key 'name' in 'name=b'"},
                    Row{SpecKind::secret, "a", "invalid field 'a' must be a key=value pair"},
                    Row{SpecKind::ssh, "default", "id=default"},
                    Row{SpecKind::ssh, "a=b,c", "id=a;path=b;path=c"},
                    Row{SpecKind::attest, "type=sbom", "type=sbom"},
                    Row{SpecKind::attest, "mode=max", "attestation type not specified"},
                    Row{SpecKind::policy, "filename=a,strict=true", "filename=a;strict=true"},
                    Row{SpecKind::policy, "file=a", "unexpected key 'file' in 'file=a'"}));

TEST(SpecObject, DropsWhatBuildxDrops) {
    const auto fields = [](std::vector<std::pair<const char*, const char*>> pairs) {
        std::vector<Spec::Field> out;
        for (const auto& [name, value] : pairs) out.push_back({name, {.value = value}});
        return out;
    };
    EXPECT_EQ(shown(spec_of_fields(SpecKind::secret, fields({{"id", "a"}, {"x", "b"}}), {})),
              "id=a");
    EXPECT_EQ(shown(spec_of_fields(SpecKind::cache, fields({{"ref", "a"}, {"type", "x"}}), {})),
              "type=x;ref=a");
    EXPECT_EQ(shown(spec_of_fields(SpecKind::cache, fields({{"ref", "a"}}), {})), "type required");
}

TEST(Spec, IsTheSameInAnyOrderOfFields) {
    const auto spec = [](const char* text) { return *parse_spec(SpecKind::cache, {text}); };
    EXPECT_TRUE(spec("type=gha,scope=a,mode=max").means_same(spec("mode=max,type=gha,scope=a")));
    EXPECT_FALSE(spec("type=gha,scope=a").means_same(spec("type=gha")));
    Spec unknown = spec("type=gha");
    unknown.is_known = false;
    EXPECT_FALSE(unknown.means_same(unknown)) << "unknown is not equal to anything";
}

TEST(Spec, StaysUnknownWhenItsTextIs) {
    EXPECT_FALSE(parse_spec(SpecKind::cache, {.value = "", .is_known = false})->is_known);
}

} // namespace
} // namespace dflint::bake
