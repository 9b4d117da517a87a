#pragma once

#include <deque>
#include <filesystem>
#include <vector>

#include "app/forecast_file.h"
#include "engine/forecast/forecast.h"

namespace bihuan {

/// Where an earlier run over these series ended, one per group, by the series' names; empty of
/// series that are new or have another frequency or season now, and without the file. Throws
/// InvalidInput when it was not written by write_warm_file.
std::vector<forecast::WarmStart> read_warm_file(const std::filesystem::path& path,
                                                const std::deque<FileGroup>& groups);

/// Keeps where a run ended, in place of what the file held; a file that cannot be written whole
/// stays as it was.
void write_warm_file(const std::filesystem::path& path,
                     const std::deque<FileGroup>& groups,
                     const std::vector<forecast::Outcome>& outcomes);

}  // namespace bihuan
