#include "platform/http/log.h"

#include <atomic>
#include <future>
#include <thread>

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

namespace bihuan::http {

namespace {

constexpr std::size_t kWaiting = 4096;  // lines

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

struct Log::Writer {
    explicit Writer(const spdlog::sink_ptr& sink)
        : thread(std::make_shared<spdlog::details::thread_pool>(kWaiting, 1)),
          logger(std::make_shared<spdlog::async_logger>(
              "bihuan", sink, thread, spdlog::async_overflow_policy::overrun_oldest)) {
        logger->set_formatter(std::make_unique<spdlog::pattern_formatter>(
            R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc));
        logger->flush_on(spdlog::level::info);
    }

    /// A pipe that nobody reads must not keep the process: its thread is left to itself then.
    ~Writer() {
        std::promise<void> written;
        const auto done = written.get_future();
        std::thread([last = std::move(thread), written = std::move(written)]() mutable {
            last.reset();
            written.set_value();
        }).detach();
        done.wait_for(kLastWait);
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Once there is room again, so that the line does not give way itself.
    void tell_lost() {
        const auto lost = thread->overrun_counter();
        auto before = told.load();
        if (lost == before || thread->queue_size() > kWaiting / 2) return;
        if (told.compare_exchange_strong(before, lost))
            logger->error(R"("event":"log_lines_lost","lines":{})", lost - before);
    }

    std::shared_ptr<spdlog::details::thread_pool> thread;
    std::shared_ptr<spdlog::async_logger> logger;
    std::atomic<std::size_t> told = 0;
};

Log Log::to_stderr(LogLevel least) {
    auto writer = std::make_shared<Writer>(std::make_shared<spdlog::sinks::stderr_sink_mt>());
    writer->logger->set_level(spdlog_level(least));
    return Log(std::move(writer));
}

Log Log::to_file(const std::filesystem::path& path) {
    return Log(std::make_shared<Writer>(
        std::make_shared<spdlog::sinks::basic_file_sink_mt>(path.string())));
}

void Log::write(LogLevel level, std::string_view event, const nlohmann::json& fields) const {
    if (!writer_ || !writer_->logger->should_log(spdlog_level(level))) return;
    using nlohmann::json;
    const auto dump = [](const json& value) {
        return value.dump(-1, ' ', false, json::error_handler_t::replace);
    };
    std::string text = "\"event\":" + dump(event);
    if (const auto inner = dump(fields); inner.size() > 2)
        text += "," + inner.substr(1, inner.size() - 2);
    writer_->tell_lost();
    writer_->logger->log(spdlog_level(level), "{}", text);
}

std::size_t Log::lost() const {
    return writer_ ? writer_->thread->overrun_counter() : 0;
}

}  // namespace bihuan::http
