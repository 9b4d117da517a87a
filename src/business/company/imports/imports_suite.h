#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/ranges.h>
#include <unistd.h>

#include "business/company/imports/run_import.h"
#include "business/company/outlets/outlet.h"
#include "business/company/products/product.h"
#include "business/company/regions/regions.h"
#include "business/marketing/prices/price.h"
#include "business/marketing/promotions/promotion.h"
#include "business/sales/facts/outlet_moves.h"
#include "support/databases.h"

// For the tests of this room: a company of two products and two outlets, and files to import.
namespace bihuan::imports {

inline std::vector<Resource> test_resources() {
    return {regions::resource(),
            make_resource<Channel>("channels", "company"),
            make_resource<Brand>("brands", "products"),
            make_resource<ProductLine>("product-lines", "products"),
            facts::products_resource(),
            facts::outlets_resource(),
            make_resource<Price>("prices", "prices"),
            make_resource<Promotion>("promotions", "promotions")};
}

class ImportsSuite : public DatabaseTest {
protected:
    ImportsSuite() : kinds_(test_resources()) {
        folder_ =
            std::filesystem::temp_directory_path() / ("imports_" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    ~ImportsSuite() override { std::filesystem::remove_all(folder_); }

    ImportRequest request(const std::string& kind, const std::string& text) {
        const auto path = folder_ / (kind + ".csv");
        std::ofstream(path, std::ios::binary) << text;
        return {.kind = kinds_.get(kind), .path = path, .file_name = kind + ".csv"};
    }

    ImportReport run(const ImportRequest& made) {
        return run_import(*database_, viewer, clock, kinds_, made);
    }
    ImportReport import(const std::string& kind, const std::string& text) {
        return run(request(kind, text));
    }

    template <class T>
    T find(const std::string& code) {
        return read([&](Session& s) { return s.find_by<T>("code", code).value(); });
    }

    /// Two products and two outlets.
    void import_company() {
        import("products",
               "编码,名称,品牌,自有,单位,箱规,容量ml\nP1,橙汁,汇源,是,瓶,12,500\n"
               "P2,梨汁,汇源,是,瓶,24,300\n");
        import(
            "outlets",
            "门店编码,门店名称,区域,渠道,等级\nS1,一店,华东,现代渠道,A\nS2,二店,华北,现代渠道,B\n");
    }

    Kinds kinds_;
    std::filesystem::path folder_;
};

inline std::vector<std::string> codes(const ImportReport& report) {
    std::vector<std::string> found;
    for (const auto& issue : report.issues) found.push_back(issue.cell() + " " + issue.code);
    return found;
}

/// "code count found rows"
inline std::vector<std::string> remarks(const ImportReport& report) {
    std::vector<std::string> told;
    for (const auto& remark : report.remarks)
        told.push_back(fmt::format(
            "{} {} {} {}", remark.code, remark.count, remark.found, fmt::join(remark.rows, "/")));
    return told;
}

}  // namespace bihuan::imports
