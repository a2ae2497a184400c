// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/download.h"

#include "dflint/model/build.h"
#include "dflint/model/named_rows.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace dflint::model {

namespace {

// Sizes of 2026-08, from public lock files and pip logs: the wheel and the NVIDIA libraries it
// pulls in. They age; a version that is not listed takes the nearest older row.
struct Row {
    std::string_view name;
    WheelGroup group;
    std::uint32_t megabyte_count;
    bool is_direct = true;
    std::uint32_t beside_megabyte_count = 0;
};

constexpr std::uint32_t torch_cpu = 190;
constexpr std::uint32_t torch_rocm = 4350;

constexpr NamedRows rows(std::array{
    Row{"accelerate", WheelGroup::torch, 2700, false, 9},
    Row{"deepspeed", WheelGroup::torch, 2700, false, 50},
    Row{"demucs", WheelGroup::torch, 2700, false, 50},
    Row{"diffusers", WheelGroup::none, 0, false}, // only its extra [torch] is heavy
    Row{"docling", WheelGroup::torch, 2700, false, 50},
    Row{"easyocr", WheelGroup::torch, 2700, false, 50},
    Row{"fastai", WheelGroup::torch, 2700, false, 50},
    Row{"flair", WheelGroup::torch, 2700, false, 50},
    Row{"flash-attn", WheelGroup::none, 180}, // built for hours where no wheel fits
    Row{"lightning", WheelGroup::torch, 2700, false, 9},
    Row{"onnxruntime-gpu", WheelGroup::none, 200},
    Row{"open-clip-torch", WheelGroup::torch, 2700, false, 9},
    Row{"openai-whisper", WheelGroup::torch, 2700, false, 50},
    Row{"paddlepaddle-gpu", WheelGroup::none, 400},
    Row{"peft", WheelGroup::torch, 2700, false, 9},
    Row{"pyannote-audio", WheelGroup::torch, 2700, false, 50},
    Row{"pyspark", WheelGroup::none, 200},
    Row{"pytorch-lightning", WheelGroup::torch, 2700, false, 9},
    Row{"sentence-transformers", WheelGroup::torch, 2700, false, 50},
    Row{"speechbrain", WheelGroup::torch, 2700, false, 50},
    Row{"stable-baselines3", WheelGroup::torch, 2700, false, 50},
    Row{"stanza", WheelGroup::torch, 2700, false, 50},
    Row{"tensorflow", WheelGroup::tensorflow, 600},
    Row{"tensorflow-gpu", WheelGroup::tensorflow, 600},
    Row{"tf-nightly", WheelGroup::tensorflow, 600},
    Row{"timm", WheelGroup::torch, 2700, false, 9},
    Row{"torch", WheelGroup::torch, 2700},
    Row{"torchaudio", WheelGroup::torch, 2700, false, 9},
    Row{"torchmetrics", WheelGroup::torch, 2700, false, 9},
    Row{"torchvision", WheelGroup::torch, 2700, false, 9},
    Row{"trl", WheelGroup::torch, 2700, false, 9},
    Row{"ultralytics", WheelGroup::torch, 2700, false, 50},
    Row{"vllm", WheelGroup::torch, 3000, true, 300},
    Row{"whisperx", WheelGroup::torch, 2700, false, 50},
    Row{"xformers", WheelGroup::torch, 2700, false, 50},
});

constexpr std::uint32_t nvidia_set = 2500; // what tensorflow[and-cuda] adds
constexpr std::uint32_t jax_cuda = 2200;
constexpr std::uint32_t jax_on_local_cuda = 200; // NVIDIA's libraries are those of the image
constexpr std::uint32_t torch_alone = 750;       // without what it depends on

/// The text with what the file knows of its variables.
std::string expanded(const Install& install, std::string_view text) {
    if (text.find('$') == text.npos) return std::string(text);
    return install.command->run->scope.expand(text).value_or(std::string(text));
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

bool is_index_option(const Option& option) {
    return option.name == "--index-url" || option.name == "-i" ||
           option.name == "--extra-index-url" || option.name == "-f" ||
           option.name == "--find-links" || option.name == "--index" ||
           option.name == "--default-index" || option.name == "--torch-backend";
}

/// Of .../whl/cu$NUMBER nothing but the number is open, whereas .../whl/$NAME may be "cpu".
Index index_before_variable(std::string_view written) {
    written = written.substr(0, written.find('$'));
    const std::string_view last = written.substr(written.rfind('/') + 1);
    if (last.starts_with("rocm")) return Index::rocm;
    return last.starts_with("cu") && !last.starts_with("cpu") ? Index::standard : Index::cpu;
}

/// What an index serves, by its address: .../whl/cpu, .../whl/cpu/torch_stable.html, and the
/// backend cpu. A part that stays unknown may well be "cpu": no size is claimed then. On a builder
/// without a GPU `auto` means the same.
Index kind_of(const Command& command, std::string_view written) {
    std::optional<std::string> value(written);
    if (written.find('$') != written.npos) value = command.run->scope.expand(written);
    // An ARG without a default is empty here, and given by whoever builds.
    const bool is_unknown =
        !value || value->empty() || (value->ends_with('/') && *value != written);
    if (is_unknown) return index_before_variable(written);
    if (value->find("rocm") != value->npos) return Index::rocm;
    const bool is_cpu = *value == "cpu" || *value == "auto" || value->ends_with("/cpu") ||
                        value->find("/cpu/") != value->npos;
    return is_cpu ? Index::cpu : Index::standard;
}

/// Which wheels of torch are asked for: by `+cpu` in the version, or by the index.
Index index_of(const Install& install, const Package& package) {
    if (package.version.find("+cpu") != package.version.npos) return Index::cpu;
    if (package.version.find("+rocm") != package.version.npos) return Index::rocm;
    const Command& command = *install.command;
    for (const Option& option : command.options) {
        if (!is_index_option(option) || !option.value) continue;
        const Index index = kind_of(command, *option.value);
        if (index != Index::standard) return index;
    }
    for (const std::string_view name :
         {"PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "UV_INDEX_URL",
          "UV_EXTRA_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX", "UV_TORCH_BACKEND"}) {
        const auto setting = variable_of(command, name);
        if (!setting) continue;
        const Index index = setting->is_static ? kind_of(command, setting->value) : Index::cpu;
        if (index != Index::standard) return index;
    }
    return Index::standard;
}

constexpr int newest = 1000; ///< a minor that no release has

/// Major and minor of `==2.6.0`, `==2.6.*` and `~=2.6.0`; 0.0 for everything else. `~=2.6` takes
/// the newest 2.x (PEP 440).
struct Release {
    int major = 0;
    int minor = 0;
};

Release release_of(std::string_view text) {
    Release release;
    const bool is_compatible = text.starts_with("~=");
    if (!text.starts_with("==") && !is_compatible) return release;
    text.remove_prefix(std::min(text.find_first_not_of("=~ "), text.size()));
    const char* const end = text.data() + text.size();
    const auto [after, error] = std::from_chars(text.data(), end, release.major);
    if (error == std::errc() && after != end && *after == '.') {
        std::from_chars(after + 1, end, release.minor);
        if (is_compatible && std::find(after + 1, end, '.') == end) release.minor = newest;
    }
    return release;
}

/// Until 1.13 one wheel with CUDA inside, twice as big for CUDA 11 as for 10; since then NVIDIA's
/// libraries are packages of their own. The `cu` wheels of an index are no smaller.
std::uint32_t torch_megabyte_count(const Install& install, const Package& package) {
    constexpr std::array<std::uint32_t, 11> minor_of_2 = {2200, 2600, 2600, 2700, 2800, 3000,
                                                          3050, 3000, 3900, 3900, 3900};
    const std::string version = expanded(install, package.version);
    const Release release = release_of(version);
    if (release.major == 1) {
        return release.minor == 13 || version.find("+cu11") != version.npos ? 1800 : 800;
    }
    if (release.major == 2 && static_cast<std::size_t>(release.minor) < minor_of_2.size()) {
        return minor_of_2[static_cast<std::size_t>(release.minor)];
    }
    return 2700;
}

/// torchvision 0.15 and torchaudio 2.0 ask for torch 2.0.
std::uint32_t companion_megabyte_count(const Install& install, const Package& package) {
    const Release release = release_of(expanded(install, package.version));
    const bool is_of_torch_1 = package.key == "torchvision"
                                   ? release.minor > 0 && release.minor < 15
                                   : release.major == 0 && release.minor > 0;
    return is_of_torch_1 ? 800 : 2700;
}

WheelSize jax_size(std::string_view extras) {
    const bool is_local = extras.find("local") != extras.npos;
    return {WheelGroup::jax, is_local ? jax_on_local_cuda : jax_cuda};
}

/// The wheels for Linux on PyPI: before 2.2 the CPU is a package of its own, from 2.12 on all of
/// them have about the size of the newest.
std::uint32_t tensorflow_megabyte_count(const Install& install, const Package& package) {
    constexpr std::array<std::uint32_t, 12> minor_of_2 = {90,  420, 520, 320, 390, 450,
                                                          460, 490, 500, 510, 580, 590};
    const std::string version = expanded(install, package.version);
    const Release release = release_of(version);
    const bool is_gpu = package.key == "tensorflow-gpu";
    if (release.major == 1) return is_gpu ? 400 : 110;
    if (release.major == 2 && release.minor == 0) return is_gpu ? 380 : 90;
    if (release.major == 2 && static_cast<std::size_t>(release.minor) < minor_of_2.size()) {
        return minor_of_2[static_cast<std::size_t>(release.minor)];
    }
    if (release.major == 2 && release.minor >= 13 && release.minor <= 15) return 480;
    // An upper bound (`<2`) may mean any of them.
    return version.find('<') == version.npos ? 600 : 110;
}

} // namespace

std::optional<WheelSize> wheel_size(const Install& install, const Package& package) {
    if (install.manager != Manager::pip && install.manager != Manager::uv) return std::nullopt;
    if (package.is_url) return std::nullopt;
    if (package.key == "jax") {
        const std::string extras = expanded(install, extras_of(install, package));
        if (extras.find("cuda") == extras.npos) return std::nullopt;
        return jax_size(extras);
    }
    const Row* const row = rows.find(package.key);
    if (row == nullptr) return std::nullopt;
    WheelSize size{row->group, row->megabyte_count, row->is_direct, row->beside_megabyte_count};
    if (package.key == "diffusers") {
        if (extras_of(install, package).find("torch") == std::string_view::npos)
            return std::nullopt;
        size = {WheelGroup::torch, 2700, false, 50};
    }
    if (package.key == "tensorflow" || package.key == "tensorflow-gpu") {
        size.megabyte_count = tensorflow_megabyte_count(install, package);
    }
    if (package.key == "tensorflow" &&
        extras_of(install, package).find("and-cuda") != std::string_view::npos) {
        size.megabyte_count += nvidia_set;
    }
    const bool is_alone = install.command->has_option({"--no-deps"});
    if (is_alone && !row->is_direct) return std::nullopt;
    if (size.group == WheelGroup::torch) {
        if (package.key == "torch") size.megabyte_count = torch_megabyte_count(install, package);
        if (package.key == "torchvision" || package.key == "torchaudio") {
            size.megabyte_count = companion_megabyte_count(install, package);
        }
        if (is_alone) size.megabyte_count = std::min(size.megabyte_count, torch_alone);
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
