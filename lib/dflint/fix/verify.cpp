// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/verify.h"

#include "dflint/fix/offset_map.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace dflint::fix {

namespace {

enum class Touch : std::uint8_t { none, border, inside };

/// The edits that touch a span or its borders. `edits` are in order.
std::span<const Edit> touching(std::span<const Edit> edits, Span at) {
    const auto begin = std::partition_point(
        edits.begin(), edits.end(), [at](const Edit& each) { return each.at.end < at.begin; });
    const auto end = std::partition_point(
        begin, edits.end(), [at](const Edit& each) { return each.at.begin <= at.end; });
    return {begin, end};
}

Touch touch(std::span<const Edit> edits, Span at) {
    const auto found = touching(edits, at);
    const bool is_inside = std::any_of(found.begin(), found.end(), [at](const Edit& edit) {
        const bool inserts_inside = at.begin < edit.at.begin && edit.at.begin < at.end;
        return edit.at.overlaps(at) || inserts_inside;
    });
    if (is_inside) return Touch::inside;
    return found.empty() ? Touch::none : Touch::border;
}

/// The tokens that share a byte with a span.
std::span<const Token> overlapping(const std::vector<Token>& tokens, Span at) {
    const auto begin = std::partition_point(
        tokens.begin(), tokens.end(), [at](const Token& each) { return each.at.end <= at.begin; });
    const auto end = std::partition_point(
        begin, tokens.end(), [at](const Token& each) { return each.at.begin < at.end; });
    return {begin, end};
}

bool is_same_kind(const Token& a, const Token& b) {
    return a.role == b.role && a.continues == b.continues;
}

/// One comparison of two texts.
class Comparison {
public:
    Comparison(const SourceFile& before, const std::vector<Token>& old_tokens,
               std::span<const Edit> edits, const SourceFile& after,
               const std::vector<Token>& new_tokens)
        : before_(before), old_tokens_(old_tokens), edits_(edits), after_(after),
          new_tokens_(new_tokens), map_(edits, static_cast<std::uint32_t>(before.text().size())),
          free_(free_tokens()) {}

    [[nodiscard]] std::optional<Objection> kept_bytes_differ() const {
        for (const Kept& each : map_.kept()) {
            if (each.after.end > after_.text().size() ||
                before_.slice(each.before) != after_.slice(each.after)) {
                return Objection{"the text is not what the edits give", each.after};
            }
        }
        return std::nullopt;
    }

    /// Every old token is where it belongs.
    [[nodiscard]] std::optional<Objection> old_token_is_missing() const {
        for (const Token& old : old_tokens_) {
            if (is_free(old)) continue;
            const Touch touched = touch(edits_, old.at);
            if (touched == Touch::inside) continue;
            const std::uint32_t begin = map_.after(old.at.begin);
            const Span place{begin, begin + old.at.size()};
            const auto found = overlapping(new_tokens_, place);
            const bool is_there =
                found.size() == 1 && is_same_kind(found[0], old) &&
                (touched == Touch::none ? found[0].at == place : found[0].at.contains(place));
            if (!is_there)
                return Objection{"a word outside of the edits changes its meaning", place};
        }
        return std::nullopt;
    }

    /// Every new token is one old token, or a part of one, or inserted.
    [[nodiscard]] std::optional<Objection> new_token_is_foreign() const {
        for (const Token& each : new_tokens_) {
            if (!has_one_origin(each)) return Objection{"kept text gets another meaning", each.at};
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Objection> shell_text_is_unreadable() const {
        const auto is_unreadable = [](const Token& each) { return each.role == Role::shell_text; };
        // Where one could not be read before, its parts may have moved: nothing can be said.
        if (std::any_of(old_tokens_.begin(), old_tokens_.end(), is_unreadable)) return std::nullopt;
        const auto found = std::find_if(new_tokens_.begin(), new_tokens_.end(), is_unreadable);
        if (found == new_tokens_.end()) return std::nullopt;
        return Objection{"the shell could no longer read the command", found->at};
    }

    [[nodiscard]] std::optional<Objection> comment_is_lost() const {
        std::map<std::string_view, std::ptrdiff_t> missing;
        for (const Token& old : old_tokens_) {
            if (old.role == Role::comment && !is_edited_on_purpose(old.at)) {
                ++missing[before_.slice(old.at)];
            }
        }
        for (const Token& each : new_tokens_) {
            if (each.role == Role::comment) --missing[after_.slice(each.at)];
        }
        for (const auto& [comment, count] : missing) {
            if (count > 0)
                return Objection{"the comment `" + std::string(comment) + "` is lost", {}};
        }
        return std::nullopt;
    }

private:
    /// Nothing can be asked of it: it could not be read, and the edits may have mended that.
    [[nodiscard]] bool is_free(const Token& old) const {
        return free_[static_cast<std::size_t>(&old - old_tokens_.data())];
    }

    /// A shell text that edits change or go on with is free as a whole: comment lines cut it up.
    [[nodiscard]] std::vector<bool> free_tokens() const {
        std::vector<bool> free(old_tokens_.size());
        std::vector<std::size_t> pieces;
        bool is_changed = false;
        const auto finish = [&] {
            for (const std::size_t i : pieces) free[i] = is_changed;
            pieces.clear();
            is_changed = false;
        };
        for (std::size_t i = 0; i < old_tokens_.size(); ++i) {
            const Token& each = old_tokens_[i];
            if (each.role == Role::comment) continue;
            if (!each.continues) finish();
            free[i] = each.role == Role::unreadable;
            if (each.role != Role::shell_text) continue;
            pieces.push_back(i);
            is_changed = is_changed || changes_or_continues(each.at);
        }
        finish();
        return free;
    }

    [[nodiscard]] bool changes_or_continues(Span at) const {
        const auto edits = touching(edits_, at);
        return touch(edits_, at) == Touch::inside ||
               std::any_of(edits.begin(), edits.end(),
                           [at](const Edit& edit) { return edit.at.begin == at.end; });
    }

    [[nodiscard]] bool has_one_origin(const Token& token) const {
        const Token* origin = nullptr;
        bool from_free = false;
        std::uint32_t uncovered = 0;
        for (const Kept& kept : map_.kept_in(token.at)) {
            uncovered += kept.before.size();
            for (const Token& old : overlapping(old_tokens_, kept.before)) {
                uncovered -= std::min(old.at.end, kept.before.end) -
                             std::max(old.at.begin, kept.before.begin);
                if (is_free(old)) {
                    from_free = true;
                } else if (origin == nullptr) {
                    origin = &old;
                } else if (origin != &old) {
                    return false;
                }
            }
        }
        if (origin == nullptr) return from_free || uncovered == 0;
        return !from_free && uncovered == 0 && is_same_kind(*origin, token);
    }

    /// The edits that touch the comment touch nothing else that means something.
    [[nodiscard]] bool is_edited_on_purpose(Span comment) const {
        if (touch(edits_, comment) != Touch::inside) return false;
        const auto edits = touching(edits_, comment);
        return std::all_of(edits.begin(), edits.end(), [&](const Edit& edit) {
            if (!edit.at.overlaps(comment)) return true;
            const auto others = overlapping(old_tokens_, edit.at);
            return std::all_of(others.begin(), others.end(),
                               [](const Token& each) { return each.role == Role::comment; });
        });
    }

    const SourceFile& before_;
    const std::vector<Token>& old_tokens_;
    std::span<const Edit> edits_;
    const SourceFile& after_;
    const std::vector<Token>& new_tokens_;
    OffsetMap map_;
    std::vector<bool> free_; ///< by old token
};

std::optional<Objection> new_mistake(const Reading& before, const Reading& after) {
    std::map<std::string_view, std::ptrdiff_t> known;
    for (const Mistake& each : before.mistakes) ++known[each.message];
    for (const Mistake& each : after.mistakes) {
        if (--known[each.message] < 0) return Objection{"new mistake: " + each.message, each.at};
    }
    return std::nullopt;
}

struct LineEnds {
    std::size_t lf = 0;
    std::size_t crlf = 0;
};

LineEnds line_ends_of(std::string_view text) {
    LineEnds ends;
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', at + 1)) {
        ++(at > 0 && text[at - 1] == '\r' ? ends.crlf : ends.lf);
    }
    return ends;
}

std::optional<Objection> other_line_ends(std::string_view before, std::string_view after) {
    const LineEnds was = line_ends_of(before);
    const LineEnds is = line_ends_of(after);
    const bool brings_lf = was.lf == 0 && was.crlf > 0 && is.lf > 0;
    const bool brings_crlf = was.crlf == 0 && is.crlf > 0;
    if (brings_lf || brings_crlf)
        return Objection{"other line ends than in the rest of the file", {}};
    return std::nullopt;
}

} // namespace

Proof::Proof(const SourceFile& before) : before_(before), reading_(read(before)) {}

std::optional<Objection> Proof::object(std::span<const Edit> edits, const SourceFile& after) const {
    const Reading reading = read(after);
    if (reading.dockerfile_count <= reading_.dockerfile_count) {
        if (reading.variable_count != reading_.variable_count) {
            return Objection{"a variable comes or goes", {}};
        }
        return compare(reading_, edits, after, reading);
    }
    // An attribute that gets its right name makes a Dockerfile of a string: it was none to keep.
    return compare(read(before_, Inner::strings), edits, after, read(after, Inner::strings));
}

std::optional<Objection> Proof::compare(const Reading& before, std::span<const Edit> edits,
                                        const SourceFile& file, const Reading& after) const {
    const Comparison comparison(before_, before.tokens, edits, file, after.tokens);
    if (auto found = comparison.kept_bytes_differ()) return found;
    if (auto found = other_line_ends(before_.text(), file.text())) return found;
    if (after.escape != before.escape || after.has_bom != before.has_bom) {
        return Objection{"another escape character or byte order mark", {}};
    }
    if (auto found = new_mistake(before, after)) return found;
    if (auto found = comparison.shell_text_is_unreadable()) return found;
    if (auto found = comparison.old_token_is_missing()) return found;
    if (auto found = comparison.new_token_is_foreign()) return found;
    return comparison.comment_is_lost();
}

} // namespace dflint::fix
