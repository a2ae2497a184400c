// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/stray.h"

#include "dflint/model/invisible.h"
#include "dflint/model/tool.h"
#include "dflint/model/trailing_comment.h"
#include "dflint/source/byte_set.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "dflint/syntax/dockerfile/space.h"
#include "dflint/syntax/shell/parse.h"

#include <algorithm>
#include <string_view>

namespace dflint::model {

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;

constexpr NameSet usual_commands = names<
    "7z a2enmod add-apt-repository adduser apk apt apt-get apt-key awk bash brew bundle bunzip2 "
    "bzip2 cargo cat cd chgrp chmod chown chpasswd chsh cmake composer conda configure cp cpanm "
    "curl dash date debconf-set-selections dnf do docker-php-ext-install dotnet dpkg echo else "
    "emerge eval exit export false fi find for gem git go gradle grep groupadd gunzip gzip head if "
    "install java javac ldconfig ln locale-gen ls make mamba microdnf mkdir mv mvn mysql node npm "
    "npx openssl pacman patch pear pecl perl php pip pip2 pip3 pipenv pnpm poetry printf psql pwd "
    "python python2 python3 rm rmdir rpm rsync ruby sed service set sh sleep source ssh-keygen su "
    "sudo supervisord systemctl tail tar tee test then touch tr true umask unzip "
    "update-alternatives "
    "update-ca-certificates useradd usermod virtualenv wget while xargs xz yarn yum zip zypper">;

/// These cannot begin a command: the line goes on with the one before it.
constexpr NameSet followers = names<"&& || | ; ) } then else elif fi do done esac">;

std::string_view first_word(std::string_view text) {
    const auto end = std::find_if(text.begin(), text.end(), dockerfile::is_blank);
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::string_view without_end_blanks(std::string_view text) {
    while (!text.empty() && dockerfile::is_blank(text.back())) text.remove_suffix(1);
    return text;
}

/// The instruction that an ONBUILD holds, or the instruction itself.
const Instruction& inner(const Instruction& instruction) {
    const auto* trigger = instruction.as<dockerfile::Onbuild>();
    return trigger != nullptr && trigger->inner ? *trigger->inner : instruction;
}

/// How an instruction's arguments go on in further lines.
enum class Arguments : std::uint8_t { single, shell, pairs, list };

Arguments arguments_of(const Instruction& instruction) {
    const Instruction& it = inner(instruction);
    switch (it.keyword) {
    case Keyword::run:
    case Keyword::cmd:
    case Keyword::entrypoint: {
        const auto* command = it.as<dockerfile::Command>();
        return command != nullptr && command->json ? Arguments::single : Arguments::shell;
    }
    case Keyword::healthcheck: {
        const auto* health = it.as<dockerfile::Healthcheck>();
        return health == nullptr || health->command.json ? Arguments::single : Arguments::shell;
    }
    case Keyword::env:
    case Keyword::label: {
        const auto* pairs = it.as<dockerfile::Pairs>();
        return pairs == nullptr || pairs->legacy ? Arguments::single : Arguments::pairs;
    }
    case Keyword::arg:
        return Arguments::pairs;
    case Keyword::add:
    case Keyword::copy:
    case Keyword::expose:
    case Keyword::volume: {
        const auto* words = it.as<dockerfile::Words>();
        return words == nullptr || words->json ? Arguments::single : Arguments::list;
    }
    default:
        return Arguments::single;
    }
}

bool all_are_pairs(std::string_view text) {
    bool inside_quotes = false;
    bool has_sign = false;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        const bool at_end = at == text.size();
        if (!at_end && text[at] == '"') inside_quotes = !inside_quotes;
        if (!at_end && text[at] == '=') has_sign = true;
        const bool is_break = at_end || (!inside_quotes && dockerfile::is_blank(text[at]));
        if (!is_break) continue;
        if (!has_sign) return false;
        while (at + 1 < text.size() && dockerfile::is_blank(text[at + 1])) ++at;
        has_sign = false;
    }
    return true;
}

class Finder {
public:
    explicit Finder(const Build& build) : build_(build), all_(build.instructions()) {}

    std::vector<Stray> find() {
        for (std::uint32_t i = 0; i < all_.size();) {
            if (all_[i].keyword != Keyword::unknown) {
                ++i;
            } else if (i > 0 && comment_follows_escape(all_[i - 1])) {
                while (i < all_.size() && all_[i].keyword == Keyword::unknown) ++i;
            } else {
                found_.push_back(next(i));
                i = found_.back().last + 1;
            }
        }
        return std::move(found_);
    }

private:
    [[nodiscard]] bool comment_follows_escape(const Instruction& before) const {
        const auto comments = trailing_comments(build_.file, before, build_.tree.escape);
        return std::any_of(comments.begin(), comments.end(), [](const TrailingComment& each) {
            return each.escape.has_value() && !each.continues;
        });
    }

    Stray next(std::uint32_t index) const {
        Stray stray{.kind = by_itself(all_[index]), .first = index, .last = index};
        if (!belongs(all_[index])) return stray;
        if (index == 0 || all_[index - 1].keyword == Keyword::unknown)
            return with_lines_below(stray);
        const Instruction& head = all_[index - 1];
        for (std::uint32_t i = index; i < all_.size() && belongs(all_[i]); ++i) {
            auto mended = joint(head, all_[i - 1], all_[i]);
            if (!mended) break;
            stray.kind = StrayKind::continued;
            stray.last = i;
            stray.joints.push_back(std::move(*mended));
        }
        if (stray.kind != StrayKind::continued) return with_lines_below(stray);
        stray.is_readable = is_readable(stray);
        return stray;
    }

    /// A command and the lines that follow it without a blank line: a part of a script.
    [[nodiscard]] Stray with_lines_below(Stray stray) const {
        if (stray.kind != StrayKind::command) return stray;
        while (stray.last + 1 < all_.size() && belongs(all_[stray.last + 1]) &&
               !blank_between(all_[stray.last], all_[stray.last + 1])) {
            ++stray.last;
        }
        return stray;
    }

    static bool belongs(const Instruction& instruction) {
        const StrayKind kind = by_itself(instruction);
        return instruction.keyword == Keyword::unknown &&
               (kind == StrayKind::unknown || kind == StrayKind::command);
    }

    static StrayKind by_itself(const Instruction& instruction) {
        const std::string_view text = instruction.text.text();
        const std::string_view word = first_word(text);
        if (word.starts_with("```") || word.starts_with("~~~")) return StrayKind::fence;
        for (const std::string_view sign : {"<<<<<<<", "=======", ">>>>>>>", "|||||||"}) {
            if (word == sign) return StrayKind::conflict;
        }
        for (const std::string_view sign : {"{{", "{%", "{#", "<%", "${"}) {
            if (word.starts_with(sign)) return StrayKind::marker;
        }
        const bool is_alone = word.size() == text.size();
        const std::string_view second = first_word(text.substr(std::min(
            std::min(text.find_first_not_of(" \t", word.size()), text.size()), text.size())));
        const bool calls =
            is_usual_command(second) || second == "docker" || dockerfile::is_instruction(second);
        const bool is_login = word.size() > 3 && word.find('@') != word.npos &&
                              std::string_view("$#>").find(word.back()) != std::string_view::npos;
        if (!is_alone && (word == "$" || is_login || ((word == "%" || word == ">") && calls))) {
            return StrayKind::prompt;
        }
        const bool is_known = is_usual_command(word) || is_outer_command(word);
        return is_known && !is_alone ? StrayKind::command : StrayKind::unknown;
    }

    [[nodiscard]] std::optional<Joint> joint(const Instruction& head, const Instruction& before,
                                             const Instruction& after) const {
        const Arguments arguments = arguments_of(head);
        if (arguments == Arguments::single || !before.heredocs.empty()) return std::nullopt;
        Joint made = ending_of(before);
        switch (made.ending) {
        case Ending::nothing:
            break;
        case Ending::doubled_escape:
            made.is_certain = stands_alone(made.at.begin) || follows(after);
            return blank_between(before, after) && !follows(after) ? std::nullopt
                                                                   : std::optional(made);
        case Ending::invisible:
            made.is_certain = true;
            return blank_between(before, after) && !follows(after) ? std::nullopt
                                                                   : std::optional(made);
        case Ending::punctuation:
            if (blank_between(before, after)) break;
            made.is_certain = inner(head).arguments.size() == 2;
            return made;
        }
        made.ending = Ending::nothing;
        made.at = {before.at.end, before.at.end};
        made.text = std::string(" ") + build_.tree.escape;
        switch (arguments) {
        case Arguments::shell:
            return in_shell(std::move(made), head, before, after);
        case Arguments::pairs:
            if (blank_between(before, after) || !all_are_pairs(first_line(after))) break;
            made.is_certain = true;
            return made;
        case Arguments::list:
            if (blank_between(before, after) || head.first_line == head.last_line ||
                indentation(after.at.begin) == 0) {
                break;
            }
            return made;
        case Arguments::single:
            break;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Joint> in_shell(Joint made, const Instruction& head,
                                                const Instruction& before,
                                                const Instruction& after) const {
        const std::string_view text = before.text.text();
        const bool is_open = text.ends_with("&&") || text.ends_with("||") || text.ends_with("|");
        if (follows(after) || is_open) {
            made.is_certain = true;
            if (is_open) {
                // The whole operator: the shell text it leaves open is another one afterwards.
                const std::uint32_t size = text.ends_with("&&") || text.ends_with("||") ? 2 : 1;
                made.at.begin -= size;
                made.text.insert(0, build_.file.slice(made.at));
            }
            return made;
        }
        const bool is_indented = indentation(after.at.begin) > 0;
        const bool has_lines = head.first_line < before.last_line;
        if (blank_between(before, after) || (!is_indented && !has_lines)) return std::nullopt;
        if (has_lines && is_item_of_list(before, after)) {
            made.is_certain = true;
            return made;
        }
        const std::string_view word = first_word(after.text.text());
        if (is_usual_command(word)) {
            made.text.insert(0, " &&");
            return made;
        }
        return is_indented ? std::optional(std::move(made)) : std::nullopt;
    }

    [[nodiscard]] static std::string_view first_line(const Instruction& instruction) {
        const auto segments = instruction.text.segments();
        const std::string_view text = instruction.text.text();
        return without_end_blanks(segments.size() > 1 ? text.substr(0, segments[1].logical) : text);
    }

    /// One word a line, in the same column: the next package of a list.
    [[nodiscard]] bool is_item_of_list(const Instruction& before, const Instruction& after) const {
        const Span line = build_.file.lines().line(before.last_line, build_.file.text());
        std::string_view last = build_.file.slice(line);
        const auto front = static_cast<std::uint32_t>(
            std::find_if_not(last.begin(), last.end(), dockerfile::is_blank) - last.begin());
        last.remove_prefix(front);
        const Span next_line = build_.file.lines().line(after.first_line, build_.file.text());
        std::string_view next = build_.file.slice({after.at.begin, next_line.end});
        next = without_end_blanks(next);
        if (next.ends_with(build_.tree.escape))
            next = without_end_blanks(next.substr(0, next.size() - 1));
        const auto is_word = [](std::string_view text) {
            return !text.empty() && std::none_of(text.begin(), text.end(), dockerfile::is_blank) &&
                   text.find_first_of("&|;()\"'`") == text.npos;
        };
        return front == indentation(after.at.begin) && is_word(without_end_blanks(last)) &&
               is_word(next);
    }

    /// What stands at the end of the last line of an instruction.
    [[nodiscard]] Joint ending_of(const Instruction& before) const {
        const char escape = build_.tree.escape;
        const Span line = build_.file.lines().line(before.last_line, build_.file.text());
        const std::string_view text = build_.file.slice(line);
        const auto place = [&](std::size_t begin, std::size_t end) {
            return Span{line.begin + static_cast<std::uint32_t>(begin),
                        line.begin + static_cast<std::uint32_t>(end)};
        };
        const std::string_view plain = without_end_blanks(text);
        if (plain.ends_with(escape)) {
            const std::size_t begin = plain.find_last_not_of(escape) + 1;
            return {Ending::doubled_escape, place(begin, plain.size()), std::string(1, escape)};
        }
        const std::string_view visible = text.substr(0, text.size() - trailing_invisible(text));
        if (visible.size() < plain.size() && visible.ends_with(escape)) {
            return {Ending::invisible, place(visible.size() - 1, text.size()),
                    std::string(1, escape)};
        }
        const std::size_t size = plain.size();
        if (size > 1 && plain[size - 2] == escape &&
            (size == 2 || dockerfile::is_blank(plain[size - 3])) &&
            std::string_view("$.,:!?/&|+-_").find(plain.back()) != std::string_view::npos) {
            return {Ending::punctuation, place(size - 2, size), std::string(1, escape)};
        }
        return {};
    }

    /// The escape at `at` is not the end of a word.
    [[nodiscard]] bool stands_alone(std::uint32_t at) const {
        return at == 0 || dockerfile::is_blank(build_.file.text()[at - 1]);
    }

    static bool follows(const Instruction& after) {
        const std::string_view word = first_word(after.text.text());
        return followers.has(word) || word.starts_with("&&") || word.starts_with("||");
    }

    [[nodiscard]] std::uint32_t indentation(std::uint32_t at) const {
        const std::uint32_t line = build_.file.lines().begin_of(build_.file.lines().line_of(at));
        return at - line;
    }

    /// A line with nothing in it; comments do not part what belongs together.
    [[nodiscard]] bool blank_between(const Instruction& before, const Instruction& after) const {
        for (std::uint32_t line = before.last_line + 1; line < after.first_line; ++line) {
            const Span at = build_.file.lines().line(line, build_.file.text());
            if (without_end_blanks(build_.file.slice(at)).empty()) return true;
        }
        return false;
    }

    /// Joins the texts as the mended lines would be, and reads them.
    [[nodiscard]] bool is_readable(const Stray& stray) const {
        std::string text;
        const Instruction& head = all_[stray.first - 1];
        for (std::uint32_t i = stray.first - 1; i <= stray.last; ++i) {
            const Instruction& part = all_[i];
            if (!part.heredocs.empty()) return false;
            std::uint32_t end = static_cast<std::uint32_t>(part.text.text().size());
            if (i < stray.last) {
                const Joint& made = stray.joints[i + 1 - stray.first];
                while (end > 0 && part.text.in_file(end - 1) >= made.at.begin) --end;
            }
            text.append(part.text.text().substr(0, end));
            if (i == stray.last) break;
            const std::string& mended = stray.joints[i + 1 - stray.first].text;
            text.append(mended.substr(0, mended.size() - 1)).append(" ");
        }
        std::string whole = build_.tree.escape == '`' ? "# escape=`\n" : "";
        const SourceFile file("", whole.append("FROM scratch\n").append(text));
        const dockerfile::Tree tree = dockerfile::parse(file);
        if (!tree.errors.empty() || tree.instructions.size() != 2) return false;
        if (arguments_of(head) != Arguments::shell) return true;
        const Instruction& joined = inner(tree.instructions.back());
        const std::string_view script = joined.text.slice(joined.arguments);
        return !shell::parse(script, shell::Dialect::bash).error;
    }

    const Build& build_;
    const std::vector<Instruction>& all_;
    std::vector<Stray> found_;
};

} // namespace

ForeignFile foreign_file(const Build& build) {
    const auto& all = build.instructions();
    const std::string_view text = build.file.text();
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return ForeignFile::utf16;
    const auto unknown =
        static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const Instruction& each) {
            return each.keyword == Keyword::unknown;
        }));
    const bool has_stage = std::any_of(all.begin(), all.end(), [](const Instruction& each) {
        return each.keyword == Keyword::from;
    });
    if (has_stage || unknown == 0 || has_foreign_frontend(build) || unknown * 3 < all.size() * 2)
        return ForeignFile::no;
    const std::string_view first = all.front().text.text();
    if (text.starts_with("#!") && first_word(text).find('/') != text.npos) {
        return ForeignFile::shell_script;
    }
    if (all.size() == 1) {
        const bool is_path = first_word(first) == first && first.find('/') != first.npos &&
                             build.file.lines().line_count() <= 2;
        return is_path ? ForeignFile::link : ForeignFile::no;
    }
    const auto begins = [&](std::string_view word) {
        return std::any_of(all.begin(), all.end(), [&](const Instruction& each) {
            return first_word(each.text.text()) == word;
        });
    };
    if (begins("services:")) return ForeignFile::compose;
    if (first.starts_with('{')) {
        return first.starts_with("{{") || first.starts_with("{%") ? ForeignFile::no
                                                                  : ForeignFile::json;
    }
    if ((begins("target") || begins("group")) && first.find('{') != first.npos) {
        return ForeignFile::bake;
    }
    // A fragment with a misspelt instruction or two is not foreign.
    return unknown == all.size() && unknown > 4 ? ForeignFile::other : ForeignFile::no;
}

Strays::Strays(const Build& build) {
    const auto& instructions = build.instructions();
    const bool has_unknown =
        std::any_of(instructions.begin(), instructions.end(),
                    [](const Instruction& each) { return each.keyword == Keyword::unknown; });
    if (!has_unknown || has_foreign_frontend(build) || foreign_file(build) != ForeignFile::no)
        return;
    all = Finder(build).find();
}

bool is_outer_command(std::string_view word) {
    return word == "docker" || word == "docker-compose" || word == "podman" || word == "kubectl" ||
           word == "boot2docker";
}

bool has_foreign_frontend(const Build& build) {
    if (!build.tree.frontend) return false;
    const std::string_view repository = ImageName::split(build.tree.frontend->image).repository;
    const std::string_view name = repository.substr(repository.rfind('/') + 1);
    return name != "dockerfile" && name != "dockerfile-upstream";
}

bool is_usual_command(std::string_view word) {
    if (word.starts_with("./") || (word.starts_with('/') && word.find('/', 1) != word.npos)) {
        return true;
    }
    return usual_commands.has(word);
}

std::optional<Span> template_marker(std::string_view text) {
    constexpr std::pair<std::string_view, std::string_view> markers[] = {
        {"{{", "}}"}, {"{%", "%}"}, {"<%", "%>"}};
    static constexpr ByteSet openers("{<");
    if (openers.first_in(text) == text.npos) return std::nullopt;
    for (const auto& [open, close] : markers) {
        const std::size_t begin = text.find(open);
        if (begin == text.npos) continue;
        const std::size_t end = text.find(close, begin + open.size());
        return Span{
            static_cast<std::uint32_t>(begin),
            static_cast<std::uint32_t>(end == text.npos ? text.size() : end + close.size())};
    }
    return std::nullopt;
}

} // namespace dflint::model
