// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/used_keywords.h"
#include "dflint/source/ascii.h"
#include "dflint/syntax/dockerfile/expand.h"
#include "dflint/syntax/dockerfile/heredoc.h"
#include "dflint/syntax/dockerfile/keyword.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

namespace dflint::rules {
static void check(const model::Build&, Pass&);
static void check_copy(const dockerfile::Instruction&, Pass&);

extern constexpr Rule hidden_heredoc = rule({
    .name = "hidden-heredoc",
    .summary = "Heredoc that BuildKit does not recognise, its body read as instructions or lost",
    .why =
        R"(BuildKit looks for heredocs in RUN, COPY and ADD, and splits their line into words to find them: `<<EOF`
counts only where a word begins, and when a quote of the line has no partner (the apostrophe of a
comment is one) there are no words and no heredocs. The lines of the body are then instructions that
nobody knows. COPY and ADD part their words at each blank as well: `<< EOF` is two paths to them, and
the body is lost.)",
    .bad = "FROM debian:12\nRUN cat<<EOF > /etc/motd\nhello\nEOF\n",
    .good = "FROM debian:12\nRUN cat <<EOF > /etc/motd\nhello\nEOF\n",
    .source = "https://docs.docker.com/reference/dockerfile/#here-documents",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check, check_copy},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;

/// `<<-"EOF"` in an instruction that opens no heredoc.
struct Opener {
    std::uint32_t index; ///< of the instruction
    Span at;             ///< in its joined text
};

class Nothing final : public dockerfile::Variables {
public:
    [[nodiscard]] dockerfile::Variable find(std::string_view) const override { return {}; }
};

class Reader {
public:
    Reader(const model::Build& build, Pass& pass) : pass_(pass), all_(build.instructions()) {}

    void read() {
        for (std::uint32_t i = 0; i < all_.size(); ++i) {
            const Instruction& each = all_[i];
            if (each.keyword == Keyword::unknown) {
                close(i);
            } else if (each.heredocs.empty()) {
                collect(i);
            }
        }
    }

private:
    void collect(std::uint32_t index) {
        const std::string_view text = all_[index].text.text();
        for (std::size_t at = text.find("<<"); at != text.npos; at = text.find("<<", at + 2)) {
            std::size_t begin = at + 2;
            if (begin < text.size() && text[begin] == '-') ++begin;
            while (begin < text.size() && text[begin] == ' ') ++begin;
            if (begin < text.size() && (text[begin] == '"' || text[begin] == '\'')) ++begin;
            std::size_t end = begin;
            while (end < text.size() && ascii::is_in_name(text[end])) ++end;
            if (end == begin) continue;
            const std::size_t close = end < text.size() && text[begin - 1] == text[end] &&
                                              text[end] != ' ' && text[end] != '-'
                                          ? end + 1
                                          : end;
            openers_[text.substr(begin, end - begin)] = {
                index, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(close)}};
        }
    }

    /// An instruction that is nothing but a name that an earlier one asks for.
    void close(std::uint32_t index) {
        const auto found = openers_.find(all_[index].text.text());
        if (found == openers_.end()) return;
        report(found->second, index);
        openers_.erase(found);
    }

    void report(const Opener& opener, std::uint32_t last) {
        const Instruction& head = all_[opener.index];
        const std::string_view text = head.text.text();
        const std::string written = "`" + std::string(head.text.slice(opener.at)) + "`";
        Diagnostic made{.at = head.text.in_file(opener.at), .message = {}};
        const bool can_hold = head.keyword == Keyword::run || head.keyword == Keyword::copy ||
                              head.keyword == Keyword::add || head.keyword == Keyword::onbuild;
        if (!can_hold) {
            made.message = "heredocs stand in RUN, COPY and ADD only: the lines up to " +
                           std::string(all_[last].text.text()) + " are read as instructions";
        } else if (!dockerfile::expand(text, '\\', Nothing()).error.empty()) {
            made.message =
                written +
                " opens no heredoc for BuildKit: a quote or bracket of this line has no partner";
        } else if (head.text.slice(opener.at).starts_with("<<- ")) {
            made.message =
                written + " opens no heredoc for BuildKit: a blank stands behind the dash";
            made.fix = close_up(head, opener.at);
        } else {
            made.message = written + " opens no heredoc for BuildKit: it does not begin a word";
            made.fix = begin_a_word(head, opener.at);
        }
        made.labels = {{all_[opener.index + 1].keyword_at, "is read as an instruction of its own"}};
        made.explains = {all_[opener.index + 1].at.begin, all_[last].at.end};
        pass_.report(std::move(made));
    }

    /// `<<- EOF` to `<<-EOF`
    static std::optional<Fix> close_up(const Instruction& head, Span at) {
        if (!head.text.is_contiguous(at)) return std::nullopt;
        std::string_view name = head.text.slice({at.begin + 3, at.end});
        name.remove_prefix(name.find_first_not_of(' '));
        return Fix{.title = "remove the blank",
                   .applicability = Applicability::safe,
                   .edits = {{head.text.in_file(at), "<<-" + std::string(name)}}};
    }

    /// `cat<<EOF` to `cat <<EOF`. Digits before it are the number of a stream.
    static std::optional<Fix> begin_a_word(const Instruction& head, Span at) {
        const std::string_view text = head.text.text();
        const bool is_glued =
            at.begin > 0 && text[at.begin - 1] != ' ' && text[at.begin - 1] != '\t';
        if (!is_glued) return std::nullopt;
        const std::uint32_t place = head.text.in_file(at.begin);
        return Fix{.title = "put a blank before the opener",
                   .applicability = Applicability::safe,
                   .edits = {{{place, place}, " "}}};
    }

    Pass& pass_;
    const std::vector<Instruction>& all_;
    std::unordered_map<std::string_view, Opener> openers_;
};

/// `<< EOF` to `<<EOF`, where that is the same heredoc and no destination.
std::optional<Fix> close_up_word(std::string_view text, Span at, Span destination) {
    const std::size_t behind = text.find("<<") + 2;
    const std::size_t name = text.find_first_not_of(" \t\r", behind);
    if (name == behind) return std::nullopt; // the blank is one outside ASCII, behind the name
    const std::string_view bare = text.substr(std::min(name, text.size()));
    if (bare.starts_with('-') || bare.find_first_of(" \t\r\n") != bare.npos) return std::nullopt;
    if (at.end >= destination.begin) return std::nullopt;
    return Fix{.title = "remove the blank",
               .applicability = Applicability::safe,
               .edits = {{at, std::string(text.substr(0, text.find("<<") + 2)).append(bare)}}};
}

bool is_word(const std::vector<dockerfile::Word>& words, Span at) {
    const auto found = std::partition_point(
        words.begin(), words.end(), [at](const auto& each) { return each.at.begin < at.begin; });
    return found != words.end() && found->at == at;
}

/// BuildKit takes the bodies off the file by one way of splitting, and the arguments by another.
void judge_copy(const Instruction& copy, Pass& pass) {
    const auto* const list = copy.as<dockerfile::Words>();
    if (list == nullptr) return;
    const dockerfile::HeredocsByName heredocs = dockerfile::heredocs_by_name(copy);
    for (const dockerfile::Heredoc& heredoc : copy.heredocs) {
        const std::string name = "`" + std::string(heredoc.name) + "`";
        const dockerfile::Heredoc& last = *heredocs.at(heredoc.name).last;
        if (!is_word(list->words, heredoc.opener)) {
            const std::string_view text = pass.build().file.slice(heredoc.opener);
            pass.report(
                {.at = heredoc.opener,
                 .message = std::string(dockerfile::written_keyword(copy)) +
                            " parts its words at each blank: these are paths, and the body of " +
                            name + " is lost",
                 .fix = close_up_word(text, heredoc.opener, list->words.back().at)});
        } else if (&heredoc != &last) {
            pass.report(Severity::warning,
                        {.at = heredoc.opener,
                         .message = "this body is lost: BuildKit takes the last one of the name " +
                                    name + " for it",
                         .labels = {{last.opener, "has the same name"}}});
        }
    }
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    if (build.fact<model::UsedKeywords>().has(Keyword::unknown)) Reader(build, pass).read();
}

static void check_copy(const Instruction& instruction, Pass& pass) {
    if (!instruction.heredocs.empty()) judge_copy(instruction, pass);
}
} // namespace dflint::rules
