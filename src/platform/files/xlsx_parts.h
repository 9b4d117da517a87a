#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/files/number_format.h"
#include "platform/files/zip_archive.h"

// The small parts of a workbook that its sheets refer to: names, number formats, shared strings.
namespace bihuan::files {

struct Sheet {
    std::string name;
    std::string part;  ///< Entry of the archive: "xl/worksheets/sheet1.xml".
};

struct Workbook {
    std::vector<Sheet> sheets;          ///< The visible ones, in their order.
    std::vector<std::string> hidden;    ///< Names of the others.
    bool from_1904 = false;             ///< Day numbers count from 1904.
    std::vector<NumberFormat> formats;  ///< Per cell style.
    std::string styles_part;
    std::string strings_part;
};

/// Workbook, relations and styles. Refuses macro and binary workbooks and what is none.
Result<Workbook> read_workbook(const ZipArchive& archive);

class SharedStrings {
public:
    /// Codes: those of the archive, "too_many_strings".
    static Result<SharedStrings> read(const ZipArchive& archive, const std::string& part);

    std::size_t size() const { return ends_.size(); }
    std::string_view operator[](std::size_t index) const;

private:
    friend class StringsHandler;

    std::string text_;
    std::vector<std::size_t> ends_;
};

}  // namespace bihuan::files
