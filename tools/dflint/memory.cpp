// SPDX-License-Identifier: Apache-2.0
// Small blocks of memory, kept for the next who wants one of that size. A file's trees are some
// hundred small vectors that all go when the file is done, and the next file wants the same again:
// with malloc alone a sixth of a run is spent on taking them apart and putting them together.
// Linked into release programs only; sanitizers want to see each block.
#include <array>
#include <bit>
#include <cstddef>
#include <cstdlib>
#include <malloc.h>
#include <new>

namespace {

struct Block {
    Block* next;
};

/// Up to 1 KiB, blocks are multiples of this; from there to 64 KiB, powers of two. What is larger
/// is not kept.
constexpr std::size_t step = 16;
constexpr std::size_t step_count = 64;
constexpr std::size_t class_count = 71;

/// What this thread gave back, by size. A block may have come from another thread.
constinit thread_local std::array<Block*, class_count> kept{};

/// The smallest class that holds so many bytes.
constexpr std::size_t class_of(std::size_t size) {
    if (size <= step * step_count) return size == 0 ? 1 : (size + step - 1) / step;
    return step_count + std::bit_width(size - 1) - std::bit_width(step * step_count - 1);
}

constexpr std::size_t size_of(std::size_t index) {
    if (index <= step_count) return index * step;
    return (step * step_count) << (index - step_count);
}

/// The largest class that fits into so many bytes.
constexpr std::size_t class_within(std::size_t size) {
    const std::size_t index = class_of(size);
    return size_of(index) > size ? index - 1 : index;
}
static_assert(size_of(class_count - 1) == 65536 && class_of(65536) == class_count - 1);
static_assert(class_of(1025) == class_of(2048) && class_within(2047) == class_of(1024));

void keep(void* memory, std::size_t index) {
    kept[index] = new (memory) Block{kept[index]};
}

} // namespace

void* operator new(std::size_t size) {
    const std::size_t index = class_of(size);
    if (index < class_count) {
        if (Block* const block = kept[index]) {
            kept[index] = block->next;
            return block;
        }
        size = size_of(index);
    }
    if (void* const memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}

void operator delete(void* memory, std::size_t size) noexcept {
    if (memory == nullptr) return;
    const std::size_t index = class_of(size);
    if (index < class_count) {
        keep(memory, index);
    } else {
        std::free(memory);
    }
}

// The size that was asked for is not known here, but malloc knows what it gave: the size of a
// class, rounded up by less than a step.
void operator delete(void* memory) noexcept {
    if (memory == nullptr) return;
    const std::size_t index = class_within(malloc_usable_size(memory));
    if (index < class_count) {
        keep(memory, index);
    } else {
        std::free(memory);
    }
}
