#include "platform/database/company_address.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "support/databases.h"
#include "support/forwarder.h"

namespace bihuan {

struct Whereabouts {
    std::string place;
};

template <>
inline constexpr auto kDescription<Whereabouts> =
    describe<Whereabouts>("", field("place", &Whereabouts::place));

namespace {

namespace fs = std::filesystem;

struct Form {
    const char* company;
    std::map<std::string, std::string> options;
};

const std::vector<Form> kForms{
    {"postgres://", {}},
    {"postgresql://db.example", {{"host", "db.example"}}},
    {"postgresql://db.example:5433", {{"host", "db.example"}, {"port", "5433"}}},
    {"postgres://db.example/bihuan", {{"host", "db.example"}, {"dbname", "bihuan"}}},
    {"postgres://anna@db.example/bihuan",
     {{"host", "db.example"}, {"dbname", "bihuan"}, {"user", "anna"}}},
    {"postgres://anna:s3%40%3D%2F%20%27@db.example/bihuan",
     {{"host", "db.example"}, {"dbname", "bihuan"}, {"user", "anna"}, {"password", "s3@=/ '"}}},
    {"postgres://anna@one:1,two:2/bihuan?target_session_attrs=read-write",
     {{"host", "one,two"},
      {"port", "1,2"},
      {"dbname", "bihuan"},
      {"user", "anna"},
      {"target_session_attrs", "read-write"}}},
    {"postgres://[2001:db8::1]:5432/bihuan",
     {{"host", "2001:db8::1"}, {"port", "5432"}, {"dbname", "bihuan"}}},
    {"postgres://anna@%2Frun%2Fpostgresql/bihuan",
     {{"host", "/run/postgresql"}, {"dbname", "bihuan"}, {"user", "anna"}}},
    {"postgres:///bihuan?host=/run/postgresql&port=5433",
     {{"host", "/run/postgresql"}, {"port", "5433"}, {"dbname", "bihuan"}}},
    {"postgres://db.example/bihuan?sslmode=verify-full&sslrootcert=/etc/ca.pem&"
     "application_name=a%3Db&connect_timeout=3",
     {{"host", "db.example"},
      {"dbname", "bihuan"},
      {"sslmode", "verify-full"},
      {"sslrootcert", "/etc/ca.pem"},
      {"application_name", "a=b"},
      {"connect_timeout", "3"}}},
    {"postgres:///?service=bihuan", {{"service", "bihuan"}}},
    {"service=bihuan", {{"service", "bihuan"}}},
    {"host=db.example dbname = 'bihuan' user='an\\'na' passfile=/etc/pass",
     {{"host", "db.example"}, {"dbname", "bihuan"}, {"user", "an'na"}, {"passfile", "/etc/pass"}}},
};

TEST(CompanyAddress, IsTakenApartInEveryFormThatLibpqKnows) {
    for (const auto& form : kForms) {
        SCOPED_TRACE(form.company);
        ASSERT_TRUE(is_postgres(form.company));
        const auto address = PostgresAddress::parse(form.company);
        for (const char* keyword : {"host",
                                    "hostaddr",
                                    "port",
                                    "dbname",
                                    "user",
                                    "password",
                                    "target_session_attrs",
                                    "sslmode",
                                    "sslrootcert",
                                    "service",
                                    "application_name",
                                    "connect_timeout",
                                    "passfile"}) {
            const auto wanted = form.options.find(keyword);
            EXPECT_EQ(address.value(keyword), wanted == form.options.end() ? "" : wanted->second)
                << keyword;
        }
    }
}

TEST(CompanyAddress, OfAFileIsAFile) {
    for (const char* company : {"company.db",
                                "/var/lib/bihuan/company.db",
                                "a=b.db",
                                "公司.db",
                                "postgres.db",
                                "host",
                                "x y=z"})
        EXPECT_FALSE(is_postgres(company)) << company;
}

TEST(CompanyAddress, ThatIsNotUnderstoodIsRefusedWithAHintAndWithoutItsPassword) {
    for (const char* company : {"postgres://anna:geheim%zz@db.example/bihuan",
                                "postgres://anna:geheim@db.example/bihuan?colour=red",
                                "postgres://anna:geheim@[::1/bihuan",
                                "host=db.example passwort=geheim",
                                "mysql://anna:geheim@db.example/bihuan"}) {
        try {
            Database::open(company);
            ADD_FAILURE() << company;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::InvalidInput) << company;
            EXPECT_EQ(std::string(error.what()).find("geheim"), std::string::npos) << error.what();
            EXPECT_NE(std::string(error.what()).find("postgres://"), std::string::npos);
        }
        EXPECT_EQ(without_password(company).find("geheim"), std::string::npos) << company;
    }
}

TEST(CompanyAddress, IsShownWithoutItsPassword) {
    EXPECT_EQ(without_password("company.db"), "company.db");
    EXPECT_EQ(without_password("postgres://anna@db.example/bihuan"),
              "postgres://anna@db.example/bihuan");
    EXPECT_EQ(without_password("postgres://anna:geheim@one:1,[::1]:2/bihuan?sslmode=require"),
              "postgres://anna@one:1,[::1]:2/bihuan?sslmode=require");
    EXPECT_EQ(without_password("postgres:///bihuan?user=anna&password=geheim&host=/run/pg"),
              "postgres://anna@%2Frun%2Fpg/bihuan");
    EXPECT_EQ(without_password("host=db.example user=anna password='ge heim' sslpassword=geheim"),
              "postgres://anna@db.example/");
}

TEST(CompanyAddress, HandsItsPasswordToNobodyByWords) {
    const auto address = PostgresAddress::parse("postgres://anna:geheim@db.example/bihuan");
    EXPECT_EQ(address.words(), "dbname='bihuan' host='db.example' user='anna'");
    EXPECT_EQ(address.password(), "geheim");
}

/// The test server: by its socket, and by ports that lead to it.
class LiveAddress : public ::testing::Test {
protected:
    void SetUp() override {
        const char* server = std::getenv("BIHUAN_TEST_POSTGRES");
        if (server == nullptr) GTEST_SKIP() << "no PostgreSQL";
        folder_ = PostgresAddress::parse(server).value("host");
        line_.emplace();
    }

    static std::string whereabouts(const std::string& company) {
        const Query where{
            "test.where",
            "SELECT current_database() || ' ' || current_user || ' ' || "
            "current_setting('application_name') || ' ' || current_setting('search_path') AS place",
            {}};
        const auto database = Database::open(company, {.readers = 1});
        return database
            ->read(Viewer::system("test"),
                   [&](Session& s) { return s.query_one<Whereabouts>(where, {}); })
            .place;
    }

    static std::string encoded(const std::string& path) {
        std::string text;
        for (const char c : path) text += c == '/' ? "%2F" : std::string(1, c);
        return text;
    }

    std::string port() const { return std::to_string(line_->port()); }

    std::string folder_;
    std::optional<testing::Forwarder> line_;
};

TEST_F(LiveAddress, OpensTheCompanyInEveryForm) {
    const std::string plain = R"(bihuan_test postgres bihuan "$user", public)";
    for (const auto& company : {
             "postgres://postgres@127.0.0.1:" + port() + "/bihuan_test",
             "postgresql://postgres@127.0.0.1:" + port() + "/bihuan_test",
             "postgresql://postgres@localhost:" + port() + "/bihuan_test",
             "postgres://postgres:geheim@127.0.0.1:" + port() + "/bihuan_test",
             "postgres://127.0.0.1:" + port() + "/bihuan_test?user=postgres",
             "postgres://postgres@127.0.0.1/bihuan_test?port=" + port(),
             "postgres://postgres@127.0.0.1:1,127.0.0.1:" + port() + "/bihuan_test",
             "postgres://postgres@127.0.0.1:1,127.0.0.1:" + port() +
                 "/bihuan_test?target_session_attrs=read-write&connect_timeout=5&sslmode=prefer",
             "postgres://postgres@/bihuan_test?host=" + folder_,
             "postgres:///bihuan_test?host=" + folder_ + "&user=postgres",
             "postgres://postgres@" + encoded(folder_) + "/bihuan_test",
             "postgres://postgres@" + encoded(folder_) + ":5432/bihuan_test",
             "host=" + folder_ + " dbname=bihuan_test user=postgres",
             "host='" + folder_ + "'  dbname = bihuan_test user='postgres' password='a b=c'",
             "hostaddr=127.0.0.1 port=" + port() + " dbname=bihuan_test user=postgres",
         })
        EXPECT_EQ(whereabouts(company), plain) << company;
}

TEST_F(LiveAddress, OpensTheCompanyByIpv6) {
    if (!testing::has_ipv6()) GTEST_SKIP() << "this machine has no IPv6";
    const testing::Forwarder six("::1");
    EXPECT_EQ(
        whereabouts("postgres://postgres@[::1]:" + std::to_string(six.port()) + "/bihuan_test"),
        R"(bihuan_test postgres bihuan "$user", public)");
}

TEST_F(LiveAddress, PassesEveryOptionOnAsItIs) {
    const auto begin = "postgres://postgres@/bihuan_test?host=" + folder_;
    EXPECT_EQ(
        whereabouts(begin + "&application_name=a%20%3D%20%27b%5C%27&options=-csearch_path%3Dx"),
        R"(bihuan_test postgres a = 'b\' x)");
    EXPECT_EQ(whereabouts(begin + "&options=-c%20search_path%3Dx%20-c%20statement_timeout%3D5s"),
              "bihuan_test postgres bihuan x");
    EXPECT_EQ(whereabouts(begin + "&application_name=%22a%22"),
              R"(bihuan_test postgres "a" "$user", public)");
    EXPECT_THROW(whereabouts(begin + "&application_name=%22a%22%20b"), Error);
}

TEST_F(LiveAddress, IsFoundByTheNameOfAService) {
    const auto file = fs::temp_directory_path() / ("service_" + std::to_string(make_id()));
    std::ofstream(file) << "[bihuan]\nhost=" << folder_ << "\ndbname=bihuan_test\nuser=postgres\n";
    ::setenv("PGSERVICEFILE", file.c_str(), 1);

    EXPECT_TRUE(whereabouts("service=bihuan").starts_with("bihuan_test postgres"));
    EXPECT_TRUE(whereabouts("postgres:///?service=bihuan").starts_with("bihuan_test postgres"));
    EXPECT_THROW(whereabouts("service=another"), Error);

    ::unsetenv("PGSERVICEFILE");
    fs::remove(file);
}

TEST_F(LiveAddress, TakesThePasswordFromWhereItIsKept) {
    const auto file = fs::temp_directory_path() / ("pass_" + std::to_string(make_id()));
    std::ofstream(file) << "*:*:*:with_password:geheim\n";
    fs::permissions(file, fs::perms{0600});
    const auto company = "postgres://with_password@/bihuan_test?host=" + folder_;
    EXPECT_THROW(whereabouts(company), Error);

    EXPECT_TRUE(whereabouts(company + "&passfile=" + file.string()).starts_with("bihuan_test"));
    EXPECT_TRUE(whereabouts("postgres://with_password:geheim@/bihuan_test?host=" + folder_)
                    .starts_with("bihuan_test"));
    ::setenv("PGPASSFILE", file.c_str(), 1);
    EXPECT_TRUE(whereabouts(company).starts_with("bihuan_test"));
    ::unsetenv("PGPASSFILE");
    ::setenv("PGPASSWORD", "geheim", 1);
    EXPECT_TRUE(whereabouts(company).starts_with("bihuan_test"));
    ::unsetenv("PGPASSWORD");
    fs::remove(file);
}

TEST_F(LiveAddress, ThatNobodyAnswersSaysWhy) {
    const auto why = [](const std::string& company) {
        try {
            Database::open(company);
            return std::string();
        } catch (const Error& error) {
            return std::string(error.what());
        }
    };
    EXPECT_EQ(why("postgres://anna:geheim@127.0.0.1:1/bihuan"),
              "PostgreSQL does not answer at postgres://anna@127.0.0.1:1/bihuan.");
    EXPECT_TRUE(why("postgres://postgres@127.0.0.1:" + port() + "/nothing")
                    .starts_with("PostgreSQL answers at"));
}

}  // namespace
}  // namespace bihuan
