import { Input, Segmented, Table, Tag, type TableColumnsType } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Choice } from "@/components/ui/choice";
import { OpeningFigure } from "@/components/ui/opening-figure";
import { stickyInPage } from "@/components/ui/sticky";
import type { BucketKey } from "@/features/production/api";
import { plannedOf, shortageOf } from "@/features/production/plan-sums";
import { boxes, counted, day, monthShort, number, signed } from "@/lib/format";
import type { PlanBucket, ProductionRow } from "@/lib/plan-types";
import { inBoxes } from "@/lib/units";

type Shown = "quantity" | "demand" | "projected_stock" | "cover_weeks";

interface Props {
  rows: ProductionRow[];
  open: (bucket: BucketKey) => void;
}

const whole = (value: number) => number(Math.round(value));

/** The plan: products down, weeks and months across; each figure opens. */
export const PlanTable = ({ rows, open }: Props) => {
  const { t } = useTranslation("production");
  const [shown, setShown] = useState<Shown>("quantity");
  const [typed, setTyped] = useState("");
  const [onlyShort, setOnlyShort] = useState("all");
  const wanted = typed.trim().toLowerCase();
  const found = useMemo(
    () =>
      rows.filter(
        (row) =>
          `${row.product_name} ${row.product_code}`.toLowerCase().includes(wanted) &&
          (onlyShort === "all" || shortageOf(row) > 0),
      ),
    [rows, wanted, onlyShort],
  );
  const cell = (row: ProductionRow, bucket: PlanBucket | undefined, kind: "week" | "month") =>
    bucket && <BucketCell {...{ row, bucket, kind, shown, open }} />;
  const first = rows[0];
  const columns: TableColumnsType<ProductionRow> = [
    {
      title: t("product"),
      key: "product",
      fixed: "left",
      width: 190,
      sorter: (a, b) => a.product_code.localeCompare(b.product_code),
      render: (_, row) => (
        <>
          {row.product_name}
          <br />
          <small className="quiet">{row.product_code}</small>
        </>
      ),
    },
    ...(first?.weeks ?? []).map((bucket, at) => ({
      title: t("weekOf", { day: day(bucket.first_day) }),
      key: bucket.first_day,
      align: "right" as const,
      sorter: (a: ProductionRow, b: ProductionRow) =>
        (inBoxes(a.weeks[at]?.quantity, a.units_per_box) ?? 0) -
        (inBoxes(b.weeks[at]?.quantity, b.units_per_box) ?? 0),
      render: (_: unknown, row: ProductionRow) => cell(row, row.weeks[at], "week"),
    })),
    ...(first?.months ?? []).map((bucket, at) => ({
      title: monthShort(bucket.first_day),
      key: `m${bucket.first_day}`,
      align: "right" as const,
      className: "month-column",
      render: (_: unknown, row: ProductionRow) => cell(row, row.months[at], "month"),
    })),
    {
      title: t("change"),
      key: "change",
      align: "right",
      sorter: (a, b) =>
        (inBoxes(a.change, a.units_per_box) ?? 0) - (inBoxes(b.change, b.units_per_box) ?? 0),
      render: (_, row) => signed(inBoxes(row.change, row.units_per_box), whole),
    },
    {
      title: t("shortage"),
      key: "shortage",
      align: "right",
      defaultSortOrder: "descend",
      sorter: (a, b) =>
        shortageOf(a) / (a.units_per_box || 1) - shortageOf(b) / (b.units_per_box || 1) ||
        plannedOf(a) - plannedOf(b),
      render: (_, row) => <Shortage row={row} />,
    },
  ];
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("plan")}</h2>
        <Input.Search
          allowClear
          style={{ width: 200 }}
          placeholder={t("findProduct")}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Segmented
          value={onlyShort}
          onChange={setOnlyShort}
          options={[
            { value: "all", label: t("allProducts") },
            { value: "short", label: t("onlyShort") },
          ]}
        />
        <Choice<Shown>
          label={t("showChoice")}
          value={shown}
          onChange={setShown}
          options={(["quantity", "demand", "projected_stock", "cover_weeks"] as const).map(
            (value) => ({
              value,
              label: t(`show.${value}`),
            }),
          )}
        />
      </div>
      <Table
        size="small"
        rowKey="product_id"
        dataSource={found}
        columns={columns}
        scroll={{ x: "max-content" }}
        sticky={stickyInPage}
        pagination={{
          defaultPageSize: 20,
          showSizeChanger: true,
          showTotal: (total) => t("rowCount", counted(total)),
        }}
      />
    </section>
  );
};

const Shortage = ({ row }: { row: ProductionRow }) => {
  const shortage = shortageOf(row);
  return shortage > 0 ? (
    <Tag color="volcano">{boxes(Math.round(inBoxes(shortage, row.units_per_box) ?? 0))}</Tag>
  ) : (
    <span className="quiet">0</span>
  );
};

interface CellProps {
  row: ProductionRow;
  bucket: PlanBucket;
  kind: "week" | "month";
  shown: Shown;
  open: (bucket: BucketKey) => void;
}

const BucketCell = ({ row, bucket, kind, shown, open }: CellProps) => {
  const { t } = useTranslation("production");
  const per = row.units_per_box;
  if (shown === "cover_weeks")
    return bucket.cover_weeks === null
      ? "–"
      : t("weeksOfCover", { figure: number(bucket.cover_weeks, 1) });
  if (shown !== "quantity") return whole(inBoxes(bucket[shown], per) ?? 0);
  return (
    <span className={bucket.shortage > 0 ? "short-cell" : undefined}>
      <OpeningFigure
        text={whole(inBoxes(bucket.quantity, per) ?? 0)}
        units={bucket.quantity}
        label={`${row.product_name} ${day(bucket.first_day)}`}
        open={() =>
          open({
            product: row.product_id,
            name: row.product_name,
            bucket: kind,
            first_day: bucket.first_day,
          })
        }
      />
    </span>
  );
};
