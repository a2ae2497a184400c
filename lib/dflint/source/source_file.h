// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/file_kind.h"
#include "dflint/source/line_index.h"
#include "dflint/source/span.h"
#include "dflint/source/utf8.h"

#include <atomic>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace dflint {

/// One text as it was read, and the name users know it by. Immutable; owns its buffer, so every
/// view and span handed out lives as long as the file. Bytes need not be valid UTF-8.
class SourceFile {
public:
    /// Spans are 32 bits wide; readers refuse larger inputs with an error.
    static constexpr std::size_t max_byte_count = std::numeric_limits<std::uint32_t>::max() - 1;

    /// `text` holds at most `max_byte_count` bytes.
    SourceFile(std::string path, std::string text)
        : path_(std::move(path)), text_(std::move(text)), kind_(kind_of(path_)) {}
    ~SourceFile() { delete lines_.load(std::memory_order_relaxed); }
    SourceFile(const SourceFile&) = delete;
    SourceFile& operator=(const SourceFile&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] FileKind kind() const { return kind_; }
    [[nodiscard]] std::string_view slice(Span at) const {
        return std::string_view(text_).substr(at.begin, at.size());
    }
    /// Built on first use, by whichever thread comes first: several look at a bake file.
    [[nodiscard]] const LineIndex& lines() const {
        const LineIndex* const known = lines_.load(std::memory_order_acquire);
        return known != nullptr ? *known : build_lines();
    }
    /// No byte above 127: there is nothing that only looks like a blank, a dash or a quote. Found
    /// out on first use.
    [[nodiscard]] bool is_ascii() const {
        Ascii known = ascii_.load(std::memory_order_relaxed);
        if (known == Ascii::unknown) {
            known = utf8::is_ascii(text_) ? Ascii::yes : Ascii::no;
            ascii_.store(known, std::memory_order_relaxed);
        }
        return known == Ascii::yes;
    }
    [[nodiscard]] Position position(std::uint32_t offset) const {
        return lines().position(offset, text_);
    }

private:
    enum class Ascii : std::uint8_t { unknown, no, yes };

    [[nodiscard]] const LineIndex& build_lines() const;

    std::string path_;
    std::string text_;
    FileKind kind_;
    mutable std::atomic<const LineIndex*> lines_ = nullptr; ///< owned
    mutable std::atomic<Ascii> ascii_ = Ascii::unknown;
};

} // namespace dflint
