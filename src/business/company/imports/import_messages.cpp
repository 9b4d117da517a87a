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
            "条码应为 8、12、13 或 14 位，且末位校验码正确。",
            "A barcode has 8, 12, 13 or 14 digits, and the last one checks the others."},
    Message{"day_too_early", "日期早于 1970 年。", "The day lies before 1970."},
    Message{
        "doubtful_encoding",
        "文字编码不能确定，先按所示编码读取；如果是乱码，请换一种编码。",
        "The encoding is not certain; the file was read as shown. Choose another if the text is "
        "garbled."},
    Message{"duplicate_key",
            "文件中已有相同的行（见所示行号），请合并；小票明细可以选择“同日同店同品合并相加”。",
            "The file holds the same key in an earlier row (its number is shown); merge them, or "
            "choose to add up the lines of a day."},
    Message{"encoding_taken",
            "文件不是 UTF-8，已按所示编码读取。",
            "The file is not UTF-8; it was read as shown."},
    Message{"ends_before_start", "结束日期早于开始日期。", "The last day lies before the first."},
    Message{"future_day", "日期在今天之后。", "The day lies in the future."},
    Message{"hidden_rows",
            "隐藏或被筛选掉的行也读入了。",
            "Rows that are hidden, or filtered out, were read too."},
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
    Message{"price_negative", "价格不能为负数。", "A price must not be negative."},
    Message{"sheets_not_read",
            "这些工作表没有读入；表头相同的可以选择一起读。",
            "These sheets were not read; those with the same header can be read together."},
    Message{"sheets_read", "这些工作表一起读入了。", "These sheets were read together."},
    Message{"too_long", "文字过长。", "The text is too long."},
    Message{"total_rows", "合计行已跳过，不作为数据。", "Rows of totals were skipped."},
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
