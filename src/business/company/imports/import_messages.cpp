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
    Message{"ambiguous_unit",
            "这个单位有几种读法（如所示），没有读入；请选定它的意思，或在表头写明，如 "
            "数量（瓶）、数量（箱）。",
            "The unit has several readings (as shown), so the row was not read; choose what it "
            "means, or say in the heading which is meant, 数量（瓶） or 数量（箱）."},
    Message{"bad_gtin",
            "条码应为 8、12、13 或 14 位数字（可带空格或连字符），且末位校验码正确；开头的 0 "
            "如被表格软件去掉，请补上。",
            "A barcode has 8, 12, 13 or 14 digits (blanks and hyphens do no harm), and the last "
            "one checks the others; put back a leading 0 that a spreadsheet took away."},
    Message{
        "box_of_one",
        "这些行按箱或托计，但产品的箱规是 1；若一箱不止一个，请先在产品里填写箱规，再导入一次。",
        "These rows count boxes or pallets, but the product's box holds 1 unit; if it holds more, "
        "state it with the product and import again."},
    Message{
        "closed_months",
        "本文件的数据落在已关账的月份；关账结果不会自动更新，导入后请对这些月份重新关账。",
        "The file changes figures of months that are closed; a close does not follow by itself: "
        "close these months again after the import."},
    Message{
        "columns_not_taken",
        "这些列没有对应的数据，只随行保留（没有去处的不保留）；需要的话请在“列怎么对应”里指定。",
        "No figure is taken from these columns; they are kept with the row where it can hold them. "
        "Map them if they are needed."},
    Message{"day_order_taken",
            "这一列的日期有两种读法；已按其中大于 12 "
            "的日子定下顺序。不对请选“日期怎么写的”，再重新检查。",
            "The days of this column can be read in two ways; those above 12 settled the order. If "
            "it is wrong, say how days are written and check again."},
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
        "An earlier row (the one shown) has the same day, outlet and product; "
        "merge them, or choose to add up the lines of a day."},
    Message{"duplicate_key",
            "文件中已有同一编码的行（见所示位置），请合并或删去一行。",
            "An earlier row (the one shown) has the same code or key; merge them "
            "or remove one."},
    Message{"encoding_taken",
            "文件不是 UTF-8，已按所示编码读取。",
            "The file is not UTF-8; it was read as shown."},
    Message{"ends_before_start", "结束日期早于开始日期。", "The last day lies before the first."},
    Message{"figures_not_taken",
            "这些列像是数量、金额或单位，但没有用上；请核对选用的列是否正确，不对就改列的对应。",
            "These columns look like quantities, amounts or units and were not used; check that "
            "the right "
            "ones were taken, else map them."},
    Message{"future_day", "日期在今天之后。", "The day lies in the future."},
    Message{"hidden_rows",
            "隐藏或被筛选掉的行也读入了。",
            "Rows that are hidden, or filtered out, were read too."},
    Message{"hidden_sheets",
            "这些工作表是隐藏的，没有读入；需要的话请在 Excel 中取消隐藏后再上传。",
            "These sheets are hidden and were not read; unhide them in Excel if they are needed."},
    Message{"known_otherwise",
            "编码不认识，但同一行的条码或名称是已有的（如所示）；请把这一列对应到条码或名称，或改正"
            "编码，以免重复建档。",
            "The code is unknown, but the row's barcode or name is known (as shown); map that "
            "column instead, or correct the code. No twin was made."},
    Message{
        "later_closes",
        "以后的这些月份已经关账，用到了本次导入的更早的数据；导入后请从最早的月份起依次重新关账。",
        "These months are closed too and rest on the earlier figures that change; close them "
        "again as well after the import, the earliest first."},
    Message{"lines_added_up",
            "同日、同终端、同产品的多行已合并相加。",
            "Lines of the same day, outlet and product were added up."},
    Message{"missing", "此处必填。", "A value is required here."},
    Message{"missing_key", "编码不能为空。", "The code must not be empty."},
    Message{"names_contradict",
            "这一行的编码和条码（或名称）指的不是同一个（两者如所示），没有读入；请改正其中一个，或"
            "不用这一列。",
            "The row's code and its barcode (or name) are of two different ones, both as shown, so "
            "it was not read; correct one of them, or leave the column out of the file."},
    Message{"names_differ",
            "这些行的条码或名称与编码的登记不同，已按编码读入；若是别的产品或终端，请改正编码。",
            "Barcode or name of these rows differ from what is kept for their code; the code "
            "decided. Correct it where another one is meant."},
    Message{"negative", "不能为负数。", "The figure must not be negative."},
    Message{"negative_stock", "库存不能为负数。", "Stock must not be negative."},
    Message{"no_value",
            "文件没有金额列，也没有单价：新的行金额按 0 "
            "计，已有的金额保留不变（按单价随数量更正）。如有金额，请把它的列对应到“金额”。",
            "The file has neither amounts nor prices: values of new rows are 0, amounts that are "
            "known stay, per unit. If it has amounts, map their column to value."},
    Message{"note_rows",
            "注释、制表、审核等说明行已跳过，不作为数据。",
            "Rows of notes (who made it, who checked it) were skipped."},
    Message{"not_a_choice", "不在可选项中。", "Not one of the choices."},
    Message{"not_allowed",
            "您无权修改这一行所属的区域。",
            "The row belongs to a region that you may not change."},
    Message{
        "not_in_base_units",
        "这张表的数量和价格按产品的基本单位（瓶、袋……）计，表头或单元格格式写的却是箱、托或件；请"
        "换算后再导入。",
        "Quantities and prices of this list are of the product's base unit, but the heading or "
        "the cell's number format says boxes, pallets or 件; convert them and import again."},
    Message{"not_in_yuan",
            "这一列的表头写明不是元（分，或别的货币）；请换算成元，表头写“元”后再导入。",
            "The heading says that this column is not in yuan (cents, or another currency); "
            "convert it to yuan, head it 元 and import it again."},
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
    Message{"piece_taken",
            "这些行的单位“件”按产品登记的基本单位“件”计，没有按箱换算；若指整箱，请选定“件”是箱。",
            "件 in these rows was taken as the product's base unit, which bears that name, not as "
            "a box; if boxes are meant, choose so."},
    Message{"pieces_not_whole",
            "数量按产品的基本单位（瓶、袋……）计，应为整数；按箱计的请在“单位”列写“箱”。",
            "Quantities count the product's base unit and are whole; of boxes, say so in the unit "
            "column: box."},
    Message{"placeholder_gtin",
            "这是占位的号码（全是同一个数字或顺序数），不是条码；没有条码请留空。",
            "This number stands where there is no barcode (one digit over and over, or digits in "
            "their order); leave the field empty."},
    Message{"price_negative", "价格不能为负数。", "A price must not be negative."},
    Message{"return_as_sale",
            "这些行的类型或状态像是退货、退款或已取消，数量却是正数，已照原样计为销售；请改为负数或"
            "删去这些行。",
            "These rows say that they are returns, refunds or cancelled, but their quantity is "
            "positive; they were counted as sales. Make it negative, or take them out."},
    Message{"returns_not_taken",
            "文件有退货列，没有从销售中减去；动销是净额，退货记为负数。请用减去退货后的列，或把退货"
            "另列为负数行。",
            "The file has columns of returns, which were not taken off. Sell-out is net of "
            "returns, a return is a negative row: use a column net of returns, or give returns as "
            "rows of their own."},
    Message{
        "row_not_in_yuan",
        "这一行的金额不是人民币；请换算成元并改写币种后再导入。",
        "The money of this row is not in yuan; convert it, write CNY as its currency and import "
        "it again."},
    Message{"sheet_taken",
            "没有指定工作表，读的是第一张有认得的表头的（如所示）；不对请另选。",
            "No sheet was told; the first with a known header was read, as shown. Choose another "
            "if that is wrong."},
    Message{"sheets_differ",
            "这张工作表的表头与先读的那张不同（列名或次序），不能一起读；请统一表头，或分开导入。",
            "The header of this sheet is not that of the first one read (names or order), so they "
            "cannot be read together; make them the same, or import them one by one."},
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
    Message{"scale_unclear",
            "表头说到千、万或百万，但看不懂怎么换算（单价按千瓶报的，也换算不了）；请改写成 "
            "数量（千箱）、销售额（万元）、单价（元/箱）这样的写法。",
            "The heading speaks of thousands or millions in a way that cannot be told for certain, "
            "or of a price for many; write it as 数量（千箱）, 销售额（万元） or 单价（元/箱）."},
    Message{"stated_unit_below",
            "表头下面一行写的是单位，已按它读所示的列，这一行不作为数据。",
            "The row below the headings holds units; the columns shown were read in them, and the "
            "row is no data."},
    Message{"stated_unit_taken",
            "表头上方写明了单位，已按它读所示的列；不对请在这些列的表头写明单位。",
            "A row above the header states the unit; the columns shown were read in it. If that is "
            "wrong, say the unit in their headings."},
    Message{"stated_unit_unclear",
            "表头上方写明了单位，但看不懂指哪些列、怎么换算；请在数量和金额的表头写明，如 "
            "数量（箱）、销售额（万元），并删去这一格。",
            "A row above the header states a unit that cannot be told for certain; say it in the "
            "headings instead, 数量（箱）, 销售额（万元）, and take this cell out."},
    Message{"stated_units_differ",
            "这张工作表上方写明的单位与第一张不同；请分开导入，或把单位写进各表的表头。",
            "Above this sheet another unit is stated than above the first; import them one by one, "
            "or say the unit in the headings."},
    Message{"too_long", "文字过长。", "The text is too long."},
    Message{"total_rows", "合计行已跳过，不作为数据。", "Rows of totals were skipped."},
    Message{
        "unit_in_quantity",
        "数量只写数字，单位另写：箱数请在“单位”列写“箱”，会按产品的箱规换算。",
        "Write the number alone and its unit in the unit column: of boxes, box; they are turned "
        "into base units."},
    Message{"unit_not_stated",
            "产品只登记了“件”，没有写明单位；这些行的单位（瓶、盒……）按一个基本单位计。请在产品里填"
            "写单位。",
            "The product's base unit is only 件; the units of these rows (瓶, 盒 …) were each "
            "taken as one base unit. State the unit with the product."},
    Message{"units_differ",
            "“单位”列和数量表头写的单位不同（如所示），不知道按哪个计；请改一处，或不用“单位”列。",
            "The unit column and the quantity's heading name different units (as shown), so nobody "
            "can tell which counts; correct one, or leave the unit column out."},
    Message{"unknown_outlet",
            "没有这个终端；请先导入终端，或选择自动新建。",
            "There is no such outlet; import it first, or choose to have missing ones made."},
    Message{"unknown_product",
            "没有这个产品；请先导入产品，或选择自动新建。",
            "There is no such product; import it first, or choose to have missing ones made."},
    Message{"unknown_reference", "没有这个编码或名称。", "There is no such code or name."},
    Message{"unknown_unit",
            "单位不是产品的基本单位（如所示），也不是箱或托；请改正，在产品里填写单位，或选定它的意"
            "思。",
            "The unit is neither the product's base unit (as shown) nor box or pallet; correct it, "
            "state the unit with the product, or choose what it means."},
    Message{"unnamed_totals",
            "这些行没有写终端、产品等名称，数字正好是上面各行之和，已按合计行跳过，不作为数据。",
            "These rows name nothing and their figures are the sums of the rows above; they were "
            "skipped as totals."},
    Message{"value_from_price",
            "文件没有金额列，金额按数量乘以所示的单价计算。",
            "The file has no amounts; values are the quantity times the price shown."},
    Message{"value_missing",
            "这些行没有金额也没有单价，金额按 0 计；请补上。",
            "These rows have neither an amount nor a price; their value is 0. Fill it in."},
    Message{"value_not_price",
            "这些行的金额与数量乘单价相差很大（多出，或不到四分之一），已按金额读入；请核对单位和金"
            "额是否含税。",
            "The value of these rows is far from quantity times price (above it, or less than a "
            "quarter); the value was taken. Check units and tax."},
    Message{"value_off_by_box",
            "这些行的金额与数量乘单价正好差箱规的倍数，像是箱和基本单位混用，已按原样读入；请核对数"
            "量和单价的单位。",
            "The value of these rows is quantity times price off by the units of a box: boxes and "
            "pieces seem to be mixed. They were taken as they stand; check the units of quantity "
            "and price."},
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
