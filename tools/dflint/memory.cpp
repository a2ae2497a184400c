// SPDX-License-Identifier: Apache-2.0
// Small blocks of memory, kept for the next who wants one of that size. A file's trees are some
// hundred small vectors that all go when the file is done, and the next file wants the same again:
// with malloc alone a sixth of a run is spent on taking them apart and putting them together.
// Linked into release programs only; sanitizers want to see each block.
#include <array>
#include <cstddef>
#include <cstdlib>
#include <malloc.h>
#include <new>

namespace {

struct Block {
    Block* next;
};

/// Blocks are multiples of this; the largest kept is 1 KiB.
constexpr std::size_t step = 16;
constexpr std::size_t class_count = 65;

/// What this thread gave back, by size. A block may have come from another thread.
constinit thread_local std::array<Block*, class_count> kept{};

constexpr std::size_t class_of(std::size_t size) {
    return size == 0 ? 1 : (size + step - 1) / step;
}

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
        size = index * step;
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

// The size that was asked for is not known here, but malloc knows what it gave: the same multiple,
// rounded up by less than another.
void operator delete(void* memory) noexcept {
    if (memory == nullptr) return;
    const std::size_t index = malloc_usable_size(memory) / step;
    if (index < class_count) {
        keep(memory, index);
    } else {
        std::free(memory);
    }
}
