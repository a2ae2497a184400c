// SPDX-License-Identifier: Apache-2.0
// A tree as a program, and Pike's machine that runs it: all threads step together, so each
// character is looked at once by each instruction.
#include "dflint/bake/regex.h"

#include "dflint/bake/regex_parser.h"
#include "dflint/bake/unicode.h"
#include "dflint/source/ascii.h"
#include "dflint/source/utf8.h"

#include <algorithm>

namespace dflint::bake::regex {

namespace {

constexpr std::size_t longest_program = 20'000;

class Compiler {
public:
    bool compile(const Pattern& pattern, Program& out) {
        program_ = &out;
        out.names = pattern.names;
        save(0);
        node(pattern.root);
        save(1);
        emit({.op = Op::match});
        return out.code.size() <= longest_program;
    }

private:
    [[nodiscard]] std::uint32_t here() const {
        return static_cast<std::uint32_t>(program_->code.size());
    }
    std::uint32_t emit(Instruction instruction) {
        instruction.next = here() + 1;
        program_->code.push_back(instruction);
        return here() - 1;
    }
    void save(std::uint32_t slot) { emit({.op = Op::save, .slot = slot}); }
    [[nodiscard]] bool is_full() const { return program_->code.size() > longest_program; }

    // Recursion ends with the depth that the parser allows.
    void node(const Node& what) {
        if (is_full()) return;
        switch (what.kind) {
        case NodeKind::empty:
            break;
        case NodeKind::letters:
            program_->classes.push_back(what.letters);
            emit({.op = Op::letters,
                  .slot = static_cast<std::uint32_t>(program_->classes.size() - 1)});
            break;
        case NodeKind::assertion:
            emit({.op = Op::assert_, .assertion = what.assertion});
            break;
        case NodeKind::sequence:
            for (const Node& child : what.children) node(child);
            break;
        case NodeKind::group:
            save(2 * what.group);
            node(what.children.front());
            save(2 * what.group + 1);
            break;
        case NodeKind::choice:
            choice(what);
            break;
        case NodeKind::repeat:
            repeat(what);
            break;
        }
    }

    void choice(const Node& what) {
        std::vector<std::uint32_t> ends;
        for (std::size_t i = 0; i < what.children.size(); ++i) {
            const bool last = i + 1 == what.children.size();
            const std::uint32_t split = last ? 0 : emit({.op = Op::split});
            node(what.children[i]);
            if (last) break;
            ends.push_back(emit({.op = Op::jump}));
            program_->code[split].other = here();
        }
        for (const std::uint32_t end : ends) program_->code[end].next = here();
    }

    /// Enters the part that follows, or leaves; which of the two first is a matter of greed.
    std::uint32_t fork() { return emit({.op = Op::split}); }
    void leave_to(std::uint32_t split, std::uint32_t target, bool lazy) {
        Instruction& instruction = program_->code[split];
        instruction.other = target;
        if (lazy) std::swap(instruction.next, instruction.other);
    }

    void repeat(const Node& what) {
        const Node& child = what.children.front();
        for (int i = 0; i < what.least && !is_full(); ++i) node(child);
        if (what.most < 0) {
            const std::uint32_t split = fork();
            node(child);
            program_->code[emit({.op = Op::jump})].next = split;
            leave_to(split, here(), what.lazy);
            return;
        }
        std::vector<std::uint32_t> splits;
        for (int i = what.least; i < what.most && !is_full(); ++i) {
            splits.push_back(fork());
            node(child);
        }
        for (const std::uint32_t split : splits) leave_to(split, here(), what.lazy);
    }

    Program* program_ = nullptr;
};

bool in_ranges(const std::vector<ClassRange>& ranges, char32_t letter) {
    const auto found =
        std::upper_bound(ranges.begin(), ranges.end(), letter,
                         [](char32_t c, const ClassRange& range) { return c < range.first; });
    return found != ranges.begin() && letter <= std::prev(found)->last;
}

bool takes(const Class& letters, char32_t letter) {
    if (in_ranges(letters.ranges, letter)) return true;
    return letters.folds && (in_ranges(letters.ranges, to_lower(letter)) ||
                             in_ranges(letters.ranges, to_upper(letter)));
}

bool is_word(std::string_view text, std::size_t at) {
    return at < text.size() && ascii::is_in_name(text[at]);
}

bool holds(Assertion assertion, std::string_view text, std::size_t at) {
    const bool boundary = (at > 0 && is_word(text, at - 1)) != is_word(text, at);
    switch (assertion) {
    case Assertion::text_begin:
        return at == 0;
    case Assertion::text_end:
        return at == text.size();
    case Assertion::line_begin:
        return at == 0 || text[at - 1] == '\n';
    case Assertion::line_end:
        return at == text.size() || text[at] == '\n';
    case Assertion::word_boundary:
        return boundary;
    case Assertion::no_word_boundary:
        return !boundary;
    }
    return false;
}

struct Thread {
    std::uint32_t at;
    Captures captures;
};

/// The threads at one place of the text, the preferred ones first; each instruction once.
struct Threads {
    std::vector<Thread> list;
    std::vector<std::size_t> seen; ///< the generation that last had the instruction
};

class Machine {
public:
    Machine(const Program& program, std::string_view text, std::size_t& steps)
        : program_(program), text_(text), steps_(steps) {
        now_.seen.resize(program.code.size());
        next_.seen.resize(program.code.size());
    }

    std::optional<Captures> run(std::size_t begin) {
        Captures best;
        std::size_t at = begin;
        ++generation_;
        while (true) {
            if (best.empty()) add(now_, {0, Captures(program_.names.size() * 2, nowhere)}, at);
            if (steps_ == 0) return std::nullopt;
            const bool over = at >= text_.size();
            const utf8::Decoded letter =
                over ? utf8::Decoded{0, 1, false} : utf8::decode(text_, at);
            ++generation_;
            next_.list.clear();
            for (Thread& thread : now_.list) {
                const Instruction& instruction = program_.code[thread.at];
                if (instruction.op == Op::match) {
                    best = std::move(thread.captures);
                    break;
                }
                if (over || !takes(program_.classes[instruction.slot], letter.code_point)) continue;
                thread.at = instruction.next;
                add(next_, std::move(thread), at + letter.size);
            }
            std::swap(now_, next_);
            if (over || (now_.list.empty() && !best.empty())) return best;
            at += letter.size;
        }
    }

private:
    /// Follows everything that takes no character.
    void add(Threads& threads, Thread first, std::size_t at) {
        std::vector<Thread> open;
        open.push_back(std::move(first));
        while (!open.empty()) {
            Thread thread = std::move(open.back());
            open.pop_back();
            if (threads.seen[thread.at] == generation_) continue;
            threads.seen[thread.at] = generation_;
            if (steps_ > 0) --steps_;
            const Instruction& instruction = program_.code[thread.at];
            switch (instruction.op) {
            case Op::jump:
                open.push_back({instruction.next, std::move(thread.captures)});
                break;
            case Op::split:
                open.push_back({instruction.other, thread.captures});
                open.push_back({instruction.next, std::move(thread.captures)});
                break;
            case Op::save:
                thread.captures[instruction.slot] = static_cast<std::uint32_t>(at);
                open.push_back({instruction.next, std::move(thread.captures)});
                break;
            case Op::assert_:
                if (holds(instruction.assertion, text_, at))
                    open.push_back({instruction.next, std::move(thread.captures)});
                break;
            default:
                threads.list.push_back(std::move(thread));
            }
        }
    }

    const Program& program_;
    std::string_view text_;
    std::size_t& steps_;
    Threads now_;
    Threads next_;
    std::size_t generation_ = 0;
};

} // namespace

std::variant<Program, SyntaxError> compile(std::string_view pattern) {
    auto parsed = parse(pattern);
    if (const auto* error = std::get_if<SyntaxError>(&parsed)) return *error;
    Program program;
    if (!Compiler().compile(*std::get_if<Pattern>(&parsed), program))
        return SyntaxError{"expression too large", std::string(pattern), true};
    return program;
}

std::optional<Captures> find(const Program& program, std::string_view text, std::size_t begin,
                             std::size_t& steps) {
    return Machine(program, text, steps).run(begin);
}

} // namespace dflint::bake::regex
