import type { Import, ImportKind } from "../lib/import-types";
import { newId } from "./mock-company";
import { startJob } from "./mock-jobs";

export const importKinds: ImportKind[] = [
  {
    kind: "sell-out",
    columns: [
      { name: "outlet_code", required: true, kind: "text" },
      { name: "product_code", required: true, kind: "text" },
      { name: "day", required: true, kind: "day" },
      { name: "quantity", required: true, kind: "quantity" },
      { name: "value", required: false, kind: "money" },
    ],
  },
  ...[
    "products",
    "outlets",
    "regions",
    "channels",
    "people",
    "sell-in",
    "stock",
    "prices",
    "promotions",
  ].map((kind) => ({
    kind,
    columns: [
      { name: "code", required: true, kind: "text" },
      { name: "name", required: true, kind: "text" },
    ],
  })),
];

export const imports: Import[] = [];

export const startImport = (kind: string, file_name: string): Import => {
  const made: Import = {
    id: newId(),
    kind,
    file_name,
    status: "checking",
    columns: ["门店", "产品编码", "日期", "数量", "销售额"],
    mapping: {
      outlet_code: "门店",
      product_code: "产品编码",
      day: "日期",
      quantity: "数量",
      value: "销售额",
    },
    preview: Array.from({ length: 12 }, (_, index) => [
      `O0000${(index % 9) + 1}`,
      `P00${(index % 8) + 1}`,
      index === 3 ? "2026-13-01" : `2026-10-${String(index + 1).padStart(2, "0")}`,
      String(12 + index * 3),
      (38.5 * (index + 1)).toFixed(2),
    ]),
    rows_read: 0,
    rows_added: 0,
    rows_changed: 0,
    rows_unchanged: 0,
    rows_failed: 0,
    issues: [],
    issue_count: 0,
    options: { create_missing: false },
    job_id: null,
    version: 1,
    created_at: new Date().toISOString(),
  };
  imports.unshift(made);
  checkAgain(made);
  return made;
};

export const checkAgain = (made: Import): void => {
  made.status = "checking";
  const job = startJob("import-check", ["reading", "checking"], () => {
    made.status = "checked";
    made.version += 1;
    Object.assign(made, {
      rows_read: 1204,
      rows_added: 1180,
      rows_changed: 6,
      rows_unchanged: 15,
      rows_failed: made.options.create_missing ? 1 : 3,
      issue_count: made.options.create_missing ? 1 : 3,
      remarks: [
        { code: "signs_differ", count: 2, rows: [88, 91], found: "", message: "" },
        { code: "closed_months", count: 1, rows: [], found: "2026-09", message: "" },
        { code: "later_closes", count: 1, rows: [], found: "2026-10", message: "" },
      ],
      issues: [
        {
          row: 5,
          column: "日期",
          cell: "C5",
          code: "bad_day",
          found: "2026-13-01",
          message: "No such day",
        },
        ...(made.options.create_missing
          ? []
          : [
              {
                row: 118,
                column: "门店",
                cell: "A118",
                code: "unknown_outlet",
                found: "O99999",
                message: "Unknown outlet",
              },
              {
                row: 640,
                column: "数量",
                cell: "D640",
                code: "bad_number",
                found: "十二",
                message: "Not a number",
              },
            ]),
      ],
    });
  });
  made.job_id = job.id;
};

export const acceptImport = (made: Import): string => {
  made.status = "accepting";
  made.version += 1;
  const job = startJob("import-accept", ["writing", "sums"], () => {
    made.status = "accepted";
  });
  made.job_id = job.id;
  return job.id;
};
