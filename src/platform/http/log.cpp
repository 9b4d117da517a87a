#include "platform/http/log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

namespace bihuan::http {

namespace {

std::shared_ptr<spdlog::logger> make_logger(const spdlog::sink_ptr& sink) {
    auto logger = std::make_shared<spdlog::logger>("bihuan", sink);
    logger->set_formatter(std::make_unique<spdlog::pattern_formatter>(
        R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc));
    logger->flush_on(spdlog::level::info);
    return logger;
}

spdlog::level::level_enum spdlog_level(LogLevel level) {
    switch (level) {
        case LogLevel::Info:
            return spdlog::level::info;
        case LogLevel::Warning:
            return spdlog::level::warn;
        case LogLevel::Error:
            break;
    }
    return spdlog::level::err;
}

}  // namespace

Log Log::to_stderr(LogLevel least) {
    auto logger = make_logger(std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_level(spdlog_level(least));
    return Log(std::move(logger));
}

Log Log::to_file(const std::filesystem::path& path) {
    return Log(make_logger(std::make_shared<spdlog::sinks::basic_file_sink_mt>(path.string())));
}

void Log::write(LogLevel level, std::string_view event, const nlohmann::json& fields) const {
    if (!logger_) return;
    using nlohmann::json;
    const auto dump = [](const json& value) {
        return value.dump(-1, ' ', false, json::error_handler_t::replace);
    };
    std::string text = "\"event\":" + dump(event);
    if (const auto inner = dump(fields); inner.size() > 2)
        text += "," + inner.substr(1, inner.size() - 2);
    logger_->log(spdlog_level(level), "{}", text);
}

}  // namespace bihuan::http
