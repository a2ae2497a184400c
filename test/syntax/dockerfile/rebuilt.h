// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "parsed.h"

#include "dflint/syntax/dockerfile/space.h"

#include <algorithm>

namespace dflint::dockerfile::test {

/// Writes a file anew from its tree: directives, comments, joined texts and heredocs from the tree,
/// and between them what means nothing: white space, line ends, the escapes that continue a line.
class Rebuilder {
public:
    Rebuilder(const SourceFile& file, const Tree& tree) : file_(file), tree_(tree) {
        for (const Directive& each : tree.directives) add(each.at, file.slice(each.at));
        for (const Comment& each : tree.comments) add(each.at, file.slice(each.at));
        for (const Instruction& each : tree.instructions) add(each);
        std::sort(pieces_.begin(), pieces_.end(),
                  [](const Piece& a, const Piece& b) { return a.at < b.at; });
    }

    /// The text; an explanation in square brackets where a gap holds more than nothing.
    [[nodiscard]] std::string text() {
        if (tree_.has_bom) write_gap(3, "\xEF\xBB\xBF");
        for (const Piece& each : pieces_) {
            if (each.at.begin < end_) return out_ + "[pieces overlap]";
            write_gap(each.at.begin);
            out_ += each.text;
            end_ = each.at.end;
        }
        write_gap(static_cast<std::uint32_t>(file_.text().size()));
        return std::move(out_);
    }

private:
    struct Piece {
        Span at;
        std::string_view text;
    };

    void add(Span at, std::string_view text) {
        if (!at.empty()) pieces_.push_back({at, text});
    }

    void add(const Instruction& instruction) {
        const auto segments = instruction.text.segments();
        const std::string_view text = instruction.text.text();
        for (std::size_t i = 0; i < segments.size(); ++i) {
            const std::size_t begin = segments[i].logical;
            const std::size_t end = i + 1 < segments.size() ? segments[i + 1].logical : text.size();
            const auto size = static_cast<std::uint32_t>(end - begin);
            add({segments[i].file, segments[i].file + size}, text.substr(begin, size));
        }
        for (const Heredoc& each : instruction.heredocs) {
            add(each.body, file_.slice(each.body));
            add(each.terminator, each.name);
        }
    }

    void write_gap(std::uint32_t end, std::string_view expected = {}) {
        const std::string_view gap = file_.slice({end_, end});
        out_ += gap == expected || means_nothing(gap) ? gap : "[lost: " + std::string(gap) + "]";
        end_ = end;
    }

    [[nodiscard]] bool means_nothing(std::string_view gap) const {
        for (std::size_t begin = 0; begin < gap.size();) {
            const std::size_t feed = std::min(gap.find('\n', begin), gap.size());
            std::string_view line = gap.substr(begin, feed - begin);
            line.remove_suffix(trailing_space(line));
            if (line.ends_with(tree_.escape)) line.remove_suffix(1);
            if (leading_space(line) != line.size()) return false;
            begin = feed + 1;
        }
        return true;
    }

    const SourceFile& file_;
    const Tree& tree_;
    std::vector<Piece> pieces_;
    std::string out_;
    std::uint32_t end_ = 0;
};

/// Equal to the file's text for every file.
[[nodiscard]] inline std::string rebuilt(const SourceFile& file, const Tree& tree) {
    return Rebuilder(file, tree).text();
}

} // namespace dflint::dockerfile::test
