#include "app/forecast_file_names.h"

#include <algorithm>

#include <fmt/format.h>

#include "platform/files/place.h"
#include "platform/files/text.h"

namespace bihuan {

namespace {

using Columns = std::vector<std::size_t>;

Columns joined(Columns columns, const Columns& more) {
    columns.insert(columns.end(), more.begin(), more.end());
    return columns;
}

class Naming {
public:
    Naming(NamingColumns columns, FileLook& look, const files::TableRow& header)
        : columns_(std::move(columns)), look_(look), header_(header) {
        look_.remember(joined(joined(columns_.period, columns_.series),
                              joined(joined(columns_.things, columns_.words), columns_.category)));
    }

    Result<SeriesNames> find() {
        Columns others = joined(columns_.things, columns_.words);
        std::sort(others.begin(), others.end());
        if (numbers_rows(others)) {
            names_.unused = columns_.series;
            columns_.series.clear();
        }
        if (columns_.series.empty()) {
            names_.columns = others;
        } else {
            names_.columns = columns_.series;
            for (const std::size_t column : others)
                if (!add_if_needed(column)) names_.unused.push_back(column);
        }
        for (const std::size_t column : columns_.category) add_if_needed(column);
        if (columns_.series.empty())
            for (const std::size_t column : columns_.words)
                if (!keep(column)) return tl::unexpected(Issues{ambiguous(column)});
        return std::move(names_);
    }

private:
    /// An id that no two rows share is none of a series, where others may be.
    bool numbers_rows(const Columns& others) {
        return !columns_.series.empty() && !others.empty() && look_.rows() > 1 &&
               look_.repeats(columns_.series) == 0;
    }

    std::size_t repeats(const Columns& names) {
        return look_.repeats(joined(columns_.period, names));
    }

    Columns without(std::size_t column) const {
        Columns rest = names_.columns;
        std::erase(rest, column);
        return rest;
    }

    /// Where a period comes more than once without it.
    bool add_if_needed(std::size_t column) {
        const auto more = joined(names_.columns, {column});
        const bool needed = repeats(more) < repeats(names_.columns);
        if (needed) {
            names_.columns = more;
            std::sort(names_.columns.begin(), names_.columns.end());
        }
        return needed;
    }

    /// Takes a column of words out that is no part of the name. False: nobody can tell.
    bool keep(std::size_t column) {
        const auto rest = without(column);
        if (repeats(rest) > repeats(names_.columns)) return true;
        const bool changes = look_.varies(column, rest);
        if (!changes && (rest.empty() || !look_.signs(column).alike)) return true;
        if (changes && look_.signs(column).blanks == 0) return false;
        names_.columns = rest;
        names_.unused.push_back(column);
        return true;
    }

    Issue ambiguous(std::size_t column) const {
        return {"ambiguous_series",
                files::cell_place(header_.number, column),
                fmt::format("Column {} holds words that change from row to row, and no period "
                            "comes twice without it: does it name the series? If so, head it "
                            "\"series\" (序列); else head it \"note\" (备注) or leave it out.",
                            headings_text({column}, header_)),
                files::shown(header_.cell(column))};
    }

    NamingColumns columns_;
    FileLook& look_;
    const files::TableRow& header_;
    SeriesNames names_;
};

}  // namespace

Result<SeriesNames> name_series(const NamingColumns& columns,
                                FileLook& look,
                                const files::TableRow& header) {
    return Naming(columns, look, header).find();
}

std::string headings_text(const std::vector<std::size_t>& columns, const files::TableRow& header) {
    std::string text;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i > 0) text += i + 1 == columns.size() ? " and " : ", ";
        text += fmt::format("\"{}\"", files::trim(header.cell(columns[i])));
    }
    return text;
}

FileNote joined_names_note(const std::vector<std::size_t>& names, const files::TableRow& header) {
    return {
        "joined_names",
        fmt::format("Series are named by the columns {} together.", headings_text(names, header))};
}

FileNote unused_note(const std::vector<std::size_t>& unused, const files::TableRow& header) {
    return {"unused_columns", fmt::format("Not used: {}.", headings_text(unused, header))};
}

}  // namespace bihuan
