// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <unordered_map>
#include <vector>

namespace dflint::fix {

namespace {

using Lines = std::vector<std::string_view>; // with their line ends

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t found = text.find('\n');
        const std::size_t size = found == std::string_view::npos ? text.size() : found + 1;
        lines.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return lines;
}

/// Lines [a, a + size) of the old text are lines [b, b + size) of the new one.
struct Match {
    std::int32_t a;
    std::int32_t b;
    std::int32_t size;
};

/// Myers' greedy algorithm (An O(ND) Difference Algorithm, 1986), one window of at most `max_cost`
/// differences after the other. Where a window does not reach the end, the next one starts from the
/// furthest place reached: memory is bounded, and time grows with the length only.
class Matcher {
public:
    Matcher(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b)
        : a_(a), b_(b), a_size_(static_cast<std::int32_t>(a.size())),
          b_size_(static_cast<std::int32_t>(b.size())) {}

    std::vector<Match> operator()() {
        while (x_ < a_size_ || y_ < b_size_) window();
        return std::move(matches_);
    }

private:
    static constexpr std::int32_t max_cost = 256;

    /// Reached after d differences on diagonal k (x - y, counted from the window's begin).
    struct Row {
        std::int32_t reached[2 * max_cost + 3];
        std::int32_t& on(std::int32_t k) { return reached[k + max_cost + 1]; }
    };

    void window() {
        rows_.assign(1, Row{});
        std::int32_t best_d = 0;
        std::int32_t best_k = 0;
        std::int32_t best = -1;
        for (std::int32_t d = 0; d <= max_cost; ++d) {
            if (d > 0) rows_.push_back(rows_.back());
            for (std::int32_t k = -d; k <= d; k += 2) {
                const std::int32_t x = slide(start(d, k), k);
                rows_.back().on(k) = x;
                const std::int32_t y = x - k;
                if (x_ + x > a_size_ || y_ + y > b_size_) continue;
                if (x + y > best) {
                    best = x + y;
                    best_d = d;
                    best_k = k;
                }
            }
            if (best == a_size_ - x_ + b_size_ - y_) break;
        }
        collect(best_d, best_k);
    }

    /// Where the path to diagonal k with d differences enters it.
    std::int32_t start(std::int32_t d, std::int32_t k) {
        if (d == 0) return 0;
        Row& old = rows_[static_cast<std::size_t>(d) - 1];
        return is_insertion(d, k) ? old.on(k + 1) : old.on(k - 1) + 1;
    }
    bool is_insertion(std::int32_t d, std::int32_t k) {
        Row& old = rows_[static_cast<std::size_t>(d) - 1];
        return k == -d || (k != d && old.on(k - 1) < old.on(k + 1));
    }
    [[nodiscard]] std::int32_t slide(std::int32_t x, std::int32_t k) const {
        const auto is_equal = [this](std::int32_t i, std::int32_t j) {
            return i < a_size_ && j < b_size_ &&
                   a_[static_cast<std::size_t>(i)] == b_[static_cast<std::size_t>(j)];
        };
        while (is_equal(x_ + x, y_ + x - k)) ++x;
        return x;
    }

    /// Walks back from the end of the window's best path, then moves the window there.
    void collect(std::int32_t d, std::int32_t k) {
        const std::int32_t end_x = rows_[static_cast<std::size_t>(d)].on(k);
        const std::int32_t end_y = end_x - k;
        std::vector<Match> found;
        for (;; --d) {
            const std::int32_t x = rows_[static_cast<std::size_t>(d)].on(k);
            const std::int32_t from = start(d, k);
            if (x > from) found.push_back({x_ + from, y_ + from - k, x - from});
            if (d == 0) break;
            k += is_insertion(d, k) ? 1 : -1;
        }
        matches_.insert(matches_.end(), found.rbegin(), found.rend());
        x_ += end_x;
        y_ += end_y;
    }

    const std::vector<std::int32_t>& a_;
    const std::vector<std::int32_t>& b_;
    std::int32_t a_size_;
    std::int32_t b_size_;
    std::int32_t x_ = 0; ///< where the window begins
    std::int32_t y_ = 0;
    std::vector<Row> rows_;
    std::vector<Match> matches_;
};

std::vector<Match> matches_of(const Lines& a, const Lines& b) {
    std::unordered_map<std::string_view, std::int32_t> numbers;
    const auto numbered = [&numbers](const Lines& lines) {
        std::vector<std::int32_t> out;
        out.reserve(lines.size());
        for (const std::string_view line : lines) {
            const auto next = static_cast<std::int32_t>(numbers.size());
            out.push_back(numbers.try_emplace(line, next).first->second);
        }
        return out;
    };
    const auto first = numbered(a);
    const auto second = numbered(b);
    return Matcher(first, second)();
}

/// Lines [a_begin, a_end) become lines [b_begin, b_end).
struct Change {
    std::size_t a_begin, a_end, b_begin, b_end;
};

std::vector<Change> changes_of(const Lines& a, const Lines& b) {
    std::vector<Change> changes;
    std::size_t at_a = 0;
    std::size_t at_b = 0;
    const auto skip_to = [&](std::size_t next_a, std::size_t next_b, std::size_t size) {
        if (at_a < next_a || at_b < next_b) changes.push_back({at_a, next_a, at_b, next_b});
        at_a = next_a + size;
        at_b = next_b + size;
    };
    for (const Match& match : matches_of(a, b)) {
        skip_to(static_cast<std::size_t>(match.a), static_cast<std::size_t>(match.b),
                static_cast<std::size_t>(match.size));
    }
    skip_to(a.size(), b.size(), 0);
    return changes;
}

void append_line(std::string& out, char mark, std::string_view line) {
    out += mark;
    out += line;
    if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

/// `begin,count`; an empty range names the line before it.
std::string range(std::size_t begin, std::size_t end) {
    const std::size_t count = end - begin;
    if (count == 1) return fmt::format("{}", begin + 1);
    return fmt::format("{},{}", count == 0 ? begin : begin + 1, count);
}

constexpr std::size_t context = 3;

/// One hunk: changes that are so near that their contexts meet.
void append_hunk(std::string& out, const Lines& a, const Lines& b, const Change* first,
                 const Change* last) {
    const std::size_t before = std::min(context, first->a_begin);
    const std::size_t behind = std::min(context, a.size() - last->a_end);
    fmt::format_to(std::back_inserter(out), "@@ -{} +{} @@\n",
                   range(first->a_begin - before, last->a_end + behind),
                   range(first->b_begin - before, last->b_end + behind));
    std::size_t at = first->a_begin - before;
    for (const Change* change = first; change <= last; ++change) {
        for (; at < change->a_begin; ++at) append_line(out, ' ', a[at]);
        for (; at < change->a_end; ++at) append_line(out, '-', a[at]);
        for (std::size_t i = change->b_begin; i < change->b_end; ++i) append_line(out, '+', b[i]);
    }
    for (; at < last->a_end + behind; ++at) append_line(out, ' ', a[at]);
}

/// As git writes names: in quotes when a byte of it could break the line, and with a tab behind it
/// when it holds a blank, so that `patch` does not take the rest for a date.
std::string file_name(std::string_view prefix, std::string_view path) {
    std::string quoted = "\"" + std::string(prefix);
    bool needs_quotes = false;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\' || byte < 0x20 || byte == 0x7f) {
            needs_quotes = true;
            fmt::format_to(std::back_inserter(quoted), "\\{:03o}", byte);
        } else {
            quoted += c;
        }
    }
    if (needs_quotes) return quoted + "\"";
    std::string plain = quoted.substr(1);
    if (path.find(' ') != std::string_view::npos) plain += '\t';
    return plain;
}

} // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
    if (before == after) return {};
    const Lines a = lines_of(before);
    const Lines b = lines_of(after);
    const std::vector<Change> changes = changes_of(a, b);
    std::string out = fmt::format("--- {}\n+++ {}\n", file_name("a/", path), file_name("b/", path));
    for (std::size_t first = 0; first < changes.size();) {
        std::size_t last = first;
        while (last + 1 < changes.size() &&
               changes[last + 1].a_begin - changes[last].a_end <= 2 * context) {
            ++last;
        }
        append_hunk(out, a, b, &changes[first], &changes[last]);
        first = last + 1;
    }
    return out;
}

} // namespace dflint::fix
