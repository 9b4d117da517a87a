#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json_fwd.hpp>

namespace bihuan::http {

enum class LogLevel : std::uint8_t { Info, Warning, Error };

/// Writes one JSON object per line: time, level, event and the given fields. Never give it a
/// password, token or cookie. A default-made log is silent. Thread-safe.
///
/// Nobody waits for it: lines are written in their order by a thread of the log's own. When they
/// come faster than they can be written, some thousands wait, and the oldest of them give way; how
/// many did is a line by itself ("log_lines_lost") and `lost`. The last copy of a log ends when all
/// is written, or after `kLastWait`; what kills the process takes what waits with it.
class Log {
public:
    static constexpr std::chrono::milliseconds kLastWait{2000};

    Log() = default;
    /// Lines of at least this level go to standard error.
    static Log to_stderr(LogLevel least = LogLevel::Info);
    /// Lines are appended to a file, flushed per line.
    static Log to_file(const std::filesystem::path& path);

    /// `fields` must be an object; invalid UTF-8 in it is replaced.
    void write(LogLevel level, std::string_view event, const nlohmann::json& fields) const;
    /// Lines that gave way.
    std::size_t lost() const;

private:
    struct Writer;

    explicit Log(std::shared_ptr<Writer> writer) : writer_(std::move(writer)) {}

    std::shared_ptr<Writer> writer_;
};

}  // namespace bihuan::http
