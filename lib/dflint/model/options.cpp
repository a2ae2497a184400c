// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/options.h"

#include "dflint/model/parts_of_words.h"
#include "dflint/model/tool.h"
#include "dflint/source/ascii.h"

#include <array>

namespace dflint::model {

namespace {

bool is_operand_like(std::string_view text) {
    return text.empty() || text.front() != '-' || text.size() == 1;
}

bool is_number(std::string_view text) {
    return !text.empty() && (text.front() == '$' || ascii::is_digit(text.front()));
}

/// "-x" for each letter: options of a cluster need a name that lives on.
std::string_view letter_name(char letter) {
    static constexpr auto names = [] {
        std::array<char, 512> out{};
        for (std::size_t i = 0; i < 256; ++i) {
            out[2 * i] = '-';
            out[2 * i + 1] = static_cast<char>(i);
        }
        return out;
    }();
    return {names.data() + 2 * static_cast<std::size_t>(static_cast<unsigned char>(letter)), 2};
}

/// The row of that name, or the place where it would stand.
const Verb* lower_bound(std::span<const Verb> verbs, std::string_view name) {
    return std::lower_bound(
        verbs.data(), verbs.data() + verbs.size(), name,
        [](const Verb& verb, std::string_view wanted) { return verb.name < wanted; });
}

/// `name` is the first word of `row`'s two.
bool starts_row(const Verb& row, std::string_view name) {
    return row.name.size() > name.size() && row.name[name.size()] == ' ' &&
           row.name.starts_with(name);
}

class Reader {
public:
    Reader(Command& command, const Tool& tool) : command_(command), tool_(tool) {}

    void read() {
        command_.has_grammar = true;
        command_.operands.reserve(words().size());
        command_.options.reserve(static_cast<std::size_t>(
            std::count_if(words().begin(), words().end(),
                          [](const Word& word) { return word.text.starts_with('-'); })));
        if (tool_.starts_with_letters) read_bare_letters();
        while (at_ < words().size() && !is_done_) read_word();
        for (; at_ < words().size(); ++at_) add_operand();
        if (command_.verb.empty() && !group_.empty()) take_verb(group_, group_row_);
        if (command_.verb.empty() && command_.operands.empty()) take_default_verb();
    }

private:
    [[nodiscard]] const std::vector<Word>& words() const { return command_.words; }
    [[nodiscard]] std::uint32_t index() const { return static_cast<std::uint32_t>(at_); }

    void read_word() {
        const Word& word = words()[at_];
        const WordShape shape = shape_of(word.text);
        switch (shape.kind) {
        case WordShape::Kind::operand:
            return read_operand(word);
        case WordShape::Kind::dashes:
            ++at_;
            if (tool_.dashes_end_operands) at_ = words().size();
            is_done_ = true;
            return;
        case WordShape::Kind::long_option:
            return read_long(word, shape);
        case WordShape::Kind::letters:
            return tool_.has_single_dash_names ? read_single_dash(word) : read_letters(word);
        }
    }

    // ---- verbs and operands

    void read_operand(const Word& word) {
        if (wants_verb_) {
            if (tool_.has_plus_word && at_ == 0 && word.text.starts_with('+')) {
                ++at_;
                return;
            }
            // `apt-get $OPTIONS install`: what is not known may stand before the verb.
            if (word.is_static() && read_verb(word)) return;
        }
        add_operand();
        ++at_;
        if (verb_ != nullptr && verb_->runs_a_program) is_done_ = true;
    }

    void add_operand() { command_.operands.push_back(index()); }

    /// False when the word is an operand after all.
    bool read_verb(const Word& word) {
        const std::span verbs = tool_.verbs;
        if (!group_.empty()) {
            const Verb* const row = find_pair(group_, word.text);
            take_verb(row != nullptr ? row->name : group_, row != nullptr ? row : group_row_);
            if (row == nullptr) return false;
            command_.verb_at = cover(command_.verb_at, word.at);
            command_.verb_word = index();
            ++at_;
            return true;
        }
        const Verb* const next = lower_bound(verbs, word.text);
        const bool is_known = next != verbs.data() + verbs.size() && next->name == word.text;
        const Verb* const row = is_known ? next : nullptr;
        const bool is_group = has_pairs(next, word.text);
        if (row == nullptr && !is_group && !command_.operands.empty()) {
            wants_verb_ = false; // the unknown word before it may have been the verb
            return false;
        }
        command_.verb_at = word.at;
        command_.verb_word = index();
        if (is_group) {
            group_ = word.text;
            group_row_ = row;
        } else {
            take_verb(word.text, row);
            is_done_ = row == nullptr && tool_.runs_unknown_verbs;
        }
        ++at_;
        return true;
    }

    void take_default_verb() {
        if (command_.has_option({"--version", "-v", "--help", "-h"})) return;
        const std::uint32_t end = command_.name_word.at.end;
        command_.verb = tool_.default_verb;
        command_.verb_at = {end, end};
    }

    void take_verb(std::string_view name, const Verb* row) {
        verb_ = row;
        command_.verb = row != nullptr && !row->means.empty() ? row->means : name;
        wants_verb_ = false;
        group_ = {};
    }

    [[nodiscard]] bool has_pairs(const Verb* row, std::string_view first) const {
        const Verb* const end = tool_.verbs.data() + tool_.verbs.size();
        if (row != end && row->name == first) ++row;
        return row != end && starts_row(*row, first);
    }

    [[nodiscard]] const Verb* find_pair(std::string_view first, std::string_view second) const {
        const Verb* const end = tool_.verbs.data() + tool_.verbs.size();
        for (const Verb* row = lower_bound(tool_.verbs, first); row != end; ++row) {
            if (starts_row(*row, first)) {
                if (row->name.substr(first.size() + 1) == second) return row;
            } else if (row->name != first) {
                break;
            }
        }
        return nullptr;
    }

    // ---- options

    enum class Role : std::uint8_t { unknown, flag, valued };

    /// The nearest table that knows the option decides: conda's -f has a value, but not in `clean`.
    [[nodiscard]] std::array<const Options*, 4> tables() const {
        return {verb_ != nullptr ? &verb_->options : nullptr,
                group_row_ != nullptr ? &group_row_->options : nullptr, &tool_.anywhere,
                wants_verb_ ? &tool_.before : nullptr};
    }
    template <class Has> [[nodiscard]] Role role_of(Has has) const {
        for (const Options* const table : tables()) {
            if (table == nullptr) continue;
            if (has(table->flags)) return Role::flag;
            if (has(table->valued)) return Role::valued;
        }
        return Role::unknown;
    }
    [[nodiscard]] Role role_of(std::string_view name) const {
        return role_of([name](const NameSet& set) { return set.has(name); });
    }
    [[nodiscard]] Role role_of(char letter) const {
        return role_of([letter](const NameSet& set) { return set.has_letter(letter); });
    }

    /// The only option that begins so; nothing when there are none or several.
    [[nodiscard]] std::string_view completed(std::string_view beginning) const {
        std::string_view found;
        for (const Options* const table : tables()) {
            if (table == nullptr) continue;
            for (const NameSet* const set : {&table->flags, &table->valued}) {
                for (const std::string_view name : set->beginning_with(beginning)) {
                    if (!found.empty() && found != name) return {};
                    found = name;
                }
            }
        }
        return found;
    }

    /// The name under which an option is known, whichever way it is written.
    [[nodiscard]] std::string_view full_name(std::string_view written) const {
        std::string_view name = written;
        if (tool_.completes_names && written.size() > 2 && role_of(written) == Role::unknown) {
            if (const std::string_view full = completed(written); !full.empty()) name = full;
        }
        for (const Synonym& synonym : tool_.synonyms) {
            if (synonym.name == name) return synonym.means;
        }
        return name;
    }

    void read_long(const Word& word, const WordShape& shape) {
        const std::string_view name = full_name(shape.name);
        if (shape.value) {
            add(name, word, shape.name.size() + 1);
            ++at_;
            return;
        }
        Role role = role_of(name);
        // Go's flag package reads `--tags` and `-tags` as one.
        if (role == Role::unknown && tool_.has_single_dash_names)
            role = role_of(shape.name.substr(1));
        if (role == Role::valued || takes_number(name)) return read_next_value(name);
        read_flag(name, role);
    }

    /// An option with an optional number stands before one: `make -j 8`.
    [[nodiscard]] bool takes_number(std::string_view name) const {
        return tool_.numbered.has(name) && at_ + 1 < words().size() &&
               is_number(words()[at_ + 1].text);
    }

    /// `-name`, `-name value`, `-name=value`, `-Dname=value`.
    void read_single_dash(const Word& word) {
        const std::string_view text = word.text;
        const Role role = role_of(text);
        if (role == Role::valued || takes_number(text)) return read_next_value(text);
        if (role == Role::flag) return read_flag(text, role);
        const std::string_view name = text.substr(0, text.find('='));
        if (name.size() < text.size() && role_of(name) != Role::unknown) {
            add(name, word, name.size() + 1);
        } else if (text.size() > 2 &&
                   (role_of(text[1]) == Role::valued || tool_.numbered.has_letter(text[1]))) {
            add(letter_name(text[1]), word, 2);
        } else {
            return read_flag(text, role);
        }
        ++at_;
    }

    void read_letters(const Word& word) {
        const std::string_view text = word.text;
        for (std::size_t i = 1; i < text.size(); ++i) {
            // Dashes and quotes of a word processor: no cluster of any tool.
            if (static_cast<unsigned char>(text[i]) >= 0x80) return read_flag(text, Role::unknown);
            const std::string_view name = letter_name(text[i]);
            const Role role = role_of(text[i]);
            if (i + 1 == text.size()) {
                if (role == Role::valued || takes_number(name)) return read_next_value(name);
                return read_flag(name, role);
            }
            const bool has_equals = text[i + 1] == '='; // apt-get -q=2
            if (has_equals || role == Role::valued || tool_.numbered.has_letter(text[i])) {
                add(name, word, has_equals ? i + 2 : i + 1);
                break;
            }
            if (!tool_.knows_all_valued && role == Role::unknown) command_.options_uncertain = true;
            add(name, word);
        }
        ++at_;
    }

    void read_flag(std::string_view name, Role role) {
        const Word* const next = at_ + 1 < words().size() ? &words()[at_ + 1] : nullptr;
        if (tool_.flags_take_booleans && next != nullptr &&
            (next->is("true") || next->is("false"))) {
            return read_next_value(name);
        }
        if (role == Role::unknown && !tool_.knows_all_valued && next != nullptr &&
            is_operand_like(next->text)) {
            command_.options_uncertain = true;
        }
        add(name, words()[at_]);
        ++at_;
    }

    /// The value is the whole next word, whatever it looks like.
    void read_next_value(std::string_view name) {
        Option option = make(name, words()[at_]);
        ++at_;
        if (at_ < words().size()) set_value(option, words()[at_]);
        command_.options.push_back(option);
        if (at_ < words().size()) ++at_;
    }

    void set_value(Option& option, const Word& value) const {
        option.value = value.text;
        option.value_at = value.at;
        option.value_word = index();
        option.at = cover(option.at, value.at);
    }

    [[nodiscard]] Option make(std::string_view name, const Word& word) const {
        return {.name = name,
                .at = word.at,
                .value = std::nullopt,
                .value_at = {},
                .word = index(),
                .value_word = index()};
    }

    void add(std::string_view name, const Word& word) {
        command_.options.push_back(make(name, word));
    }
    /// The value is what follows `offset` in the same word.
    void add(std::string_view name, const Word& word, std::size_t offset) {
        Option option = make(name, word);
        option.value = word.text.substr(offset);
        option.value_at = rest_in_file(command_, word, offset);
        command_.options.push_back(option);
    }

    /// `tar xzf a.tgz`: each letter that takes a value takes the next word in turn.
    void read_bare_letters() {
        if (words().empty() || !words()[0].is_static() || !is_operand_like(words()[0].text)) return;
        const Word& word = words()[0];
        at_ = 1;
        for (const char letter : word.text) {
            Option option{.name = letter_name(letter),
                          .at = word.at,
                          .value = std::nullopt,
                          .value_at = {},
                          .word = 0,
                          .value_word = 0};
            if (role_of(letter) == Role::valued && at_ < words().size()) {
                set_value(option, words()[at_]);
                ++at_;
            }
            command_.options.push_back(option);
        }
    }

    Command& command_;
    const Tool& tool_;
    const Verb* verb_ = nullptr;
    std::string_view group_; ///< the first word of a verb of two, until the second is read
    const Verb* group_row_ = nullptr;
    std::size_t at_ = 0;
    bool wants_verb_ = !tool_.verbs.empty();
    bool is_done_ = false; ///< only operands follow
};

} // namespace

void read_options(Command& command) {
    const Tool* const tool = tool_named(command.name);
    if (tool != nullptr) Reader(command, *tool).read();
}

} // namespace dflint::model
