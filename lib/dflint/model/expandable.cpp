// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/expandable.h"

#include "dflint/model/build.h"
#include "dflint/source/ascii.h"
#include "dflint/source/byte_cursor.h"
#include "dflint/syntax/dockerfile/heredoc.h"
#include "dflint/syntax/dockerfile/mount.h"
#include "dflint/syntax/shell/characters.h"

#include <algorithm>
#include <utility>

namespace dflint::model {

namespace {

using dockerfile::Flag;
using dockerfile::Instruction;
using dockerfile::Keyword;
using dockerfile::Word;

constexpr std::string_view dollar = "$";
constexpr std::string_view quote_signs = "\"'";

bool has_one_of(std::string_view text, std::string_view signs) {
    for (const char sign : signs) {
        if (text.find(sign) != text.npos) return true;
    }
    return false;
}

class Collector {
public:
    Collector(std::string_view file, const Instruction& instruction, std::string_view signs)
        : file_(file), instruction_(instruction), signs_(signs) {}

    std::vector<Expandable> collect() {
        switch (instruction_.keyword) {
        case Keyword::env:
        case Keyword::label:
        case Keyword::arg:
            add_pairs();
            break;
        case Keyword::from:
            add_from();
            break;
        case Keyword::copy:
        case Keyword::add:
            add_files();
            break;
        case Keyword::volume:
            if (const auto* words = instruction_.as<dockerfile::Words>()) {
                for (const Word& word : words->words) add(word);
            }
            break;
        case Keyword::workdir:
        case Keyword::user:
        case Keyword::stopsignal:
            if (const auto* single = instruction_.as<dockerfile::Single>()) add(single->value);
            break;
        case Keyword::run:
            for (const Flag& flag : instruction_.flags) {
                if (flag.name == "mount") add_mount(flag);
            }
            break;
        default:
            break;
        }
        return std::move(found_);
    }

private:
    [[nodiscard]] bool is_wanted(std::string_view text) const { return has_one_of(text, signs_); }

    void add_pairs() {
        const auto* const pairs = instruction_.as<dockerfile::Pairs>();
        if (pairs == nullptr) return;
        for (const dockerfile::Pair& pair : pairs->pairs) {
            if (instruction_.keyword != Keyword::arg) add(pair.key, &pair);
            if (pair.value) add(*pair.value, &pair);
        }
    }

    void add_from() {
        if (const Flag* flag = instruction_.flag("platform"); flag != nullptr && flag->value) {
            add(*flag->value, flag->value_at);
        }
        if (const auto* from = instruction_.as<dockerfile::From>()) add(from->image);
    }

    void add_files() {
        for (const Flag& flag : instruction_.flags) {
            const bool expands =
                flag.name == "chown" || flag.name == "chmod" || flag.name == "checksum";
            if (expands && flag.value) add(*flag.value, flag.value_at);
        }
        const auto* const words = instruction_.as<dockerfile::Words>();
        if (words == nullptr) return;
        std::vector<std::string> bodies;
        for (const Word& word : words->words) {
            auto heredoc = dockerfile::heredoc_word(word.text);
            if (!heredoc) {
                add(word);
            } else if (heredoc->expands && signs_ == dollar) {
                bodies.push_back(std::move(heredoc->name));
            }
        }
        if (bodies.empty()) return;
        const dockerfile::HeredocsByName heredocs = dockerfile::heredocs_by_name(instruction_);
        for (const std::string& name : bodies) {
            const auto named = heredocs.find(name);
            if (named != heredocs.end()) add_body(named->second.last->body);
        }
    }

    void add_body(Span at) {
        const std::string_view body = file_.substr(at.begin, at.size());
        const bool is_known = !found_.empty() && found_.back().at == at;
        if (is_known || !is_wanted(body)) return;
        found_.push_back({.text = body, .at = at, .begin = at.begin, .is_heredoc = true});
    }

    /// BuildKit expands the value of each `key=value` by itself, `from` not at all.
    void add_mount(const Flag& flag) {
        const std::string_view all = flag.value.value_or("");
        if (!is_wanted(all)) return;
        const bool is_exact = all.size() == flag.value_at.size();
        for (const dockerfile::MountField& field : dockerfile::split_mount(all).fields) {
            const bool is_wanted_value = field.value && is_wanted(*field.value);
            if (!is_wanted_value || ascii::equals_ignoring_case(field.key, "from")) continue;
            found_.push_back({.text = *field.value,
                              .at = flag.value_at,
                              .begin = flag.value_at.begin + field.value_at().begin,
                              .is_exact = is_exact});
        }
    }

    void add(std::string_view text, Span at) {
        if (!is_wanted(text)) return;
        found_.push_back(
            {.text = text, .at = at, .begin = at.begin, .is_exact = text.size() == at.size()});
    }

    void add(const Word& word, const dockerfile::Pair* pair = nullptr) {
        if (!is_wanted(word.text)) return;
        // Strings of a JSON array stand between quotes.
        const auto size = static_cast<std::uint32_t>(word.text.size());
        const std::uint32_t quotes = word.logical.size() == size ? 0 : 1;
        found_.push_back({.text = word.text,
                          .at = word.at,
                          .begin = word.logical.begin + quotes,
                          .joined = &instruction_.text,
                          .is_exact = word.logical.size() == size + 2 * quotes,
                          .pair = pair});
    }

    std::string_view file_;
    const Instruction& instruction_;
    std::string_view signs_;
    std::vector<Expandable> found_;
};

/// Most instructions are told by a look at them.
bool may_have_texts(const Instruction& instruction, std::string_view signs) {
    switch (instruction.keyword) {
    case Keyword::run:
        return !instruction.flags.empty();
    case Keyword::cmd:
    case Keyword::entrypoint:
    case Keyword::expose:
    case Keyword::healthcheck:
    case Keyword::maintainer:
    case Keyword::onbuild:
    case Keyword::shell:
    case Keyword::unknown:
        return false;
    default:
        return !instruction.heredocs.empty() || has_one_of(instruction.text.text(), signs);
    }
}

std::vector<Expandable> texts_with(std::string_view file, const Instruction& instruction,
                                   std::string_view signs) {
    if (!may_have_texts(instruction, signs)) return {};
    return Collector(file, instruction, signs).collect();
}

} // namespace

Span Expandable::in_file(Span part) const {
    if (!is_exact) return at;
    const Span shifted = {begin + part.begin, begin + part.end};
    return joined == nullptr ? shifted : joined->in_file(shifted);
}

std::vector<Expandable> expandables(std::string_view file, const Instruction& instruction) {
    return texts_with(file, instruction, dollar);
}

ExpandingInstructions::ExpandingInstructions(const Build& build) {
    const std::string_view text = build.file.text();
    ByteCursor dollars(text, '$');
    for (std::uint32_t i = 0; i < build.instructions().size(); ++i) {
        const Instruction& instruction = build.instructions()[i];
        if (!dollars.is_in(instruction.at)) continue; // most instructions
        auto texts = expandables(text, instruction);
        if (!texts.empty()) all_.push_back({i, std::move(texts)});
    }
}

std::span<const ExpandingInstruction> ExpandingInstructions::in(std::uint32_t begin,
                                                                std::uint32_t end) const {
    const auto first_from = [&](std::uint32_t index) {
        return std::partition_point(all_.begin(), all_.end(),
                                    [&](const auto& each) { return each.index < index; });
    };
    return {first_from(begin), first_from(end)};
}

std::vector<Expandable> quoted_texts(std::string_view file, const Instruction& instruction) {
    return texts_with(file, instruction, quote_signs);
}

bool is_name_of_expansion(std::string_view name) {
    return !name.empty() && shell::is_name_start(name.front()) &&
           std::all_of(name.begin(), name.end(), shell::is_name_letter);
}

} // namespace dflint::model
