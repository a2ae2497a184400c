// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/hcl_tokens.h"

#include "dflint/fix/embedded.h"
#include "dflint/syntax/hcl/embedded.h"
#include "dflint/syntax/hcl/parse.h"
#include "dflint/syntax/hcl/token.h"

#include <algorithm>

namespace dflint::fix {

namespace {

using K = hcl::TokenKind;

/// Gives each token of the native syntax its role, by the brackets around it and by what begins its
/// line.
class Roles {
public:
    explicit Roles(const std::vector<hcl::Token>& tokens) : tokens_(tokens) {}

    std::vector<Token> all() {
        std::vector<Token> result;
        for (at_ = 0; at_ < tokens_.size(); ++at_) {
            const hcl::Token& token = tokens_[at_];
            const Role role = step(token);
            if (token.kind != K::newline && !token.at.empty()) result.push_back({token.at, role});
        }
        return result;
    }

private:
    enum class Place : std::uint8_t { body, object, heredoc, other };
    struct Around {
        Place place = Place::body;
        bool begins_item = true;
        bool is_header = false; ///< between the type of a block and its brace
    };

    Role step(const hcl::Token& token) {
        switch (token.kind) {
        case K::newline:
            next_item();
            return Role::punctuation;
        case K::comma:
            if (around().place == Place::object) next_item();
            return Role::punctuation;
        case K::identifier:
            return identifier();
        case K::literal:
        case K::escape:
            return text();
        case K::number:
            return Role::value;
        case K::invalid:
            return Role::unreadable;
        case K::open_brace:
            open(around().is_header ? Place::body : Place::object);
            break;
        case K::open_heredoc:
            open(Place::heredoc);
            break;
        case K::close_heredoc:
            close();
            return Role::heredoc_end;
        case K::open_quote:
            open_quote();
            break;
        default:
            if (hcl::is_opener(token.kind)) open(Place::other);
            if (hcl::is_closer(token.kind)) close();
        }
        return Role::punctuation;
    }

    Role identifier() {
        Around& here = around();
        const bool begins_item = here.begins_item && here.place != Place::other;
        here.begins_item = false;
        if (begins_item) {
            const K next = tokens_[at_ + 1].kind;
            if (next == K::equal || next == K::colon) return Role::key;
            here.is_header = here.place == Place::body;
            return here.is_header ? Role::keyword : Role::word;
        }
        return here.is_header ? Role::argument : Role::word;
    }

    [[nodiscard]] Role text() const {
        if (around_.size() > 1 && around_[around_.size() - 2].is_header) return Role::argument;
        return around().place == Place::heredoc ? Role::heredoc_body : Role::value;
    }

    void open(Place place) {
        around().begins_item = false;
        if (place == Place::body) around().is_header = false;
        around_.push_back({place});
    }
    /// The quotes of a label belong to the header that they stand in.
    void open_quote() {
        around().begins_item = false;
        around_.push_back({Place::other});
    }
    void close() {
        if (around_.size() > 1) around_.pop_back();
    }
    void next_item() {
        around().begins_item = true;
        around().is_header = false;
    }
    [[nodiscard]] Around& around() { return around_.back(); }
    [[nodiscard]] const Around& around() const { return around_.back(); }

    const std::vector<hcl::Token>& tokens_;
    std::size_t at_ = 0;
    std::vector<Around> around_{{}};
};

/// The pieces of JSON: strings, words and brackets. A string before a colon is a key.
std::vector<Token> json_tokens(std::string_view text) {
    constexpr std::string_view symbols = "{}[],:";
    constexpr std::string_view blanks = " \t\r\n";
    std::vector<Token> tokens;
    for (std::size_t at = 0; (at = text.find_first_not_of(blanks, at)) != text.npos;) {
        const std::size_t begin = at;
        Role role = Role::punctuation;
        if (text[at] == '"') {
            role = Role::json;
            for (++at; at < text.size() && text[at] != '"' && text[at] != '\n'; ++at) {
                if (text[at] == '\\') ++at;
            }
            at = std::min(at + 1, text.size());
        } else if (symbols.find(text[at]) != symbols.npos) {
            if (text[at] == ':' && !tokens.empty() && tokens.back().role == Role::json) {
                tokens.back().role = Role::key;
            }
            ++at;
        } else {
            role = Role::value;
            at = std::min(text.find_first_of("{}[],:\" \t\r\n", at), text.size());
        }
        tokens.push_back(
            {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}, role});
    }
    return tokens;
}

/// The Dockerfiles that are written in targets. A variable in one is read as a word, whatever it
/// stands for: one that is no word is in no text that can be edited.
std::vector<EmbeddedText> dockerfiles_in(const SourceFile& file, const hcl::File& tree) {
    std::vector<EmbeddedText> texts;
    for (const hcl::Block& block : tree.body.blocks) {
        if (block.type.text != "target") continue;
        const hcl::Attribute* const written = block.body().attribute("dockerfile-inline");
        if (written == nullptr) continue;
        const auto as_word = [](const hcl::Expr&) { return std::string("x"); };
        if (auto text = hcl::embedded_text(file, written->expr, as_word)) {
            texts.push_back(*std::move(text));
        }
    }
    return texts;
}

Reading reading_of(const SourceFile& file, const hcl::File& tree, Inner inner,
                   std::vector<Token> tokens, const Diagnostics& mistakes) {
    Reading reading{std::move(tokens), {}, '\\', file.text().starts_with("\xEF\xBB\xBF")};
    read_dockerfiles(dockerfiles_in(file, tree), inner, reading);
    std::vector<std::uint32_t> bad_lines;
    for (const Diagnostic& each : mistakes) {
        reading.mistakes.push_back({each.message, each.at});
        bad_lines.push_back(file.position(each.at.begin).line);
    }
    if (bad_lines.empty()) return reading;
    std::ranges::sort(bad_lines);
    for (Token& token : reading.tokens) {
        const std::uint32_t line = file.position(token.at.begin).line;
        if (std::ranges::binary_search(bad_lines, line)) token.role = Role::unreadable;
    }
    return reading;
}

} // namespace

Reading read_hcl(const SourceFile& file, Inner inner) {
    Diagnostics mistakes;
    const hcl::File tree = hcl::parse(file, mistakes);
    std::deque<std::string> texts;
    Diagnostics repeated;
    const Span all{0, static_cast<std::uint32_t>(file.text().size())};
    const hcl::Tokens lexed = hcl::lex(file.text(), all, hcl::LexMode::code, texts, repeated);
    std::vector<Token> tokens = Roles(lexed.tokens).all();
    for (const hcl::Comment& each : lexed.comments) tokens.push_back({each.at, Role::comment});
    std::ranges::sort(tokens, {}, [](const Token& each) { return each.at.begin; });
    return reading_of(file, tree, inner, std::move(tokens), mistakes);
}

Reading read_hcl_json(const SourceFile& file, Inner inner) {
    Diagnostics mistakes;
    const hcl::BlockType target{"target", 1};
    const hcl::File tree = hcl::parse_json(file, {&target, 1}, mistakes);
    return reading_of(file, tree, inner, json_tokens(file.text()), mistakes);
}

} // namespace dflint::fix
