#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <thread>

#include <gtest/gtest.h>

#include "business/company/imports/file_hash.h"
#include "business/company/imports/import.h"
#include "crash/company.h"
#include "crash/program.h"
#include "support/databases.h"

// The real program: a company is copied and restored with the files that were sent to it, and what
// the program shows of a company holds no password.
namespace bihuan {
namespace {

namespace fs = std::filesystem;

/// A database of PostgreSQL without a table.
class EmptyDatabase {
public:
    explicit EmptyDatabase(const ScratchCompany& beside)
        : name_("empty_" + std::to_string(make_id())), address_(beside.address()) {
        run("CREATE DATABASE " + name_);
        const auto begin = address_.find('/', address_.find("//") + 2) + 1;
        address_.replace(begin, address_.find('?') - begin, name_);
    }
    ~EmptyDatabase() { run("DROP DATABASE " + name_ + " WITH (FORCE)"); }
    EmptyDatabase(const EmptyDatabase&) = delete;
    EmptyDatabase& operator=(const EmptyDatabase&) = delete;

    const std::string& address() const { return address_; }

private:
    static void run(const std::string& sql) {
        Database::open(std::getenv("BIHUAN_TEST_POSTGRES"))->run_alone(sql, {});
    }

    std::string name_;
    std::string address_;
};

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The program serving a company until it is killed.
class Served {
public:
    Served(const std::string& company, fs::path log) : output_(std::move(log)) {
        const std::vector<std::string> words{BIHUAN_PROGRAM,
                                             "run",
                                             "--port",
                                             "0",
                                             "--imports",
                                             output_.string() + ".imports",
                                             "--company",
                                             company};
        std::vector<char*> arguments;
        for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(
            &actions, STDOUT_FILENO, output_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
        BIHUAN_CHECK(
            posix_spawn(&process_, BIHUAN_PROGRAM, &actions, nullptr, arguments.data(), environ) ==
            0);
        posix_spawn_file_actions_destroy(&actions);
        for (int i = 0; i < 3000 && output().find("Stop it with") == std::string::npos; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    ~Served() { kill(); }
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;

    void kill() {
        if (process_ == 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = 0;
    }
    std::string output() const { return content_of(output_); }
    std::string command_line() const {
        return content_of("/proc/" + std::to_string(process_) + "/cmdline");
    }

private:
    fs::path output_;
    ::pid_t process_ = 0;
};

class Restore : public ::testing::TestWithParam<std::string> {
protected:
    Restore()
        : folder_(fs::temp_directory_path() / ("restore_" + std::to_string(make_id()))),
          company_(GetParam()) {
        fs::create_directories(folder_);
    }
    ~Restore() override { fs::remove_all(folder_); }

    static Ended run(std::vector<std::string> words, const std::string& company) {
        words.insert(words.end(), {"--company", company});
        return run_program(words);
    }
    std::string in(const std::string& name) const { return folder_ / name; }

    void send(const std::string& folder) {
        fs::create_directories(folder);
        std::ofstream(folder + "/1.upload") << "code,name";
        Import import{.id = new_id<Import>(),
                      .kind = "outlets",
                      .file_name = "outlets.csv",
                      .file_hash = imports::hash_file(folder + "/1.upload").hash,
                      .stored_as = "1.upload",
                      .mapping = {"{}"},
                      .options = {"{}"},
                      .report = {"{}"}};
        company_.open()->write(Viewer::system("test"), SystemClock(), [&](Transaction& t) {
            import.created_at = t.now();
            t.insert(import, "test");
        });
    }

    fs::path folder_;
    ScratchCompany company_;
};

INSTANTIATE_TEST_SUITE_P(Both, Restore, both_databases(), dialect_name);

TEST_P(Restore, BringsACompanyBackWithTheFilesThatWereSentToIt) {
    send(in("sent.imports"));
    std::optional<EmptyDatabase> empty;
    if (GetParam() == "postgres") empty.emplace(company_);
    const auto place = empty ? empty->address() : in("restored.db");
    const auto back = in("back.imports");

    const auto copied =
        run({"backup", in("copy"), "--imports", in("sent.imports")}, company_.address());
    const auto restored = run({"restore", in("copy"), "--imports", back}, place);

    ASSERT_EQ(copied.exit_code, 0) << copied.output;
    ASSERT_EQ(restored.exit_code, 0) << restored.output;
    EXPECT_EQ(content_of(back + "/1.upload"), "code,name");
    EXPECT_EQ(run({"check", "--imports", back}, place).exit_code, 0);
    fs::remove(back + "/1.upload");
    const auto checked = run({"check", "--imports", back}, place);
    EXPECT_NE(checked.exit_code, 0);
    EXPECT_NE(checked.output.find("is not there"), std::string::npos) << checked.output;
}

TEST_P(Restore, NeitherMovesAServedCompanyNorLetsItsLogReplay) {
    if (GetParam() != "sqlite") GTEST_SKIP() << "a database of PostgreSQL is never replaced";
    const auto place = in("company.db");
    ASSERT_EQ(run({"migrate"}, place).exit_code, 0);
    ASSERT_EQ(run({"backup", in("copy.db")}, place).exit_code, 0);
    Served server(place, in("log"));

    const auto refused = run({"restore", in("copy.db"), "--replace"}, place);
    EXPECT_NE(refused.output.find("stop it first"), std::string::npos) << refused.output;

    server.kill();
    fs::rename(place, in("old.db"));
    const auto left = run({"restore", in("copy.db")}, place);
    EXPECT_NE(left.output.find("company.db-wal"), std::string::npos) << left.output;
    fs::rename(in("old.db"), place);
    const auto replaced = run({"restore", in("copy.db"), "--replace"}, place);
    EXPECT_EQ(replaced.exit_code, 0) << replaced.output;
    EXPECT_EQ(run({"check"}, place).exit_code, 0);
}

TEST_P(Restore, AndEveryOtherCommandShowsNoPassword) {
    if (GetParam() != "postgres") GTEST_SKIP() << "a file has no password";
    auto address = company_.address();
    address.insert(address.find('@'), ":geheim");
    for (const auto& words : {std::vector<std::string>{"migrate"},
                              {"check", "--imports", in("none")},
                              {"backup", in("copy")},
                              {"restore", in("copy")}}) {
        const auto ended = run(words, address);
        EXPECT_EQ(ended.output.find("geheim"), std::string::npos) << ended.output;
        EXPECT_NE(ended.output.find("PGPASSWORD"), std::string::npos) << ended.output;
    }
    const Served server(address, in("log"));
    EXPECT_NE(server.output().find("Stop it with"), std::string::npos) << server.output();
    EXPECT_EQ(server.output().find("geheim"), std::string::npos) << server.output();
    EXPECT_EQ(server.command_line().find("geheim"), std::string::npos);
    EXPECT_NE(server.command_line().find("postgres://"), std::string::npos);
}

}  // namespace
}  // namespace bihuan
