#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace spdlog {
class logger;
}

namespace bihuan::http {

enum class LogLevel : std::uint8_t { Info, Warning, Error };

/// Writes one JSON object per line: time, level, event and the given fields. Never give it a
/// password, token or cookie. A default-made log is silent.
class Log {
public:
    Log() = default;
    /// Lines of at least this level go to standard error.
    static Log to_stderr(LogLevel least = LogLevel::Info);
    /// Lines are appended to a file, flushed per line.
    static Log to_file(const std::filesystem::path& path);

    /// `fields` must be an object; invalid UTF-8 in it is replaced.
    void write(LogLevel level, std::string_view event, const nlohmann::json& fields) const;

private:
    explicit Log(std::shared_ptr<spdlog::logger> logger) : logger_(std::move(logger)) {}

    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace bihuan::http
