// SPDX-License-Identifier: Apache-2.0
// Any word under any scope and each escape character: there is a result, an error or an unknown
// value, and never a text out of proportion. The first two bytes choose escape and scope.
#include "dflint/syntax/dockerfile/expand.h"
#include "dflint/syntax/dockerfile/shell_lex.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace dflint::dockerfile;

/// Each name is unset, unknown or one of a few values; which one depends on the seed.
class Scope final : public Variables {
public:
    explicit Scope(std::uint8_t seed) : seed_(seed) {}
    [[nodiscard]] Variable find(std::string_view name) const override {
        using State = Variable::State;
        unsigned mixed = seed_;
        for (const char c : name) mixed = mixed * 31 + static_cast<unsigned char>(c);
        switch (mixed % 8) {
        case 0:
            return {};
        case 1:
            return {State::unknown, {}};
        case 2:
            return {State::known, ""};
        case 3:
            return {State::known, "a*b/c\\d.e"};
        case 4:
            return {State::known, "$a${b}'\"` "};
        case 5:
            return {State::known, "\xff\xc3\xa9\xe2\x82"};
        case 6:
            return {State::known, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
        default:
            return {State::known, "x"};
        }
    }

private:
    std::uint8_t seed_;
};

void require(bool holds) {
    if (!holds) std::abort();
}

/// What is looked up elsewhere: heredoc words and the words of ENV keep what they hold.
void lex_every_way(std::string_view word, char escape, const Variables& variables) {
    for (unsigned choice = 0; choice < 8; ++choice) {
        const LexOptions options{escape, (choice & 1) != 0, (choice & 2) != 0, (choice & 4) != 0};
        const Lexed lexed = lex(word, options, &variables);
        for (const LexedWord& each : lexed.words) {
            require(each.at.begin <= each.at.end && each.at.end <= word.size());
        }
        require(lexed.error.empty() || lexed.words.empty());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const char escape = (data[0] & 1) != 0 ? '`' : '\\';
    const Scope scope(data[1]);
    const std::string_view word(reinterpret_cast<const char*>(data) + 2, size - 2);
    const Expanded expanded = expand(word, escape, scope);
    require(!expanded.text || expanded.error.empty());
    require(!expanded.text || expanded.text->size() <= word.size() * 8 + (1U << 16));
    require(expand(word, escape, scope).text == expanded.text);
    lex_every_way(word, escape, scope);
    return 0;
}
