// SPDX-License-Identifier: Apache-2.0
// Exact bytes of edits, each of them proved as fixes are.
#include "dflint/bake/edits.h"
#include "dflint/fix/apply.h"
#include "dflint/fix/verify.h"
#include "test/bake/project_of.h"

#include <functional>
#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

using Change = std::function<Edits(const Project&)>;

/// The text after the edits; "no edit", or why they are not proved.
std::string edited(const std::string& path, const std::string& text, const Change& change) {
    Invocation invocation = with_files({path});
    invocation.all_targets = true;
    const Project project = project_of({{path, text}}, invocation);
    const Edits edits = change(project);
    if (edits.empty()) return "no edit";
    const SourceFile before(path, text);
    const SourceFile after(path, fix::apply(before, edits));
    const auto objection = fix::Proof(before).object(edits, after);
    return objection ? objection->reason + ": " + std::string(after.text())
                     : std::string(after.text());
}

std::string hcl(const std::string& text, const Change& change) {
    return edited("docker-bake.hcl", text, change);
}
std::string json(const std::string& text, const Change& change) {
    return edited("docker-bake.json", text, change);
}

WrittenBlock block(const Project& project) {
    return block_around(project, project.definitions.at(0).at).value_or(WrittenBlock{});
}

Change adds_context(const std::string& expression = "\"x\"") {
    return [=](const Project& project) {
        return insert_attribute(block(project), "context", expression);
    };
}
/// Below the attribute, in front of all others.
Change adds_call_below(const std::string& name) {
    return [=](const Project& project) {
        const WrittenBlock in = block(project);
        return insert_attribute(in, "call", "\"x\"", in.attribute(name));
    };
}
Change removes(const std::string& name) {
    return [=](const Project& project) {
        const WrittenBlock in = block(project);
        return remove_attribute(in, *in.attribute(name));
    };
}
/// To the list `tags`.
Edits append_tag(const Project& project) {
    const WrittenBlock in = block(project);
    return append_element(in, *in.attribute("tags"), "\"z\"");
}
/// From the list `tags`.
Change removes_tag(std::size_t index) {
    return [=](const Project& project) {
        const auto& tags = project.definitions.at(0).attributes.find(AttributeId::tags)->elements;
        const auto element = element_at(project, tags.at(index).at);
        return element ? remove_element(*element) : Edits{};
    };
}
Edits append_argument(const Project& project) {
    const WrittenBlock in = block(project);
    return append_item(in, *in.attribute("args"), "Z", "\"1\"");
}
Change removes_argument(std::size_t index) {
    return [=](const Project& project) {
        const WrittenBlock in = block(project);
        const hcl::Attribute& args = *in.attribute("args");
        return remove_item(in, args, args.expr.child(index));
    };
}
/// Of the first element of `cache-to`.
Change with_entry(const std::function<Edits(const WrittenElement&)>& change) {
    return [=](const Project& project) {
        const auto* cache = project.definitions.at(0).attributes.find(AttributeId::cache_to);
        const auto element = cache ? element_at(project, cache->elements.at(0).at) : std::nullopt;
        return element ? change(*element) : Edits{};
    };
}
const Change add_mode =
    with_entry([](const WrittenElement& entry) { return insert_field(entry, "mode", "max"); });
const Change remove_mode =
    with_entry([](const WrittenElement& entry) { return remove_field(entry, "mode"); });
const Change minimize =
    with_entry([](const WrittenElement& entry) { return replace_field(entry, "mode", "min"); });
const Change replace_mode =
    with_entry([](const WrittenElement& entry) { return replace_field(entry, "mode", "a-${V}"); });

std::string in_target(const std::string& body) {
    return "target \"a\" {\n" + body + "}\n";
}
std::string tags(const std::string& list) {
    return in_target("  tags = " + list + "\n");
}
std::string args(const std::string& map) {
    return in_target("  args = " + map + "\n");
}
std::string cache(const std::string& entry) {
    return in_target("  cache-to = [" + entry + "]\n");
}
std::string json_target(const std::string& body) {
    return "{\n  \"target\": {\n    \"a\": " + body + "\n  }\n}\n";
}

} // namespace

TEST(InsertAttribute, GoesOnALineOfItsOwnBelowTheLast) {
    EXPECT_EQ(hcl(in_target("  pull = true\n"), adds_context()),
              in_target("  pull = true\n  context = \"x\"\n"));
    EXPECT_EQ(hcl(in_target("\tpull = true\n"), adds_context()),
              in_target("\tpull = true\n\tcontext = \"x\"\n"));
    EXPECT_EQ(hcl(in_target("  tags = [\n    \"x\"\n  ]\n"), adds_context()),
              in_target("  tags = [\n    \"x\"\n  ]\n  context = \"x\"\n"));
    EXPECT_EQ(hcl("target a {\n  pull = true\n}", adds_context()),
              "target a {\n  pull = true\n  context = \"x\"\n}");
}

TEST(InsertAttribute, LeavesCommentsWhereTheyAre) {
    EXPECT_EQ(hcl(in_target("  pull = true # why\n  # end\n"), adds_context()),
              in_target("  pull = true # why\n  context = \"x\"\n  # end\n"));
    EXPECT_EQ(hcl(in_target("  pull = true /* why\n  so */\n"), adds_context()),
              in_target("  pull = true /* why\n  so */\n  context = \"x\"\n"));
}

TEST(InsertAttribute, AlignsTheEqualsSign) {
    EXPECT_EQ(hcl(in_target("  dockerfile = \"x\"\n  pull       = true\n"), adds_context()),
              in_target("  dockerfile = \"x\"\n  pull       = true\n  context    = \"x\"\n"));
    EXPECT_EQ(hcl(in_target("  pull       = true\n  dockerfile = \"x\"\n"), adds_context()),
              in_target("  pull       = true\n  dockerfile = \"x\"\n  context    = \"x\"\n"));
    EXPECT_EQ(hcl(in_target("  pull = true\n  args = {}\n"), adds_context()),
              in_target("  pull = true\n  args = {}\n  context = \"x\"\n"));
    EXPECT_EQ(hcl(in_target("  pull=true\n"), adds_context()),
              in_target("  pull=true\n  context=\"x\"\n"));
}

TEST(InsertAttribute, GoesBelowTheNamedOne) {
    EXPECT_EQ(hcl(in_target("  pull = true\n  tags = []\n"), adds_call_below("pull")),
              in_target("  pull = true\n  call = \"x\"\n  tags = []\n"));
    EXPECT_EQ(
        hcl(in_target("  dockerfile-inline = <<EOT\nFROM scratch\nEOT\n  tags = []\n"),
            adds_call_below("dockerfile-inline")),
        in_target("  dockerfile-inline = <<EOT\nFROM scratch\nEOT\n  call = \"x\"\n  tags = []\n"));
}

TEST(InsertAttribute, SpreadsABlockOfOneLine) {
    EXPECT_EQ(hcl("target \"a\" { pull = true }\n", adds_context()),
              "target \"a\" {\n  pull = true\n  context = \"x\"\n}\n");
    EXPECT_EQ(hcl("target \"a\" {}\n", adds_context()), "target \"a\" {\n  context = \"x\"\n}\n");
    EXPECT_EQ(hcl("target \"a\" {\n}\n", adds_context()), "target \"a\" {\n  context = \"x\"\n}\n");
    EXPECT_EQ(hcl("target \"a\" {}\n\ngroup \"g\" {\n\ttargets = [\"a\"]\n}\n", adds_context()),
              "target \"a\" {\n\tcontext = \"x\"\n}\n\ngroup \"g\" {\n\ttargets = [\"a\"]\n}\n");
    EXPECT_EQ(hcl("target \"a\" { /* x */ pull = true }\n", adds_context()), "no edit");
}

TEST(InsertAttribute, StandsBehindACommentThatIsAllThereIs) {
    EXPECT_EQ(hcl("target \"a\" { # none\n  # yet\n}\n", adds_context()),
              "target \"a\" { # none\n  context = \"x\"\n  # yet\n}\n");
}

TEST(InsertAttribute, IsAMemberInJson) {
    EXPECT_EQ(json(json_target("{\n      \"pull\": true\n    }"), adds_context()),
              json_target("{\n      \"pull\": true,\n      \"context\": \"x\"\n    }"));
    EXPECT_EQ(json(json_target("{\"pull\": true, \"args\" : {}}"), adds_context()),
              json_target("{\"pull\": true, \"args\" : {}, \"context\" : \"x\"}"));
    EXPECT_EQ(json(json_target("{\n\t\"pull\":true,\n\t\"tags\":[]\n}"), adds_call_below("pull")),
              json_target("{\n\t\"pull\":true,\n\t\"call\":\"x\",\n\t\"tags\":[]\n}"));
    EXPECT_EQ(json(json_target("{ }"), adds_context()), json_target("{\"context\": \"x\"}"));
    EXPECT_EQ(json(R"({"target":{"a":{"pull":true}}})", adds_context()),
              R"({"target":{"a":{"pull":true,"context":"x"}}})");
    EXPECT_EQ(json(json_target("{\"//\": \"none\"}"), adds_context()), "no edit");
}

TEST(RemoveAttribute, TakesItsLines) {
    const std::string rest = in_target("  pull = true\n");
    EXPECT_EQ(hcl(in_target("  pull = true\n  tags = [\n    \"x\",\n  ]\n"), removes("tags")),
              rest);
    EXPECT_EQ(hcl(in_target("  tags = []\n  pull = true\n"), removes("tags")), rest);
    EXPECT_EQ(hcl("target \"a\" { pull = true }\n", removes("pull")), "target \"a\" {}\n");
    EXPECT_EQ(hcl(in_target("  tags = [] # why\n"), removes("tags")), in_target("  # why\n"));
}

TEST(RemoveAttribute, LosesNoComment) {
    EXPECT_EQ(hcl(in_target("  tags = [\n    \"x\", # why\n  ]\n"), removes("tags")), "no edit");
    EXPECT_EQ(hcl(args("{\n    A = [ # why\n    ]\n  }"), removes_argument(0)), "no edit");
}

TEST(RemoveAttribute, TakesItsCommaInJson) {
    const std::string both = "{\n      \"pull\": true,\n      \"tags\": []\n    }";
    EXPECT_EQ(json(json_target(both), removes("tags")),
              json_target("{\n      \"pull\": true\n    }"));
    EXPECT_EQ(json(json_target(both), removes("pull")),
              json_target("{\n      \"tags\": []\n    }"));
    EXPECT_EQ(json(json_target("{\"pull\": true, \"tags\": []}"), removes("pull")),
              json_target("{\"tags\": []}"));
    EXPECT_EQ(json(json_target("{\"tags\": []}"), removes("tags")), json_target("{}"));
    EXPECT_EQ(json(json_target("{\"//\": \"x\", \"tags\": []}"), removes("tags")), "no edit");
}

TEST(AppendElement, KeepsAListOnItsLine) {
    EXPECT_EQ(hcl(tags("[]"), append_tag), tags("[\"z\"]"));
    EXPECT_EQ(hcl(tags("[ ]"), append_tag), tags("[\"z\"]"));
    EXPECT_EQ(hcl(tags("[\"x\"]"), append_tag), tags("[\"x\", \"z\"]"));
    EXPECT_EQ(hcl(tags("[\"x\",]"), append_tag), tags("[\"x\", \"z\",]"));
    EXPECT_EQ(hcl(tags("[ \"x\" ]"), append_tag), tags("[ \"x\", \"z\" ]"));
    EXPECT_EQ(hcl(tags("[\"x\" /* why */ ]"), append_tag), tags("[\"x\", \"z\" /* why */ ]"));
    EXPECT_EQ(hcl(tags("[\"x\" # why\n  ]"), append_tag), tags("[\"x\", \"z\" # why\n  ]"));
}

TEST(AppendElement, KeepsOneElementToALine) {
    EXPECT_EQ(hcl(tags("[\n    \"x\",\n    \"y\"\n  ]"), append_tag),
              tags("[\n    \"x\",\n    \"y\",\n    \"z\"\n  ]"));
    EXPECT_EQ(hcl(tags("[\n\t\t\"x\",\n\t]"), append_tag), tags("[\n\t\t\"x\",\n\t\t\"z\",\n\t]"));
    EXPECT_EQ(hcl(tags("[\n    \"x\" # why\n  ]"), append_tag),
              tags("[\n    \"x\", # why\n    \"z\"\n  ]"));
    EXPECT_EQ(hcl(tags("[\n    \"x\", # why\n    # more\n  ]"), append_tag),
              tags("[\n    \"x\", # why\n    \"z\",\n    # more\n  ]"));
    EXPECT_EQ(hcl(tags("[\"x\",\n          \"y\"]"), append_tag),
              tags("[\"x\",\n          \"y\",\n          \"z\"]"));
    EXPECT_EQ(hcl(tags("[\n    # none\n  ]"), append_tag), tags("[\n    # none\n    \"z\"\n  ]"));
}

TEST(AppendElement, WritesJson) {
    EXPECT_EQ(json(json_target("{\"tags\": [\"x\"]}"), append_tag),
              json_target("{\"tags\": [\"x\", \"z\"]}"));
    EXPECT_EQ(json(json_target("{\"tags\": [\n  \"x\"\n]}"), append_tag),
              json_target("{\"tags\": [\n  \"x\",\n  \"z\"\n]}"));
    EXPECT_EQ(json(R"({"target":{"a":{"tags":["x"]}}})", append_tag),
              R"({"target":{"a":{"tags":["x","z"]}}})");
}

TEST(AppendElement, LeavesWhatIsNoList) {
    const std::string variable = "variable \"T\" {\n  default = [\"x\"]\n}\n";
    EXPECT_EQ(hcl(tags("T") + variable, append_tag), "no edit");
    EXPECT_EQ(hcl(tags("concat([\"x\"], [\"y\"])"), append_tag), "no edit");
    EXPECT_EQ(hcl(tags("true ? [\"x\"] : [\"y\"]"), append_tag), "no edit");
    EXPECT_EQ(hcl(tags("[for x in [\"x\"]: x]"), append_tag), "no edit");
    EXPECT_EQ(json(json_target(R"({"tags": "${[\"x\"]}"})"), append_tag), "no edit");
}

TEST(RemoveElement, TakesOneComma) {
    EXPECT_EQ(hcl(tags("[\"x\", \"y\"]"), removes_tag(0)), tags("[\"y\"]"));
    EXPECT_EQ(hcl(tags("[\"x\", \"y\"]"), removes_tag(1)), tags("[\"x\"]"));
    EXPECT_EQ(hcl(tags("[\"x\", \"y\",]"), removes_tag(1)), tags("[\"x\",]"));
    EXPECT_EQ(hcl(tags("[ \"x\" ]"), removes_tag(0)), tags("[]"));
    EXPECT_EQ(json(json_target("{\"tags\": [\n  \"x\",\n  \"y\"\n]}"), removes_tag(1)),
              json_target("{\"tags\": [\n  \"x\"\n]}"));
}

TEST(RemoveElement, TakesItsLine) {
    EXPECT_EQ(hcl(tags("[\n    \"x\",\n    \"y\",\n  ]"), removes_tag(0)),
              tags("[\n    \"y\",\n  ]"));
    EXPECT_EQ(hcl(tags("[\n    \"x\",\n    \"y\",\n  ]"), removes_tag(1)),
              tags("[\n    \"x\",\n  ]"));
    EXPECT_EQ(hcl(tags("[\n    \"x\", # one\n    \"y\"\n  ]"), removes_tag(1)),
              tags("[\n    \"x\", # one\n  ]"));
    EXPECT_EQ(hcl(tags("[\n    \"x\", # one\n    \"y\"\n  ]"), removes_tag(0)),
              tags("[\n    # one\n    \"y\"\n  ]"));
}

TEST(AppendItem, WritesAsTheItemBefore) {
    EXPECT_EQ(hcl(args("{}"), append_argument), args("{ Z = \"1\" }"));
    EXPECT_EQ(hcl(args("{ A = \"2\" }"), append_argument), args("{ A = \"2\", Z = \"1\" }"));
    EXPECT_EQ(hcl(args("{\n    A = \"2\"\n  }"), append_argument),
              args("{\n    A = \"2\"\n    Z = \"1\"\n  }"));
    EXPECT_EQ(hcl(args("{\n    \"A\": \"2\",\n  }"), append_argument),
              args("{\n    \"A\": \"2\",\n    \"Z\": \"1\",\n  }"));
    EXPECT_EQ(hcl(args("{\n    A = \"2\",\n    B = \"3\"\n  }"), append_argument),
              args("{\n    A = \"2\",\n    B = \"3\",\n    Z = \"1\"\n  }"));
    EXPECT_EQ(hcl(args("{\n    LONG = \"2\"\n    B    = \"3\"\n  }"), append_argument),
              args("{\n    LONG = \"2\"\n    B    = \"3\"\n    Z    = \"1\"\n  }"));
    EXPECT_EQ(json(json_target("{\"args\": {\n  \"A\": \"2\"\n}}"), append_argument),
              json_target("{\"args\": {\n  \"A\": \"2\",\n  \"Z\": \"1\"\n}}"));
    EXPECT_EQ(hcl(args("merge({}, {})"), append_argument), "no edit");
}

TEST(RemoveItem, TakesWhatSeparatesIt) {
    EXPECT_EQ(hcl(args("{\n    A = \"2\"\n    B = \"3\"\n  }"), removes_argument(0)),
              args("{\n    B = \"3\"\n  }"));
    EXPECT_EQ(hcl(args("{\n    A = \"2\"\n    B = \"3\"\n  }"), removes_argument(1)),
              args("{\n    A = \"2\"\n  }"));
    EXPECT_EQ(hcl(args("{ A = \"2\", B = \"3\" }"), removes_argument(1)), args("{ A = \"2\" }"));
    EXPECT_EQ(json(json_target("{\"args\": {\"A\": \"2\", \"B\": \"3\"}}"), removes_argument(0)),
              json_target("{\"args\": {\"B\": \"3\"}}"));
}

TEST(Fields, AreInsertedInBothForms) {
    EXPECT_EQ(hcl(cache("\"type=gha\""), add_mode), cache("\"type=gha,mode=max\""));
    EXPECT_EQ(hcl(cache("\"type=gha,scope=${\"x\"}\""), add_mode),
              cache("\"type=gha,scope=${\"x\"},mode=max\""));
    EXPECT_EQ(hcl(cache("{ type = \"gha\" }"), add_mode),
              cache("{ type = \"gha\", mode = \"max\" }"));
    EXPECT_EQ(hcl(cache("{type=\"gha\"}"), add_mode), cache("{type=\"gha\", mode=\"max\"}"));
    EXPECT_EQ(hcl(cache("{\n    type  = \"gha\"\n    scope = \"x\"\n  }"), add_mode),
              cache("{\n    type  = \"gha\"\n    scope = \"x\"\n    mode = \"max\"\n  }"));
    EXPECT_EQ(hcl(cache("\"user/app:cache\""), add_mode),
              cache("\"type=registry,ref=user/app:cache,mode=max\""));
    EXPECT_EQ(json(json_target("{\"cache-to\": [\"type=gha\"]}"), add_mode),
              json_target("{\"cache-to\": [\"type=gha,mode=max\"]}"));
    EXPECT_EQ(json(json_target("{\"cache-to\": [{\"type\": \"gha\"}]}"), add_mode),
              json_target("{\"cache-to\": [{\"type\": \"gha\", \"mode\": \"max\"}]}"));
}

TEST(Fields, AreNotInsertedWhereTheyMayBeHidden) {
    const std::string variable = "variable \"V\" {\n  default = \"type=gha\"\n}\n";
    EXPECT_EQ(hcl(cache("V") + variable, add_mode), "no edit");
    EXPECT_EQ(hcl(cache("\"${V}\"") + variable, add_mode), "no edit");
    EXPECT_EQ(hcl(cache("\"${V},scope=x\"") + variable, add_mode), "no edit");
    EXPECT_EQ(hcl(cache("\"type=gha%{if true},scope=x%{endif}\""), add_mode), "no edit");
    EXPECT_EQ(hcl(cache("true ? \"type=gha\" : \"\""), add_mode), "no edit");
    EXPECT_EQ(hcl(cache("\"type=gha,mode=min\""), add_mode), "no edit");
    EXPECT_EQ(hcl(cache("{ type = \"gha\", (\"mode\") = \"min\" }"), add_mode), "no edit");
    EXPECT_EQ(hcl(in_target("  cache-to = V\n") + "V = [\"type=gha\"]\n", add_mode), "no edit");
}

TEST(Fields, AreRemovedAndReplaced) {
    EXPECT_EQ(hcl(cache("\"type=inline,mode=max\""), remove_mode), cache("\"type=inline\""));
    EXPECT_EQ(hcl(cache("\"mode=max,type=inline\""), remove_mode), cache("\"type=inline\""));
    EXPECT_EQ(hcl(cache("\"type=inline,mode=max,x=y\""), remove_mode),
              cache("\"type=inline,x=y\""));
    EXPECT_EQ(hcl(cache("{ type = \"inline\", mode = \"max\" }"), remove_mode),
              cache("{ type = \"inline\" }"));
    EXPECT_EQ(hcl(cache("{\n    mode = \"max\"\n    type = \"inline\"\n  }"), remove_mode),
              cache("{\n    type = \"inline\"\n  }"));
    EXPECT_EQ(json(json_target("{\"cache-to\": [{\"mode\": \"max\", \"type\": \"inline\"}]}"),
                   remove_mode),
              json_target("{\"cache-to\": [{\"type\": \"inline\"}]}"));
    const std::string variable = "V = \"b\"\n";
    EXPECT_EQ(hcl(cache("\"type=gha,mode=max\"") + variable, replace_mode),
              cache("\"type=gha,mode=a-${V}\"") + variable);
    EXPECT_EQ(hcl(cache("{ type = \"gha\", mode = V }") + variable, replace_mode),
              cache("{ type = \"gha\", mode = \"a-${V}\" }") + variable);
    EXPECT_EQ(hcl(cache("\"type=gha,mode=x${V}y,scope=z\"") + variable, minimize),
              cache("\"type=gha,mode=min,scope=z\"") + variable);
    EXPECT_EQ(hcl(cache("\"type=gha,mode=${V}\"") + variable, remove_mode), "no edit");
}

TEST(Written, ComposeFilesHaveNoBlocks) {
    const Project project =
        project_of({{"compose.yaml", "services:\n  a:\n    build:\n      context: .\n"}},
                   with_files({"compose.yaml"}));
    ASSERT_EQ(project.definitions.size(), 1U);
    EXPECT_FALSE(block_around(project, project.definitions.at(0).at));
}

TEST(Written, StringsAreEscapedForTheirLanguage) {
    EXPECT_EQ(string_expression(hcl::Syntax::native, "a\"${x}%{y}$z"), R"("a\"$${x}%%{y}$z")");
    EXPECT_EQ(string_expression(hcl::Syntax::json, "a\"${x}"), R"("a\"$${x}")");
}

TEST(Written, ExpressionsBecomeTemplates) {
    const Project project =
        all_of("target \"a\" {\n  tags = [\"x-${1}\", upper(\"x\"), <<E\nx\nE\n  ]\n}\n");
    const WrittenBlock in = block(project);
    const hcl::Expr& list = in.attribute("tags")->expr;
    EXPECT_EQ(as_template(in, list.child(0)), "x-${1}");
    EXPECT_EQ(as_template(in, list.child(1)), "${upper(\"x\")}");
    EXPECT_EQ(as_template(in, list.child(2)), std::nullopt);
}

TEST(AppendItem, QuotesAKeyThatIsNoName) {
    const Change change = [](const Project& project) {
        const WrittenBlock in = block(project);
        return append_item(in, *in.attribute("contexts"), "a/b:1", "\"x\"");
    };
    EXPECT_EQ(hcl("target \"a\" {\n  contexts = {\n    c = \".\"\n  }\n}\n", change),
              "target \"a\" {\n  contexts = {\n    c = \".\"\n    \"a/b:1\" = \"x\"\n  }\n}\n");
    EXPECT_EQ(hcl("target \"a\" {\n  contexts = {}\n}\n", change),
              "target \"a\" {\n  contexts = { \"a/b:1\" = \"x\" }\n}\n");
}

namespace {
Change adds_group(std::vector<std::string> targets) {
    return [=](const Project& project) { return insert_group(block(project), "default", targets); };
}
} // namespace

TEST(InsertGroup, GoesAboveTheBlockAndItsComments) {
    EXPECT_EQ(hcl("# file\n\n# a\n// b\ntarget \"a\" {\n\tcall = \"x\"\n}\n", adds_group({"a"})),
              "# file\n\ngroup \"default\" {\n\ttargets = [\"a\"]\n}\n\n# a\n// b\ntarget \"a\" "
              "{\n\tcall = \"x\"\n}\n");
    const std::string longer(60, 'b');
    EXPECT_EQ(hcl("target \"a\" {}\n", adds_group({"a", longer})),
              "group \"default\" {\n  targets = [\n    \"a\",\n    \"" + longer +
                  "\",\n  ]\n}\n\ntarget \"a\" {}\n");
}

TEST(InsertGroup, IsTheFirstOfThoseInJson) {
    EXPECT_EQ(json(R"({"target":{"a":{}}})", adds_group({"a", "b"})),
              R"({"group":{"default":{"targets":["a","b"]}},"target":{"a":{}}})");
    EXPECT_EQ(json(R"({"target": {"a": {}}, "group": {"g": {"targets": []}}})", adds_group({"a"})),
              R"({"target": {"a": {}}, "group": {"default": {"targets": ["a"]}, )"
              R"("g": {"targets": []}}})");
    const std::string target = "  \"target\": {\n    \"a\": {}\n  }\n}\n";
    EXPECT_EQ(
        json("{\n  \"group\": {\n    \"g\": {\n      \"targets\": []\n    }\n  },\n" + target,
             adds_group({"a"})),
        "{\n  \"group\": {\n    \"default\": {\n      \"targets\": [\"a\"]\n    },\n    \"g\": "
        "{\n      \"targets\": []\n    }\n  },\n" +
            target);
}

} // namespace dflint::bake
