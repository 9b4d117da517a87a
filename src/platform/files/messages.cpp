#include "platform/files/messages.h"

#include <algorithm>
#include <array>

namespace bihuan::files {

namespace {

constexpr std::array kMessages{
    Message{"ambiguous_day",
            "分不清哪个是月、哪个是日，请写成 2026-10-01，或在导入时说明日期的写法。",
            "The day can be read in two ways; write it as 2026-10-01, or say at the import which "
            "comes first."},
    Message{"ambiguous_month",
            "月份写法有歧义，请写成 2026-10。",
            "The month can be read in two ways; write it as 2026-10."},
    Message{"ambiguous_number",
            "数字写法有歧义：逗号须每三位一个，小数点用“.”。",
            "The number can be read in two ways: a comma stands before each three digits, the "
            "decimal point is a full stop."},
    Message{"binary_file",
            "文件内容不是表格。请上传 xlsx 或 CSV 文件。",
            "The file is not a table. Give an xlsx or CSV file."},
    Message{"blank_header",
            "这一行是空的，不能当作表头；请选择写着列名的那一行。",
            "The row is blank and no header; choose the one that names the columns."},
    Message{"cell_error",
            "单元格是 Excel 错误值，请改正公式或填入数值。",
            "The cell holds an Excel error; mend the formula or write the value."},
    Message{"cell_too_long",
            "单元格超过 32,767 个字符。",
            "The cell is longer than 32,767 characters."},
    Message{"control_character",
            "含有看不见的控制字符，请删除。",
            "There is a control character that cannot be seen; remove it."},
    Message{
        "cut_october",
        "“2026.1”可能是 1 月，也可能是被当成数字的 2026.10；请把该列设为文本，写成 2026-01 或 "
        "2026-10。",
        "This is January, or 2026.10 taken for a number; make the column text and write 2026-01 "
        "or 2026-10."},
    Message{"damaged_file",
            "文件已损坏，请用 Excel 打开并另存后再试。",
            "The file is damaged; open it in Excel, save it again and retry."},
    Message{"document_type",
            "工作簿含有不允许的 DOCTYPE 声明。",
            "The workbook holds a DOCTYPE declaration, which is not allowed."},
    Message{"duplicate_column",
            "表头有两列表示同一内容，请删除或重命名其中一列。",
            "Two columns mean the same; remove or rename one."},
    Message{"empty_cell", "此处不能为空。", "The cell must not be empty."},
    Message{"empty_file", "文件是空的。", "The file is empty."},
    Message{"encrypted_file",
            "文件有密码保护，请取消密码后再上传。",
            "The file is protected by a password; remove it first."},
    Message{"formula_without_value",
            "公式没有计算结果，请在 Excel 中打开并保存，或改为数值。",
            "The formula has no result; open and save the file in Excel, or write the value."},
    Message{"header_merged",
            "表头有合并单元格，请取消合并并为每列写上名称。",
            "The header holds merged cells; unmerge them and name each column."},
    Message{"html_file",
            "这是网页，不是工作簿。请在 Excel 中打开并另存为 xlsx。",
            "This is a web page, not a workbook; open it in Excel and save it as xlsx."},
    Message{"invalid_bytes",
            "文字编码有误，请另存为 UTF-8 CSV 或 xlsx。",
            "The text is not in one encoding; save it as UTF-8 CSV or xlsx."},
    Message{"long_sheet_name",
            "工作表的名称太长，Excel 最多 31 个字；请改短后再上传。",
            "A sheet's name is too long; Excel takes 31 letters. Make it shorter."},
    Message{"macro_workbook",
            "不接受含宏的工作簿，请另存为 xlsx。",
            "Workbooks with macros are not accepted; save it as xlsx."},
    Message{"merged_cell",
            "数据区有合并单元格，请取消合并并逐行填写。",
            "The cell is part of a merged one; unmerge it and fill each row."},
    Message{"missing_column", "缺少必填列。", "A required column is missing."},
    Message{"missing_sheet", "工作簿中没有这个工作表。", "The workbook has no such sheet."},
    Message{
        "month_for_day",
        "这里要具体日期；只有月份时请写当月第一天，如 2026-10-01。注意 2026.1 这样的数字分不清是 "
        "1 月还是 10 月。",
        "A day is needed here; of a month write its first day, 2026-10-01. Mind that the number "
        "2026.1 may be January or October."},
    Message{"no_header",
            "前 20 行中没有认得的表头；请说明表头是哪一行，再指定各列。",
            "No known header was found within the first 20 rows; say which row is the header, then "
            "map its columns."},
    Message{"no_header_in_sheet",
            "工作表的前 20 行中没有认得的表头；请选择其他工作表，或说明表头是哪一行。",
            "No known header was found within the first 20 rows of a sheet; choose another sheet, "
            "or say which row is the header."},
    Message{"not_a_day", "应为日期，如 2026-10-01。", "Expected a day such as 2026-10-01."},
    Message{"not_a_flag", "应为“是”或“否”。", "Expected yes or no."},
    Message{"not_a_month", "应为月份，如 2026-10。", "Expected a month such as 2026-10."},
    Message{"not_a_number", "应为数字。", "Expected a number."},
    Message{"not_a_share",
            "应为 0 到 1 之间的数，或 0% 到 100%。",
            "Expected a number from 0 to 1, or from 0% to 100%."},
    Message{
        "not_a_workbook", "这个压缩文件不是 xlsx 工作簿。", "The archive is not an xlsx workbook."},
    Message{"not_whole", "应为整数。", "Expected a whole number."},
    Message{"number_too_large", "数字过大。", "The number is too large."},
    Message{"old_workbook",
            "不支持旧版 .xls 文件，请在 Excel 中另存为 xlsx。",
            "Old .xls files are not supported; save it as xlsx in Excel."},
    Message{"one_column",
            "文件只有一列，其中没有认得的表头；分隔符应为逗号、制表符、分号或竖线（半角）。",
            "The file has one column, and no known header; cells are separated by comma, tab, "
            "semicolon or bar."},
    Message{"quote_not_closed",
            "从这一行开始的引号没有结束。",
            "A quotation mark that opens in this row is never closed."},
    Message{"scientific_code",
            "编码或条码成了科学计数法（如 "
            "6.90123E+12），末尾几位已经丢失；请把该列设为文本后重新导出。",
            "The code stands in scientific notation (6.90123E+12), so its last digits are lost; "
            "make the column text and export it again."},
    Message{"several_months",
            "这里是几个月合在一起；请每个月各写一格，如 2026-01、2026-02。",
            "These are several months together; give each month a cell of its own: 2026-01, "
            "2026-02."},
    Message{"share_for_amount",
            "这里是数量或金额，不能写百分数。",
            "Expected a quantity or an amount, not a percentage."},
    Message{"stray_quote",
            "引号后面还有文字；含引号的内容要整格加引号，里面的引号写两遍。",
            "Text follows a closing quotation mark; double the quotation marks inside a cell."},
    Message{"surplus_cells",
            "这一行的单元格比表头多：内容里的逗号（如 1,234）要整格加引号，或者去掉。",
            "The row has more cells than the header: quote a cell that holds a comma (1,234), or "
            "leave the comma out."},
    Message{"too_many_columns", "超过 1,024 列。", "The table has more than 1,024 columns."},
    Message{
        "too_many_rows", "工作表超过 1,048,576 行。", "The sheet has more than 1,048,576 rows."},
    Message{"too_many_strings",
            "工作簿的文字过多，请拆成几个文件或存为 CSV。",
            "The workbook holds too much text; split it or save it as CSV."},
    Message{"truncated_file",
            "文件不完整，可能没有传完，请重新上传。",
            "The file is cut off; send it again."},
    Message{"unknown_choice", "所选的列不在文件中。", "The chosen column is not in the file."},
    Message{"unknown_encoding",
            "没有这种编码，可选 "
            "UTF-8、GB18030、Big5、Shift_JIS、EUC-KR、UTF-16LE、UTF-16BE、windows-1252。",
            "There is no such encoding; there are UTF-8, GB18030, Big5, Shift_JIS, EUC-KR, "
            "UTF-16LE, UTF-16BE and windows-1252."},
    Message{"wide_binary_workbook",
            "不支持 .xlsb 文件，请另存为 xlsx。",
            "Files in .xlsb are not supported; save it as xlsx."},
    Message{"xml_workbook",
            "这是 XML 表格，请在 Excel 中另存为 xlsx。",
            "This is an XML spreadsheet; save it as xlsx in Excel."},
    Message{"zip_bomb",
            "文件解压后大得不合常理，已拒绝。",
            "The file inflates beyond reason and is refused."},
};

}  // namespace

std::span<const Message> messages() {
    return kMessages;
}

std::string_view message(std::string_view code, Language language) {
    const auto* const found = std::lower_bound(
        kMessages.begin(), kMessages.end(), code, [](const Message& row, std::string_view wanted) {
            return row.code < wanted;
        });
    if (found == kMessages.end() || found->code != code) return code;
    return language == Language::Chinese ? found->chinese : found->english;
}

Issue file_issue(std::string_view code, std::string field, std::string_view found) {
    return {.code = std::string(code),
            .field = std::move(field),
            .message = std::string(message(code, Language::English)),
            .found = std::string(found)};
}

}  // namespace bihuan::files
