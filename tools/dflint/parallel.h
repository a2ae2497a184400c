// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <system_error>
#include <thread>
#include <vector>

namespace dflint::cli {

/// Calls `work(i)` for every i below `count`, on up to `jobs` threads (0: one for each processor).
/// Below a handful of calls a thread costs more than it saves, and where the system gives no more
/// threads those that are there do the work. `work` does not throw.
template <class Work> void for_each_index(std::size_t count, std::size_t jobs, const Work& work) {
    constexpr std::size_t worth_a_thread = 8;
    std::atomic<std::size_t> next = 0;
    const auto take = [&] {
        for (std::size_t i = next++; i < count; i = next++) work(i);
    };
    if (count <= worth_a_thread || jobs == 1) return take();

    if (jobs == 0) jobs = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::jthread> others;
    try {
        for (std::size_t i = 1; i < std::min(jobs, count / worth_a_thread); ++i) {
            others.emplace_back(take);
        }
    } catch (const std::system_error&) { // as many as there are
    }
    take();
}

} // namespace dflint::cli
