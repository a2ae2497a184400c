// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/base_image.h"
#include "dflint/model/build.h"

#include <algorithm>
#include <array>
#include <string>

namespace dflint::model {

namespace {

/// The variables beside PATH that the tags of an image set: names with blanks between them, a star
/// at the end stands for any rest. Several tags have fewer: what one of them sets counts for all.
///
/// As of November 2026. To be looked up in the published Dockerfiles: of the official images by
/// their histories in github.com/docker-library/repo-info, of CUDA in
/// gitlab.com/nvidia/container-images/cuda, of Jupyter in github.com/jupyter/docker-stacks, of .NET
/// in github.com/dotnet/dotnet-docker, of the others in the repositories of their names. Images
/// with variables for every purpose (nvcr.io/nvidia/pytorch, elasticsearch, rocker/*) stay out:
/// unknown.
struct Environment {
    std::string_view image; ///< as on Docker Hub; of others with the registry; may end with "/*"
    std::string_view names;
    std::string_view inherited{}; ///< from what the image is built from
};

constexpr std::string_view of_java =
    "CA_CERTIFICATES_JAVA_VERSION JAVA_ALPINE_VERSION JAVA_BASE_URL JAVA_DEBIAN_VERSION JAVA_HOME "
    "JAVA_SHA256 JAVA_TOOL_OPTIONS JAVA_URL JAVA_URL_VERSION JAVA_VERSION LANG LANGUAGE LC_ALL";
constexpr std::string_view of_php =
    "APACHE_CONFDIR APACHE_ENVVARS GPG_KEYS PHPIZE_DEPS PHP_ASC_URL PHP_CFLAGS PHP_CPPFLAGS "
    "PHP_EXTRA_BUILD_DEPS PHP_EXTRA_CONFIGURE_ARGS PHP_FILENAME PHP_INI_DIR PHP_LDFLAGS PHP_MD5 "
    "PHP_SHA256 PHP_URL PHP_VERSION";
constexpr std::string_view of_node = "NODE_VERSION NPM_CONFIG_LOGLEVEL NPM_VERSION YARN_VERSION";
constexpr std::string_view of_golang = "GOLANG_* GOPATH GOTOOLCHAIN";
constexpr std::string_view of_erlang = "LANG OTP_VERSION REBAR3_VERSION REBAR_VERSION";
constexpr std::string_view of_cuda =
    "CUDA_* CUDNN_VERSION LD_LIBRARY_PATH LIBRARY_PATH NCCL_VERSION NVARCH NVIDIA_* NV_*";
constexpr std::string_view of_conda = "LANG LC_ALL";
constexpr std::string_view of_miniforge = "CONDA_DIR LANG LC_ALL";
constexpr std::string_view of_fedora = "DISTTAG FBR FGC container";
constexpr std::string_view of_jupyter =
    "APACHE_SPARK_VERSION CONDA_DIR CONDA_VERSION DEBIAN_FRONTEND HADOOP_VERSION HOME JULIA_* "
    "JUPYTER_PORT LANG LANGUAGE LC_ALL MESOS_NATIVE_LIBRARY MINICONDA_* MINIFORGE_VERSION NB_GID "
    "NB_UID NB_USER NVIDIA_* PYTHONPATH R_LIBS_USER SHELL SPARK_HOME SPARK_OPTS SPARK_VERSION "
    "XDG_CACHE_HOME";
constexpr std::string_view of_dotnet =
    "APP_UID ASPNETCORE_HTTP_PORTS ASPNETCORE_URLS ASPNETCORE_VERSION ASPNET_VERSION DOTNET_* "
    "LANG LC_ALL NUGET_XMLDOC_MODE POWERSHELL_DISTRIBUTION_CHANNEL";

constexpr std::array environments = {
    Environment{"almalinux", ""},
    Environment{"alpine", ""},
    Environment{"amazoncorretto", "JAVA_HOME LANG"},
    Environment{"amazonlinux", ""},
    Environment{"archlinux", "LANG"},
    Environment{"buildpack-deps", ""},
    Environment{"busybox", ""},
    Environment{"caddy", "CADDY_VERSION XCADDY_* XDG_CONFIG_HOME XDG_DATA_HOME", of_golang},
    Environment{"centos", ""},
    Environment{"composer", "COMPOSER_ALLOW_SUPERUSER COMPOSER_HOME COMPOSER_VERSION", of_php},
    Environment{"condaforge/mambaforge", of_miniforge},
    Environment{"condaforge/miniforge3", of_miniforge},
    Environment{"continuumio/anaconda3", of_conda},
    Environment{"continuumio/miniconda3", of_conda},
    Environment{"dart", "DART_SDK"},
    Environment{"debian", ""},
    Environment{"denoland/deno", "DENO_*"},
    Environment{"drupal", "COMPOSER_ALLOW_SUPERUSER DRUPAL_MD5 DRUPAL_VERSION", of_php},
    Environment{"eclipse-temurin", of_java},
    Environment{"elixir", "ELIXIR_VERSION", of_erlang},
    Environment{"erlang", of_erlang},
    Environment{"fedora", of_fedora},
    Environment{"gcc", "GCC_MIRRORS GCC_VERSION GPG_KEYS"},
    Environment{"ghost", "GHOST_* GOSU_VERSION NODE_ENV", of_node},
    Environment{"golang", of_golang},
    Environment{"gradle", "GRADLE_HOME GRADLE_VERSION", of_java},
    Environment{"haskell", "LANG"},
    Environment{"httpd", "APACHE_DIST_URLS HTTPD_* NGHTTP2_VERSION OPENSSL_VERSION"},
    Environment{"ibm-semeru-runtimes", of_java},
    Environment{"jetty", "JETTY_* TMPDIR", of_java},
    Environment{"julia", "JULIA_GPG JULIA_PATH JULIA_VERSION"},
    Environment{"jupyter/*", of_jupyter},
    Environment{"mambaorg/micromamba", "ENV_NAME LANG LC_ALL MAMBA_*"},
    Environment{"mariadb", "GOSU_VERSION GPG_KEYS LANG MARIADB_MAJOR MARIADB_VERSION"},
    Environment{"maven", "MAVEN_CONFIG MAVEN_HOME MAVEN_VERSION", of_java},
    Environment{"mcr.microsoft.com/dotnet/*", of_dotnet},
    Environment{"mcr.microsoft.com/playwright", "LANG LC_ALL PLAYWRIGHT_*"},
    Environment{"mcr.microsoft.com/playwright/*", "LANG LC_ALL PLAYWRIGHT_*"},
    Environment{"memcached", "MEMCACHED_SHA1 MEMCACHED_URL MEMCACHED_VERSION"},
    Environment{"mongo", "GLIBC_TUNABLES GOSU_VERSION GPG_KEYS HOME JSYAML_* MONGO_*"},
    Environment{"mysql", "GOSU_VERSION MYSQL_MAJOR MYSQL_SHELL_VERSION MYSQL_VERSION"},
    Environment{"nginx",
                "ACME_VERSION DYNPKG_RELEASE NGINX_VERSION NJS_* OTEL_VERSION PKG_RELEASE"},
    Environment{"node", of_node},
    Environment{"nvcr.io/nvidia/cuda", of_cuda},
    Environment{"nvidia/cuda", of_cuda},
    Environment{"openjdk", of_java},
    Environment{"oraclelinux", ""},
    Environment{"oven/bun", "BUN_*"},
    Environment{"perl", "PERL_VERSION"},
    Environment{"php", of_php},
    Environment{"postgres",
                "DOCKER_PG_LLVM_DEPS GOSU_VERSION LANG PGDATA PG_MAJOR PG_SHA256 PG_VERSION"},
    Environment{"python", "GPG_KEY LANG PYTHONIOENCODING PYTHON_*"},
    Environment{"pytorch/pytorch", "PYTORCH_VERSION", of_cuda},
    Environment{"quay.io/fedora/fedora", of_fedora},
    Environment{"quay.io/jupyter/*", of_jupyter},
    Environment{"r-base", "LANG LC_ALL R_BASE_VERSION"},
    Environment{"rabbitmq", "ERLANG_INSTALL_PATH_PREFIX GOSU_VERSION HOME LANG LANGUAGE LC_ALL "
                            "OPENSSL_* OTP_* RABBITMQ_*"},
    Environment{"redis", "GOSU_VERSION REDIS_*"},
    Environment{"registry.fedoraproject.org/fedora", of_fedora},
    Environment{"rockylinux", ""},
    Environment{"ruby", "BUNDLER_VERSION BUNDLE_* GEM_HOME LANG RUBYGEMS_VERSION RUBY_*"},
    Environment{"rust", "CARGO_HOME RUSTUP_HOME RUST_*"},
    Environment{"scratch", ""},
    Environment{"swift", "SWIFT_*"},
    Environment{"tensorflow/tensorflow",
                "BAZEL_VERSION CACHE_STOP CHECKOUT_TF_SRC CI_BUILD_PYTHON LANG TF_* "
                "USE_PYTHON_3_NOT_2",
                of_cuda},
    Environment{"tomcat", "CATALINA_HOME GPG_KEYS LD_LIBRARY_PATH OPENSSL_VERSION TOMCAT_*",
                of_java},
    Environment{"ubuntu", ""},
    Environment{"wordpress", "WORDPRESS_*", of_php},
};
static_assert(std::is_sorted(environments.begin(), environments.end(),
                             [](const auto& a, const auto& b) { return a.image < b.image; }));

bool is_named_in(std::string_view names, std::string_view name) {
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(' '), names.size());
        std::string_view each = names.substr(0, end);
        names.remove_prefix(std::min(end + 1, names.size()));
        if (!each.ends_with('*')) {
            if (each == name) return true;
            continue;
        }
        each.remove_suffix(1);
        if (name.starts_with(each)) return true;
    }
    return false;
}

/// As the table has it: without the place of the official images, there and at Amazon's mirror.
std::string table_name(std::string_view reference) {
    const ImageName name = ImageName::split(reference);
    const bool is_on_hub =
        name.registry.empty() || name.registry == "docker.io" || name.registry == "index.docker.io";
    std::string_view repository = name.repository;
    constexpr std::string_view official = "library/";
    constexpr std::string_view mirrored = "docker/library/";
    if (is_on_hub && repository.starts_with(official)) {
        repository.remove_prefix(official.size());
    } else if (name.registry == "public.ecr.aws" && repository.starts_with(mirrored)) {
        repository.remove_prefix(mirrored.size());
    } else if (!is_on_hub) {
        return std::string(name.registry) + "/" + std::string(repository);
    }
    return std::string(repository);
}

const Environment* row_of(std::string_view image) {
    const auto row = std::lower_bound(
        environments.begin(), environments.end(), image,
        [](const Environment& each, std::string_view name) { return each.image < name; });
    return row == environments.end() || row->image != image ? nullptr : &*row;
}

/// The row of the image, else that of the innermost place with a star.
const Environment* environment_of(std::string_view reference) {
    std::string image = table_name(reference);
    if (const Environment* const row = row_of(image)) return row;
    for (std::size_t slash = image.rfind('/'); slash != image.npos; slash = image.rfind('/')) {
        image.resize(slash);
        if (const Environment* const row = row_of(image + "/*")) return row;
    }
    return nullptr;
}

} // namespace

bool sets_only_path(std::string_view reference) {
    const Environment* const environment = environment_of(reference);
    return environment != nullptr && environment->names.empty();
}

bool has_known_environment(std::string_view reference) {
    return environment_of(reference) != nullptr;
}

bool image_sets(std::string_view reference, std::string_view variable) {
    const Environment* const environment = environment_of(reference);
    return environment != nullptr && (is_named_in(environment->names, variable) ||
                                      is_named_in(environment->inherited, variable));
}

} // namespace dflint::model
