// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/ignore_reader.h"

#include "dflint/source/ascii.h"

#include <algorithm>
#include <utility>

namespace dflint::ignore {

namespace {

bool is_name(char c) {
    return ascii::is_in_name(c) || c == '-' || c == '/';
}

} // namespace

bool Reader::skip_comment_sign() {
    const bool is_comment = skip("#") || skip("//") || skip("/*");
    skip_blanks();
    return is_comment;
}

bool Reader::skip_blanks() {
    const std::size_t before = at_;
    at_ = std::min(text_.find_first_not_of(" \t", at_), text_.size());
    return at_ > before;
}

bool Reader::skip(std::string_view expected) {
    if (!rest().starts_with(expected)) return false;
    at_ += expected.size();
    return true;
}

bool Reader::skip_word(std::string_view word) {
    const std::size_t before = at_;
    if (skip(word) && skip_blanks()) return true;
    at_ = before;
    return false;
}

bool Reader::skip_key(std::string_view key) {
    const std::size_t before = at_;
    if (skip(key)) {
        skip_blanks();
        if (skip("=")) {
            skip_blanks();
            return true;
        }
    }
    at_ = before;
    return false;
}

std::string_view Reader::letters() {
    const std::size_t begin = at_;
    while (at_ < text_.size() &&
           (ascii::is_letter(text_[at_]) || text_[at_] == '-' || text_[at_] == '_'))
        ++at_;
    return text_.substr(begin, at_ - begin);
}

std::vector<Name> Reader::names() {
    std::vector<Name> names;
    std::size_t end = at_;
    do {
        skip_blanks();
        const std::size_t begin = at_;
        const std::uint32_t first = offset();
        while (at_ < text_.size() && is_name(text_[at_])) ++at_;
        if (at_ == begin) break;
        end = at_;
        names.push_back({{first, offset()}, text_.substr(begin, end - begin), {}});
        skip_blanks();
    } while (skip(","));
    at_ = end;
    return names;
}

std::optional<Written> read_comment(const SourceFile& file, Span at) {
    Reader reader(file, at);
    if (!reader.skip_comment_sign()) return std::nullopt;
    Written written;
    if (reader.skip_word("dflint")) {
        written.is_ours = true;
        written.covers_file = reader.skip_key("ignore-file");
        if (!written.covers_file && !reader.skip_key("ignore")) return std::nullopt;
    } else if (reader.skip_word("hadolint")) {
        written.covers_file = reader.skip_word("global");
        if (!reader.skip_key("ignore")) return std::nullopt;
    } else {
        return std::nullopt;
    }
    written.names = reader.names();
    written.end = reader.offset();
    if (written.names.empty()) return std::nullopt;
    return written;
}

} // namespace dflint::ignore
