// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

namespace dflint::model {

/// The cache mount of the RUN from which apt deletes each package that it installed: Debian's and
/// Ubuntu's images say so in /etc/apt/apt.conf.d/docker-clean. Null where the image is not known to
/// be made from these, or something in the file may say otherwise.
[[nodiscard]] const Mount* mount_emptied_by_apt(const Run& run);

} // namespace dflint::model
