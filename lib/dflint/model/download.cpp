// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/download.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace dflint::model {

namespace {

// Sizes of 2026-08, from public lock files and pip logs: the wheel and the NVIDIA libraries it
// pulls in. They age; a version that is not listed takes the nearest older row.
struct Row {
    std::string_view key;
    WheelGroup group;
    std::uint32_t megabyte_count;
    bool is_direct = true;
};

constexpr std::uint32_t torch_cpu = 190;
constexpr std::uint32_t torch_rocm = 4350;

constexpr std::array rows = {
    Row{"diffusers", WheelGroup::none, 0, false}, // only its extra [torch] is heavy
    Row{"docling", WheelGroup::torch, 2700, false},
    Row{"easyocr", WheelGroup::torch, 2700, false},
    Row{"openai-whisper", WheelGroup::torch, 2700, false},
    Row{"sentence-transformers", WheelGroup::torch, 2700, false},
    Row{"tensorflow", WheelGroup::tensorflow, 600},
    Row{"tensorflow-gpu", WheelGroup::tensorflow, 600},
    Row{"tf-nightly", WheelGroup::tensorflow, 600},
    Row{"torch", WheelGroup::torch, 2700},
    Row{"ultralytics", WheelGroup::torch, 2700, false},
    Row{"vllm", WheelGroup::torch, 2700},
    Row{"whisperx", WheelGroup::torch, 2700, false},
    Row{"xformers", WheelGroup::torch, 2700, false},
};
static_assert(std::is_sorted(rows.begin(), rows.end(),
                             [](const Row& a, const Row& b) { return a.key < b.key; }));

constexpr std::uint32_t nvidia_set = 2500; // what tensorflow[and-cuda] adds
constexpr std::uint32_t jax_cuda = 2200;

const Row* row_of(std::string_view key) {
    const auto found =
        std::lower_bound(rows.begin(), rows.end(), key,
                         [](const Row& row, std::string_view k) { return row.key < k; });
    return found != rows.end() && found->key == key ? &*found : nullptr;
}

/// The text in brackets of `name[extra,extra]`.
std::string_view extras_of(const Install& install, const Package& package) {
    const std::string_view word = install.command->words[package.word].text;
    const std::size_t open = word.find('[');
    const std::size_t close = word.find(']');
    if (open == word.npos || close == word.npos || close < open) return {};
    return word.substr(open + 1, close - open - 1);
}

enum class Index : std::uint8_t { standard, cpu, rocm };

/// Which wheels of torch are asked for: by `+cpu` in the version, or by the index.
Index index_of(const Install& install, const Package& package) {
    const auto kind_in = [](std::string_view text) {
        if (text.find("rocm") != text.npos) return Index::rocm;
        return Index::cpu;
    };
    if (package.version.find("+cpu") != package.version.npos ||
        package.version.find("+rocm") != package.version.npos) {
        return kind_in(package.version);
    }
    for (const Option& option : install.command->options) {
        const bool names_index = option.name == "--index-url" || option.name == "-i" ||
                                 option.name == "--extra-index-url" || option.name == "-f" ||
                                 option.name == "--find-links" || option.name == "--index" ||
                                 option.name == "--default-index" ||
                                 option.name == "--torch-backend";
        if (!names_index || !option.value) continue;
        const std::string_view value = *option.value;
        // .../whl/cpu, .../whl/cpu/torch_stable.html, --torch-backend cpu
        if (value.find("rocm") != value.npos || value == "cpu" || value.ends_with("/cpu") ||
            value.find("/cpu/") != value.npos) {
            return kind_in(value);
        }
    }
    return Index::standard;
}

/// Major and minor of an exact pin `==2.6.0`; 0.0 for everything else.
struct Release {
    int major = 0;
    int minor = 0;
};

Release release_of(const Package& package) {
    Release release;
    std::string_view text = package.version;
    if (!package.is_pinned) return release;
    const std::size_t digit = text.find_first_of("0123456789");
    if (digit == text.npos) return release;
    const char* const end = text.data() + text.size();
    const auto [after, error] = std::from_chars(text.data() + digit, end, release.major);
    if (error == std::errc() && after != end && *after == '.') {
        std::from_chars(after + 1, end, release.minor);
    }
    return release;
}

std::uint32_t torch_megabyte_count(const Package& package) {
    const Release release = release_of(package);
    if (release.major == 1) return 800; // one wheel with CUDA inside
    if (release.major == 2 && release.minor <= 6) return 3050;
    if (release.major == 2 && release.minor <= 10) return 3900;
    return 2700;
}

} // namespace

std::optional<WheelSize> wheel_size(const Install& install, const Package& package) {
    if (install.manager != Manager::pip && install.manager != Manager::uv) return std::nullopt;
    if (package.is_url) return std::nullopt;
    if (package.key == "jax") {
        if (extras_of(install, package).find("cuda") == std::string_view::npos) return std::nullopt;
        return WheelSize{WheelGroup::jax, jax_cuda};
    }
    const Row* const row = row_of(package.key);
    if (row == nullptr) return std::nullopt;
    WheelSize size{row->group, row->megabyte_count, row->is_direct};
    if (package.key == "diffusers") {
        if (extras_of(install, package).find("torch") == std::string_view::npos)
            return std::nullopt;
        size = {WheelGroup::torch, 2700, false};
    }
    if (package.key == "tensorflow" &&
        extras_of(install, package).find("and-cuda") != std::string_view::npos) {
        size.megabyte_count += nvidia_set;
    }
    if (size.group == WheelGroup::torch) {
        if (package.key == "torch") size.megabyte_count = torch_megabyte_count(package);
        const Index index = index_of(install, package);
        if (index == Index::cpu) size.megabyte_count = torch_cpu;
        if (index == Index::rocm) size.megabyte_count = torch_rocm;
    }
    return size;
}

WheelGroup wheel_group(const Package& package) {
    const auto is_one_of = [&](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), package.key) != names.end();
    };
    const auto begins_with = [&](std::initializer_list<std::string_view> prefixes) {
        return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
            return package.key.starts_with(prefix);
        });
    };
    if (begins_with({"torch", "pytorch"}) || is_one_of({"triton", "xformers", "vllm"})) {
        return WheelGroup::torch;
    }
    if (begins_with({"tensorflow", "tf-", "keras"}) || is_one_of({"tensorboard"})) {
        return WheelGroup::tensorflow;
    }
    if (begins_with({"jax"}) || is_one_of({"flax", "optax"})) return WheelGroup::jax;
    return WheelGroup::none;
}

std::optional<HeavyPackage> heaviest_package(const Install& install) {
    std::optional<HeavyPackage> heaviest;
    for (const Package& package : install.packages) {
        const auto size = wheel_size(install, package);
        if (!size || size->megabyte_count < heavy_megabyte_count) continue;
        if (heaviest && heaviest->size.megabyte_count >= size->megabyte_count) continue;
        heaviest = HeavyPackage{&package, *size};
    }
    return heaviest;
}

std::uint32_t estimated_megabyte_count(const Install& install) {
    // Package lists alone are 35 MB for apt; a package of a system 2 MB; one of pip 3 MB with two
    // dependencies of that size; a manifest 150 MB for pip and 100 MB for others.
    std::uint32_t count = 0;
    const auto package_count = static_cast<std::uint32_t>(install.packages.size());
    switch (install.manager) {
    case Manager::apt:
        count = 35 + 2 * package_count;
        break;
    case Manager::dnf:
    case Manager::zypper:
        count = 60 + 2 * package_count;
        break;
    case Manager::apk:
        count = 3 + 2 * package_count;
        break;
    case Manager::conda:
        count = 100 + 10 * package_count;
        break;
    default:
        count = 9 * package_count;
        break;
    }
    if (install.kind != InstallKind::packages) {
        count += install.manager == Manager::pip || install.manager == Manager::uv ? 150 : 100;
    }
    for (const Package& package : install.packages) {
        if (const auto size = wheel_size(install, package)) count += size->megabyte_count;
        const bool is_big = package.name == "build-essential" || package.name == "ffmpeg" ||
                            package.name.starts_with("texlive") ||
                            package.name.starts_with("cuda-") ||
                            package.name.find("-jdk") != std::string_view::npos;
        if (is_big) count += 70;
    }
    return count;
}

std::string to_text(WheelSize size) {
    if (size.megabyte_count < 1000) return std::to_string(size.megabyte_count) + " MB";
    const std::uint32_t tenths = (size.megabyte_count + 50) / 100;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GB";
}

} // namespace dflint::model
