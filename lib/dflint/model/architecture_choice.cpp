// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/architecture_choice.h"

#include "dflint/model/architecture.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace dflint::model {

namespace {

using shell::Node;
using shell::NodeKind;
using shell::Word;

bool mentions_architecture(std::string_view text) {
    return asks_architecture(text) || find_architecture(text).has_value();
}

/// A command that only asks: a test, or a pipeline that ends in grep.
bool is_question(const Node& node) {
    switch (node.kind) {
    case NodeKind::test:
        return true;
    case NodeKind::simple:
        return !node.words.empty() &&
               (node.words[0].is("[") || node.words[0].is("test") || node.words[0].is("grep"));
    case NodeKind::pipeline:
    case NodeKind::group:
    case NodeKind::subshell:
    case NodeKind::sequence:
        return !node.children.empty() && is_question(node.children.back());
    case NodeKind::and_or:
        return std::all_of(node.children.begin(), node.children.end(), is_question);
    default:
        return false;
    }
}

class Branches {
public:
    explicit Branches(const shell::Script& script) : text_(script.text) { visit(script.root); }
    std::vector<Span> spans;

private:
    [[nodiscard]] bool mentions(const Node& node) const {
        return mentions_architecture(text_.substr(node.at.begin, node.at.size()));
    }

    void visit(const Node& node) {
        switch (node.kind) {
        case NodeKind::if_clause:
            if (if_asks(node)) return spans.push_back(node.at);
            break;
        case NodeKind::case_clause:
            if (case_asks(node)) return spans.push_back(node.at);
            break;
        case NodeKind::for_loop:
            if (std::any_of(node.words.begin() + 1, node.words.end(),
                            [](const Word& word) { return mentions_architecture(word.text); })) {
                return spans.push_back(node.at);
            }
            break;
        case NodeKind::and_or:
            for (const Node& child : node.children) {
                if (is_question(child) && mentions(child)) {
                    return spans.push_back({child.at.begin, node.at.end});
                }
                visit(child);
            }
            return;
        default:
            break;
        }
        for (const Node& child : node.children) visit(child);
    }

    [[nodiscard]] bool if_asks(const Node& node) const {
        const std::size_t end = node.children.size() - (node.has_else ? 1 : 0);
        for (std::size_t i = 0; i < end; i += 2) {
            if (mentions(node.children[i])) return true;
        }
        return false;
    }

    static bool case_asks(const Node& node) {
        if (node.words.empty() || asks_architecture(node.words[0].raw)) return true;
        for (const Node& item : node.children) {
            for (const Word& pattern : item.words) {
                if (mentions_architecture(pattern.text)) return true;
            }
        }
        return false;
    }

    std::string_view text_;
};

/// Reads `a = amd64` and what `||`, `-o` join of it. Anything else is more than one question.
class Comparisons {
public:
    Comparisons(const std::vector<Word>& words, std::size_t begin, std::size_t end,
                ArchitectureChoice& choice)
        : words_(words), end_(end), choice_(choice) {
        for (std::size_t at = begin; ok_ && at < end_; at += 4) {
            ok_ = compare(at) &&
                  (at + 3 == end_ || words_[at + 3].is("||") || words_[at + 3].is("-o"));
        }
        ok_ = ok_ && begin < end_;
    }
    [[nodiscard]] bool ok() const { return ok_; }

private:
    bool compare(std::size_t at) {
        if (at + 3 > end_) return false;
        if (!words_[at + 1].is("=") && !words_[at + 1].is("==")) return false;
        const bool is_swapped = words_[at].is_static();
        const Word& value = words_[is_swapped ? at : at + 2];
        const Word& subject = words_[is_swapped ? at + 2 : at];
        const std::string_view name = architecture_named(value.text);
        if (subject.is_static() || !value.is_static() || name.empty()) return false;
        if (choice_.subject == nullptr) choice_.subject = &subject;
        auto& known = choice_.architectures;
        if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
        return true;
    }

    const std::vector<Word>& words_;
    std::size_t end_;
    ArchitectureChoice& choice_;
    bool ok_ = true;
};

/// The condition asks for nothing but the architecture.
bool read_condition(const Node& node, std::string_view text, ArchitectureChoice& choice) {
    if (node.negated) return false;
    const auto& words = node.words;
    switch (node.kind) {
    case NodeKind::sequence:
        return node.children.size() == 1 && read_condition(node.children[0], text, choice);
    case NodeKind::and_or:
        return std::all_of(node.operators.begin(), node.operators.end(),
                           [&](Span at) { return text.substr(at.begin, at.size()) == "||"; }) &&
               std::all_of(node.children.begin(), node.children.end(),
                           [&](const Node& child) { return read_condition(child, text, choice); });
    case NodeKind::test:
        return Comparisons(words, 0, words.size(), choice).ok();
    case NodeKind::simple:
        if (words.empty() || !node.redirects.empty()) return false;
        if (words[0].is("[")) return Comparisons(words, 1, words.size() - 1, choice).ok();
        return words[0].is("test") && Comparisons(words, 1, words.size(), choice).ok();
    default:
        return false;
    }
}

bool read_if(const Node& node, std::string_view text, ArchitectureChoice& choice) {
    const std::size_t end = node.children.size() - (node.has_else ? 1 : 0);
    for (std::size_t i = 0; i + 1 < end; i += 2) {
        if (!read_condition(node.children[i], text, choice)) return false;
        choice.branches.push_back(&node.children[i + 1]);
    }
    if (node.has_else) choice.otherwise = &node.children.back();
    return !choice.branches.empty();
}

/// `*`, `*)` among others: matches whatever is left.
bool is_default(const Node& item) {
    return std::any_of(item.words.begin(), item.words.end(), [](const Word& pattern) {
        return !pattern.quoted && pattern.text.find_first_not_of('*') == pattern.text.npos;
    });
}

bool read_case(const Node& node, ArchitectureChoice& choice) {
    if (node.words.empty() || node.words[0].is_static()) return false;
    choice.subject = &node.words[0];
    for (const Node& item : node.children) {
        if (item.children.empty()) return false;
        if (is_default(item)) {
            choice.otherwise = &item.children[0];
            continue;
        }
        for (const Word& pattern : item.words) {
            // A pattern of another kind (arm*, *64) covers what no list of names can tell.
            const std::string_view name = architecture_named(pattern.text);
            if (name.empty() || !pattern.is_static()) return false;
            auto& known = choice.architectures;
            if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
        }
        choice.branches.push_back(&item.children[0]);
    }
    return !choice.branches.empty();
}

std::optional<ArchitectureChoice> read_choice(const Node& node, std::string_view text) {
    const bool is_if = node.kind == NodeKind::if_clause;
    ArchitectureChoice choice;
    choice.node = &node;
    if (is_if ? read_if(node, text, choice) : read_case(node, choice)) return choice;
    return std::nullopt;
}

void collect(const Node& node, std::string_view text, std::vector<ArchitectureChoice>& out) {
    const Node* before = nullptr;
    for (const Node& child : node.children) {
        const Node* const above = std::exchange(before, nullptr);
        if (child.children.empty()) continue;
        if (child.kind == NodeKind::if_clause || child.kind == NodeKind::case_clause) {
            if (auto choice = read_choice(child, text)) {
                choice->previous = above;
                out.push_back(*std::move(choice));
                before = &child;
                continue;
            }
        }
        collect(child, text, out);
    }
}

} // namespace

std::vector<ArchitectureChoice> architecture_choices(const shell::Script& script) {
    std::vector<ArchitectureChoice> out;
    collect(script.root, script.text, out);
    return out;
}

std::vector<Span> architecture_branches(const shell::Script& script) {
    return Branches(script).spans;
}

} // namespace dflint::model
