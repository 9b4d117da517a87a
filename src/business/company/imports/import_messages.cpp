#include <algorithm>
#include <array>

#include "business/company/imports/report.h"

namespace bihuan::imports {

namespace {

using files::Message;

constexpr std::array kMessages{
    Message{"ambiguous_reference",
            "有几个同名的，请改用编码。",
            "Several have this name; write the code."},
    Message{"bad_gtin",
            "条码应为 8、12、13 或 14 位数字（可带空格或连字符），且末位校验码正确；开头的 0 "
            "如被表格软件去掉，请补上。",
            "A barcode has 8, 12, 13 or 14 digits (blanks and hyphens do no harm), and the last "
            "one checks the others; put back a leading 0 that a spreadsheet took away."},
    Message{
        "closed_months",
        "本文件的数据落在已关账的月份；关账结果不会自动更新，导入后请对这些月份重新关账。",
        "The file changes figures of months that are closed; a close does not follow by itself: "
        "close these months again after the import."},
    Message{"day_too_early", "日期早于 1970 年。", "The day lies before 1970."},
    Message{
        "doubtful_encoding",
        "文字编码不能确定，先按所示编码读取；如果是乱码，请换一种编码。",
        "The encoding is not certain; the file was read as shown. Choose another if the text is "
        "garbled."},
    Message{
        "duplicate_fact",
        "文件中已有同日、同终端、同产品的行（见所示位置），请合并；小票明细可以选择“同日同店同品"
        "合并相加”。",
        "The file holds an earlier row of the same day, outlet and product (where, is shown); "
        "merge them, or choose to add up the lines of a day."},
    Message{"duplicate_key",
            "文件中已有同一编码的行（见所示位置），请合并或删去一行。",
            "The file holds an earlier row with the same code or key (where, is shown); merge them "
            "or remove one."},
    Message{"encoding_taken",
            "文件不是 UTF-8，已按所示编码读取。",
            "The file is not UTF-8; it was read as shown."},
    Message{"ends_before_start", "结束日期早于开始日期。", "The last day lies before the first."},
    Message{"future_day", "日期在今天之后。", "The day lies in the future."},
    Message{"hidden_rows",
            "隐藏或被筛选掉的行也读入了。",
            "Rows that are hidden, or filtered out, were read too."},
    Message{"hidden_sheets",
            "这些工作表是隐藏的，没有读入；需要的话请在 Excel 中取消隐藏后再上传。",
            "These sheets are hidden and were not read; unhide them in Excel if they are needed."},
    Message{"later_closes",
            "这些月份也已关账，并且用到上述较早的数据；导入后请一并重新关账，从最早的月份开始。",
            "These months are closed too and rest on the earlier figures that change; close them "
            "again as well after the import, the earliest first."},
    Message{"lines_added_up",
            "同日、同终端、同产品的多行已合并相加。",
            "Lines of the same day, outlet and product were added up."},
    Message{"missing", "此处必填。", "A value is required here."},
    Message{"missing_key", "编码不能为空。", "The code must not be empty."},
    Message{"negative", "不能为负数。", "The figure must not be negative."},
    Message{"negative_stock", "库存不能为负数。", "Stock must not be negative."},
    Message{"not_a_choice", "不在可选项中。", "Not one of the choices."},
    Message{"not_allowed",
            "您无权修改这一行所属的区域。",
            "The row belongs to a region that you may not change."},
    Message{"not_positive", "应大于零。", "The figure must be more than zero."},
    Message{"not_time", "应为时间，如 08:30。", "Expected a time such as 08:30."},
    Message{"not_unique", "已有别的行用了它，请换一个。", "Another row has it; take another one."},
    Message{"not_yours",
            "这一行属于别人，您无权修改。",
            "The row is another person's; you may not write it."},
    Message{
        "not_yours_to_make",
        "没有这个编码或名称，您也无权新建；请联系有权限的同事先建好，或改用已有的。",
        "There is no such code or name, and you may not make one; ask who may, or write one that "
        "is there."},
    Message{"out_of_range", "数值超出允许范围。", "The figure is out of range."},
    Message{"own_parent", "上级不能是自己或下级。", "A row cannot lie below itself."},
    Message{"packs_not_whole",
            "按箱规（每箱、每托的数量）换算后不是整数，请检查数量、单位和产品的箱规。",
            "In base units this is not whole; check the quantity, the unit and the product's units "
            "per box."},
    Message{"pieces_not_whole",
            "数量按产品的基本单位（瓶、袋……）计，应为整数；按箱计的请在“单位”列写“箱”。",
            "Quantities count the product's base unit and are whole; of boxes, say so in the unit "
            "column: box."},
    Message{"price_negative", "价格不能为负数。", "A price must not be negative."},
    Message{"sheets_not_read",
            "这些工作表没有读入；表头相同的可以选择一起读。",
            "These sheets were not read; those with the same header can be read together."},
    Message{"sheets_read", "这些工作表一起读入了。", "These sheets were read together."},
    Message{"signs_differ",
            "这些行的数量和金额一正一负，已照原样读入，请核对；退货的数量和金额都应为负。",
            "Quantity and value of these rows have different signs; they were taken as they stand. "
            "Check them: of returned goods both are negative."},
    Message{
        "stands_for_none",
        "这样的写法表示“没有”或“未定”，不能当作编码或名称；请填写真实的编码，没有就删去这一行或"
        "留空。",
        "This says that there is none; it is no code or name. Write the real one; where there is "
        "none, leave the cell empty or the row out."},
    Message{"too_long", "文字过长。", "The text is too long."},
    Message{"total_rows", "合计行已跳过，不作为数据。", "Rows of totals were skipped."},
    Message{
        "unit_in_quantity",
        "数量只写数字，单位另写：箱数请在“单位”列写“箱”，会按产品的箱规换算。",
        "Write the number alone and its unit in the unit column: of boxes, box; they are turned "
        "into base units."},
    Message{"unknown_outlet",
            "没有这个终端；请先导入终端，或选择自动新建。",
            "There is no such outlet; import it first, or choose to have missing ones made."},
    Message{"unknown_product",
            "没有这个产品；请先导入产品，或选择自动新建。",
            "There is no such product; import it first, or choose to have missing ones made."},
    Message{"unknown_reference", "没有这个编码或名称。", "There is no such code or name."},
    Message{"unknown_unit",
            "单位应为产品的基本单位、箱或托。",
            "The unit is the product's base unit, box or pallet."},
    Message{"unnamed_totals",
            "这些行没有写终端、产品等名称，数字正好是上面各行之和，已按合计行跳过，不作为数据。",
            "These rows name nothing and their figures are the sums of the rows above; they were "
            "skipped as totals."},
};

}  // namespace

std::span<const Message> import_messages() {
    return kMessages;
}

std::string_view known_code(std::string_view code) {
    for (const auto known : {import_messages(), files::messages()})
        for (const auto& row : known)
            if (row.code == code) return row.code;
    return "out_of_range";
}

std::string explain(std::string_view code, files::Language language) {
    const auto* const found = std::find_if(
        kMessages.begin(), kMessages.end(), [&](const Message& row) { return row.code == code; });
    if (found == kMessages.end()) return std::string(files::message(code, language));
    return std::string(language == files::Language::Chinese ? found->chinese : found->english);
}

}  // namespace bihuan::imports
