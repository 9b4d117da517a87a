#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "platform/http/server.h"
#include "platform/http/service.h"
#include "platform/http/test_client.h"

// A disk that does not answer and a log that nobody reads hold up no one else.
namespace bihuan::http {
namespace {

using nlohmann::json;
using testing::body_of;
using testing::eventually;
using testing::status_of;
using testing::TestClient;

/// A pipe by name. It holds a page, and nobody reads it before `drain`.
class StalledPipe {
public:
    explicit StalledPipe(std::string_view name)
        : path_(std::filesystem::path(::testing::TempDir()) /
                fmt::format("bihuan-{}-{}", name, ::getpid())) {
        std::filesystem::remove(path_);
        BIHUAN_CHECK(::mkfifo(path_.c_str(), S_IRUSR | S_IWUSR) == 0);
    }
    ~StalledPipe() {
        drain();
        reader_ = {};
        if (descriptor_ >= 0) ::close(descriptor_);
        std::filesystem::remove(path_);
    }
    StalledPipe(const StalledPipe&) = delete;
    StalledPipe& operator=(const StalledPipe&) = delete;

    const std::filesystem::path& path() const { return path_; }

    /// Whoever opens it need not wait for the other end.
    void open() {
        descriptor_ = ::open(path_.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
        BIHUAN_CHECK(descriptor_ >= 0);
        BIHUAN_CHECK(::fcntl(descriptor_, F_SETPIPE_SZ, 4096) > 0);
    }

    /// Reads on until the pipe goes.
    void drain() {
        if (descriptor_ < 0 || reader_.joinable()) return;
        reader_ = std::jthread([this](const std::stop_token& stop) {
            std::array<char, 65536> buffer{};
            while (true) {
                const bool last = stop.stop_requested();
                const auto size = ::read(descriptor_, buffer.data(), buffer.size());
                if (size > 0) {
                    const std::lock_guard lock(mutex_);
                    text_.append(buffer.data(), static_cast<std::size_t>(size));
                } else if (last) {
                    return;
                } else {
                    std::this_thread::yield();
                }
            }
        });
    }

    std::string text() const {
        const std::lock_guard lock(mutex_);
        return text_;
    }

private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    mutable std::mutex mutex_;
    std::string text_;
    std::jthread reader_;
};

class SlowDiskTest : public ::testing::Test {
protected:
    StalledPipe log_pipe{"log"};
    StalledPipe file_pipe{"file"};
    std::unique_ptr<Dispatcher> dispatcher;
    std::unique_ptr<Server> server;

    void start(Log log) {
        const auto metrics = std::make_shared<Metrics>();
        Router router;
        router.add(service_operations(metrics, [] { return std::nullopt; }));
        router.add({.path = "/v1/file",
                    .id = "file",
                    .permission = std::string(kPublic),
                    .summary = "For the test.",
                    .tag = "test",
                    .answers = {{.description = "Good."}},
                    .handler = [this](const Request&) {
                        return Response::file({file_pipe.path(), nullptr}, "text/plain", "a.txt");
                    }});
        dispatcher = std::make_unique<Dispatcher>(Dispatcher::Parts{
            .router = std::move(router), .log = std::move(log), .metrics = metrics});
        server = std::make_unique<Server>(*dispatcher, ServerOptions{.port = 0});
    }

    void TearDown() override {
        log_pipe.drain();
        if (server) server->stop();
        server.reset();
        dispatcher.reset();
    }
};

constexpr std::string_view kHealth = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

TEST_F(SlowDiskTest, HealthIsAnsweredWhileNobodyReadsTheLog) {
    log_pipe.open();
    start(Log::to_file(log_pipe.path()));
    TestClient client(server->port());

    for (int i = 0; i < 200; ++i) {
        client.send(kHealth);
        ASSERT_EQ(status_of(client.read_answer()), 200) << i;
    }
}

TEST_F(SlowDiskTest, HealthIsAnsweredWhileAFileCannotBeRead) {
    start(Log());
    TestClient waiting(server->port());
    waiting.send("GET /v1/file HTTP/1.1\r\nHost: localhost\r\n\r\n");
    // As soon as the file is being opened; its answer comes when the other end is opened too.
    for (int i = 0; i < 50; ++i) {
        TestClient client(server->port());
        client.send(kHealth);
        EXPECT_EQ(status_of(client.read_answer()), 200);
        if (::testing::Test::HasFailure()) break;
    }

    file_pipe.open();
    EXPECT_EQ(status_of(waiting.read_answer()), 200);
}

class LogTest : public SlowDiskTest {
protected:
    static void write(const Log& log, int number) {
        log.write(LogLevel::Info, "counted", {{"number", number}});
    }
    std::vector<json> lines() const {
        std::vector<json> found;
        std::istringstream text(log_pipe.text());
        for (std::string line; std::getline(text, line);) found.push_back(json::parse(line));
        return found;
    }
};

TEST_F(LogTest, HasWrittenEverythingInItsOrderWhenItGoes) {
    log_pipe.open();
    log_pipe.drain();
    {
        const auto log = Log::to_file(log_pipe.path());
        for (int i = 0; i < 3000; ++i) write(log, i);
    }

    EXPECT_TRUE(eventually([this] { return lines().size() == 3000; }));
    int next = 0;
    for (const auto& line : lines()) EXPECT_EQ(line["number"], next++);
}

TEST_F(LogTest, LetsTheOldestLinesGiveWayAndSaysHowMany) {
    constexpr int kLines = 10'000;
    log_pipe.open();
    const auto log = Log::to_file(log_pipe.path());
    for (int i = 0; i < kLines; ++i) write(log, i);
    EXPECT_GT(log.lost(), 0U);

    log_pipe.drain();
    const auto lost = static_cast<int>(log.lost());
    ASSERT_TRUE(eventually([&] { return int(lines().size()) == kLines - lost; }));
    write(log, kLines);
    ASSERT_TRUE(eventually([&] { return int(lines().size()) == kLines - lost + 2; }));
    const auto all = lines();
    const auto& told = all[all.size() - 2];
    EXPECT_EQ(told["event"], "log_lines_lost");
    EXPECT_EQ(told["lines"], lost);
    EXPECT_EQ(all.back()["number"], kLines);
    EXPECT_EQ(all[all.size() - 3]["number"], kLines - 1) << "the newest stay";
    for (std::size_t i = 1; i + 2 < all.size(); ++i)
        EXPECT_LT(all[i - 1]["number"], all[i]["number"]);
}

TEST_F(LogTest, EndsAlthoughNobodyReadsIt) {
    log_pipe.open();
    std::promise<void> ended;
    std::thread([&] {
        {
            const auto log = Log::to_file(log_pipe.path());
            for (int i = 0; i < 200; ++i) write(log, i);
        }
        ended.set_value();
    }).detach();

    const auto done = ended.get_future();
    EXPECT_EQ(done.wait_for(4 * Log::kLastWait), std::future_status::ready);
    log_pipe.drain();
    done.wait();
    EXPECT_TRUE(eventually([this] { return lines().size() == 200; })) << "its thread went on";
}

}  // namespace
}  // namespace bihuan::http
