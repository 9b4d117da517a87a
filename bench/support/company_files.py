"""Files of an invented company for measuring: products, outlets and sell-out as CSV and xlsx.
Deterministic: the same numbers make the same bytes."""
import datetime
import random
import zipfile
from xml.sax.saxutils import escape

FIRST_DAY = datetime.date(2026, 9, 1)
PRODUCTS = 40
OUTLETS = 1_000
HEADERS = ["日期", "门店编码", "产品编码", "数量", "销售额", "单价"]


def write_csv(path, rows, header):
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write(",".join(header) + "\n")
        out.writelines(",".join(map(str, row)) + "\n" for row in rows)


def products(path, count=PRODUCTS):
    write_csv(path, ([f"P{n:04}", f"果汁 {n}", "鲜橙", "瓶", 12, "是"] for n in range(count)),
              ["产品编码", "产品名称", "品牌", "单位", "箱规", "自有"])


def outlets(path, count=OUTLETS):
    write_csv(path, ([f"S{n:05}", f"便利店 {n}", f"区域{n % 20:02}", f"渠道{n % 5}"]
                     for n in range(count)),
              ["门店编码", "门店名称", "区域", "渠道"])


def sales(count, seed=1, outlet_count=OUTLETS, product_count=PRODUCTS, bad_share=0.0):
    """Rows of sell-out by day, outlet and product; a share of them is wrong in one of five ways."""
    chance = random.Random(seed)
    written, day = 0, FIRST_DAY
    while True:
        text = day.isoformat()
        for outlet in range(outlet_count):
            for product in range(product_count):
                if written == count:
                    return
                written += 1
                quantity = 1 + int(chance.random() * 60)
                price = 300 + 10 * product
                row = [text, f"S{outlet:05}", f"P{product:04}", quantity,
                       f"{quantity * price / 100:.2f}", f"{price / 100:.2f}"]
                if chance.random() < bad_share:
                    spoil(row, chance.randrange(5))
                yield row
        day += datetime.timedelta(days=1)


def spoil(row, way):
    if way == 0:
        row[0] = "2026-13-45"
    elif way == 1:
        row[1] = "S99999"
    elif way == 2:
        row[2] = ""
    elif way == 3:
        row[3] = "许多"
    else:
        row[4] = "1.2.3"


def write_xlsx(path, rows, header):
    """A workbook as spreadsheet programs write it: shared strings, numbers, dates as serials."""
    strings = {}

    def cell(column, number, value):
        place = f"{chr(65 + column)}{number}"
        if column >= 3 and isinstance(value, int):
            return f'<c r="{place}"><v>{value}</v></c>'
        if column >= 4:
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="s"><v>{strings.setdefault(str(value), len(strings))}</v></c>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<?xml version="1.0" encoding="UTF-8"?><worksheet {MAIN}><sheetData>'.encode())
            number = 1
            titles = "".join(
                f'<c r="{chr(65 + i)}1" t="s"><v>{strings.setdefault(name, len(strings))}</v></c>'
                for i, name in enumerate(header))
            sheet.write(f'<row r="1">{titles}</row>'.encode())
            for row in rows:
                number += 1
                cells = "".join(cell(i, number, value) for i, value in enumerate(row))
                sheet.write(f'<row r="{number}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        archive.writestr("xl/sharedStrings.xml",
                         f'<?xml version="1.0" encoding="UTF-8"?><sst {MAIN} count="{len(strings)}" '
                         f'uniqueCount="{len(strings)}">{items}</sst>')


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = {
    "[Content_Types].xml":
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/>'
        "</Types>",
    "_rels/.rels":
        f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
    "xl/workbook.xml":
        f'<?xml version="1.0" encoding="UTF-8"?><workbook {MAIN} xmlns:r="{RELATION}"><sheets>'
        '<sheet name="动销" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
        f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
}
