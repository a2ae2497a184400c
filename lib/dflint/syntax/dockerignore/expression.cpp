// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerignore/expression.h"

#include "dflint/source/utf8.h"

#include <algorithm>
#include <limits>

namespace dflint::dockerignore {

namespace {

constexpr char32_t none = std::numeric_limits<char32_t>::max(); ///< before and behind the text

bool is_word(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

bool contains(const Expression::Set& set, char32_t c) {
    return std::any_of(set.begin(), set.end(),
                       [&](const auto& range) { return range.first <= c && c <= range.second; });
}

} // namespace

/// All ways through the states at once: a list of the states reached so far, without repetitions.
class Simulation {
public:
    using Op = Expression::Op;

    explicit Simulation(const Expression& expression)
        : expression_(expression), seen_(expression.states_.size(), 0) {}

    bool run(std::string_view path) {
        char32_t before = none;
        std::vector<std::uint32_t> next;
        for (std::size_t at = 0;;) {
            const bool is_end = at == path.size();
            const auto character = is_end ? utf8::Decoded{none, 0, true} : utf8::decode(path, at);
            // What was reached by reading goes on, and a match may also begin here.
            ++round_;
            current_.clear();
            for (const std::uint32_t state : next) reach(state, before, character.code_point);
            reach(0, before, character.code_point);
            if (is_matched_) return true;
            if (is_end) return false;
            next.clear();
            for (const std::uint32_t state : current_) {
                if (reads(expression_.states_[state], character.code_point)) {
                    next.push_back(state + 1);
                }
            }
            before = character.code_point;
            at += character.size;
        }
    }

private:
    /// Adds the state and all that is reached from it without reading.
    void reach(std::uint32_t first, char32_t before, char32_t after) {
        waiting_.push_back(first);
        while (!waiting_.empty()) {
            const std::uint32_t at = waiting_.back();
            waiting_.pop_back();
            if (seen_[at] == round_) continue;
            seen_[at] = round_;
            const Expression::State& state = expression_.states_[at];
            switch (state.op) {
            case Op::character:
            case Op::not_newline:
            case Op::not_slash:
            case Op::in_set:
            case Op::not_in_set:
                current_.push_back(at);
                break;
            case Op::match:
                is_matched_ = true;
                break;
            case Op::jump:
                waiting_.push_back(state.value);
                break;
            case Op::fork:
                waiting_.push_back(state.value);
                waiting_.push_back(at + 1);
                break;
            default:
                if (holds(state.op, before, after)) waiting_.push_back(at + 1);
            }
        }
    }

    static bool holds(Op op, char32_t before, char32_t after) {
        switch (op) {
        case Op::text_begin:
            return before == none;
        case Op::text_end:
            return after == none;
        case Op::word_boundary:
            return is_word(before) != is_word(after);
        default:
            return is_word(before) == is_word(after);
        }
    }

    [[nodiscard]] bool reads(const Expression::State& state, char32_t c) const {
        switch (state.op) {
        case Op::character:
            return state.value == c;
        case Op::not_newline:
            return c != '\n';
        case Op::not_slash:
            return c != '/';
        case Op::in_set:
            return contains(expression_.sets_[state.value], c);
        default:
            return !contains(expression_.sets_[state.value], c);
        }
    }

    const Expression& expression_;
    std::vector<std::uint32_t> current_; ///< states that read the next character
    std::vector<std::uint32_t> waiting_;
    std::vector<std::uint32_t> seen_; ///< the round in which each state was reached last
    std::uint32_t round_ = 0;
    bool is_matched_ = false;
};

bool Expression::matches(std::string_view path) const {
    return !states_.empty() && Simulation(*this).run(path);
}

} // namespace dflint::dockerignore
