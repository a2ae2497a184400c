// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/source/ascii.h"
#include "dflint/source/quote.h"

#include <algorithm>
#include <string>

namespace dflint::rules {
static void check(const model::Install&, Pass&);

extern constexpr Rule unquoted_specifier = rule({
    .name = "unquoted-specifier",
    .summary = "Version bound that the shell takes for a redirection",
    .why =
        R"(To the shell an unquoted `<` or `>` is a redirection: `pip install numpy>=1.26` installs
any numpy and writes what pip says into a file called `=1.26`. The bound is lost without a word, and
so is the log of the install. With `<` the shell looks for a file to read, and the step fails.)",
    .bad = "FROM python:3.12\nRUN pip install numpy>=1.26\n",
    .good = "FROM python:3.12\nRUN pip install \"numpy>=1.26\"\n",
    .source = "https://pip.pypa.io/en/stable/reference/requirement-specifiers/",
    .group = Group::correctness,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using shell::Redirect;
using shell::RedirectOp;

/// A word and the redirections glued to it: what was meant as one word.
struct Specifier {
    Span word;             ///< in the script; empty when blanks part it from the operator
    Span all;              ///< word and redirections
    bool reads = false;    ///< the first operator is <
    std::string_view file; ///< its target
};

/// `>=1`, `<2`, `>~1`: no file is called like that.
bool looks_like_bound(const Redirect& redirect) {
    if (!redirect.fd.empty() || redirect.target.text.empty()) return false;
    if (redirect.op != RedirectOp::output && redirect.op != RedirectOp::input) return false;
    const char c = redirect.target.raw.front();
    return c == '=' || c == '~' || ascii::is_digit(c);
}

class Reader {
public:
    Reader(const model::Install& install, Pass& pass)
        : install_(install), command_(*install.command), script_(*command_.script), pass_(pass) {}

    void read() {
        const auto& redirects = command_.node->redirects;
        for (std::size_t i = 0; i < redirects.size(); ++i) {
            if (!looks_like_bound(redirects[i])) continue;
            Specifier specifier;
            specifier.reads = redirects[i].op == RedirectOp::input;
            specifier.file = redirects[i].target.text;
            specifier.word = word_before(redirects[i].at.begin);
            specifier.all = cover(specifier.word, redirects[i].at);
            if (specifier.word.empty()) {
                specifier.all = redirects[i].at;
                // `foo > 1`: a file may have a digit for its name.
                if (redirects[i].target.raw.front() != '=') continue;
            }
            const std::size_t first = i;
            while (i + 1 < redirects.size() && redirects[i + 1].at.begin == specifier.all.end) {
                specifier.all.end = redirects[++i].at.end;
            }
            report(redirects[first], specifier);
        }
    }

private:
    /// The word of the command that ends at the offset; empty when there is none.
    [[nodiscard]] Span word_before(std::uint32_t offset) const {
        const model::Word* const word = last_word_up_to(offset);
        return word != nullptr && word->shell->at.end == offset ? word->shell->at : Span{};
    }

    /// The last word that ends at the offset or before it.
    [[nodiscard]] const model::Word* last_word_up_to(std::uint32_t offset) const {
        const auto after = std::partition_point(
            command_.words.begin(), command_.words.end(),
            [&](const model::Word& word) { return word.shell->at.end <= offset; });
        return after == command_.words.begin() ? nullptr : &*std::prev(after);
    }

    void report(const Redirect& redirect, const Specifier& specifier) {
        const std::string_view word =
            script_.tree.text.substr(specifier.word.begin, specifier.word.size());
        Diagnostic diagnostic{.at = script_.text.in_file(redirect.at), .message = {}};
        diagnostic.message = specifier.reads ? "unquoted `<` makes the shell read a file "
                                             : "unquoted `>` makes the shell write the output of " +
                                                   in_code(command_.name) + " to a file ";
        diagnostic.message += in_code(specifier.file) + ", and no bound is left";
        if (!word.empty()) diagnostic.message += " for " + in_code(word);
        diagnostic.fix = quoted(specifier);
        pass_.report(std::move(diagnostic));
    }

    /// apt and dnf have no bounds: quoted, the word would be a package nobody has.
    [[nodiscard]] bool knows_bounds() const {
        using enum model::Manager;
        switch (install_.manager) {
        case apt:
        case dnf:
        case zypper:
            return false;
        default:
            return true;
        }
    }

    /// The option before a bound that stands alone takes it as its value: `-v >=5`.
    [[nodiscard]] bool is_value_of_option(const Specifier& specifier) const {
        const model::Word* const before = last_word_up_to(specifier.all.begin);
        return before != nullptr && (before->is("-v") || before->is("--version"));
    }

    [[nodiscard]] std::optional<Fix> quoted(const Specifier& specifier) const {
        const std::string_view raw =
            script_.tree.text.substr(specifier.all.begin, specifier.all.size());
        const bool is_plain = raw.find_first_of("\"'\\`!") == raw.npos;
        // Other quotes stand around it, the shell's or those of JSON.
        if (!command_.run->is_shell_form || command_.position.in_nested_script) return {};
        if (!is_plain || !knows_bounds() || !script_.text.is_contiguous(specifier.all)) return {};
        if (specifier.word.empty() && !is_value_of_option(specifier)) return {};
        // Blanks between operator and version are fine in a Python requirement only.
        if (raw.find_first_of(" \t") != raw.npos) return {};
        const Span at = script_.text.in_file(specifier.all);
        return Fix{.title = "quote the bound",
                   .applicability = Applicability::safe,
                   .edits = {{at, "\"" + std::string(raw) + "\""}}};
    }

    const model::Install& install_;
    const model::Command& command_;
    const model::Script& script_;
    Pass& pass_;
};

} // namespace

static void check(const model::Install& install, Pass& pass) {
    Reader(install, pass).read();
}
} // namespace dflint::rules
