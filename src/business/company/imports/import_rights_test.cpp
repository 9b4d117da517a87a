#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "business/company/imports/run_import.h"
#include "business/company/outlets/outlet.h"
#include "business/company/regions/regions.h"
#include "business/sales/facts/outlet_moves.h"
#include "support/databases.h"

// What an import may make besides its rows: what its sender may write, and nothing else.
namespace bihuan::imports {
namespace {

using ::testing::ElementsAre;

class ImportRights : public DatabaseTest {
protected:
    ImportRights()
        : kinds_({regions::resource(),
                  make_resource<Channel>("channels", "company"),
                  make_resource<Brand>("brands", "products"),
                  make_resource<ProductLine>("product-lines", "products"),
                  facts::products_resource(),
                  facts::outlets_resource()}),
          folder_(std::filesystem::temp_directory_path() /
                  ("import_rights_" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(folder_);
    }
    ~ImportRights() override { std::filesystem::remove_all(folder_); }

    void SetUp() override {
        run(request("products", "编码,名称,品牌,自有,单位,箱规\nP1,橙汁,汇源,是,瓶,12\n"));
        run(request("outlets", "门店编码,门店名称,区域,渠道\nS1,一店,华东,现代渠道\n"));
    }

    ImportRequest request(const std::string& kind, const std::string& text) {
        const auto path = folder_ / (kind + ".csv");
        std::ofstream(path, std::ios::binary) << text;
        return {.kind = kinds_.get(kind), .path = path, .file_name = kind + ".csv"};
    }
    ImportReport run(const ImportRequest& made) {
        return run_import(*database_, viewer, clock, kinds_, made);
    }

    Kinds kinds_;
    std::filesystem::path folder_;
};

INSTANTIATE_TEST_SUITE_P(Both, ImportRights, both_databases(), dialect_name);

std::vector<std::string> codes(const ImportReport& report) {
    std::vector<std::string> found;
    for (const auto& issue : report.issues) found.push_back(issue.cell() + " " + issue.code);
    return found;
}

/// Sees the whole company and writes outlets, products and figures, but not the company's tree.
Viewer seller() {
    return {.person_id = 7,
            .name = "王",
            .permissions = {"facts.write", "outlets.write", "products.read"},
            .whole_company = true};
}

TEST_P(ImportRights, MakeNothingThatTheSenderMayNotWriteAndSaySoAtTheCell) {
    const auto regions_before = read([](Session& s) { return s.all<Region>().size(); });
    viewer = seller();
    for (const bool dry_run : {true, false}) {
        auto sent = request("outlets",
                            "编码,名称,区域,渠道\nN1,n,NEWREGION,现代渠道\nN2,n,华东,NEWCHANNEL\n"
                            "N3,n,华东,现代渠道\n");
        sent.reading.create_missing = true;
        sent.dry_run = dry_run;

        const auto report = run(sent);

        EXPECT_THAT(codes(report), ElementsAre("C2 not_yours_to_make", "D3 not_yours_to_make"));
        EXPECT_TRUE(report.created.empty());
        EXPECT_EQ(report.rows_added, 1) << "what is there may be referred to";
    }
    viewer = Viewer::system("test");
    EXPECT_EQ(read([](Session& s) { return s.all<Region>().size(); }), regions_before);
    EXPECT_FALSE(
        read([](Session& s) { return s.find_by<Channel>("code", std::string("NEWCHANNEL")); }));
}

TEST_P(ImportRights, FiguresMakeNoOutletOrProductForWhoMayNotWriteThem) {
    viewer = seller();
    auto sent =
        request("sell-out", "日期,门店,产品,数量\n2026-10-01,S7,P1,1\n2026-10-01,S1,P7,1\n");
    sent.reading.create_missing = true;
    for (const bool dry_run : {true, false}) {
        sent.dry_run = dry_run;
        const auto report = run(sent);
        EXPECT_THAT(codes(report), ElementsAre("B2 not_yours_to_make", "C3 not_yours_to_make"));
        EXPECT_TRUE(report.created.empty());
    }
    viewer = Viewer::system("test");
    EXPECT_FALSE(read([](Session& s) { return s.find_by<Region>("code", std::string("未分配")); }));
}

}  // namespace
}  // namespace bihuan::imports
