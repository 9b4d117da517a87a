import { Empty, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useForecastTable, type NodeKey } from "@/features/forecasts/api";
import { arrow, boxes, percent, signed } from "@/lib/format";
import type { ForecastRow } from "@/lib/forecast-types";
import { inBoxes } from "@/lib/units";

type Order = "quantity" | "growth" | "name";

const growth = (row: ForecastRow): number | null =>
  row.last_year ? row.quantity / row.last_year - 1 : null;

const boxesOf = (row: ForecastRow): number => inBoxes(row.quantity, row.units_per_box) ?? 0;

const orders: Record<Order, (a: ForecastRow, b: ForecastRow) => number> = {
  quantity: (a, b) => boxesOf(b) - boxesOf(a),
  growth: (a, b) => Math.abs(growth(b) ?? 0) - Math.abs(growth(a) ?? 0),
  name: (a, b) => a.product_code.localeCompare(b.product_code),
};

interface Props {
  node: NodeKey;
  target: string;
  chosen: string | undefined;
  choose: (product?: string) => void;
}

/** All own products with what they will sell; the first line is all of them together. */
export const ProductList = ({ node, target, chosen, choose }: Props) => {
  const { t } = useTranslation("forecast");
  const [typed, setTyped] = useState("");
  const [order, setOrder] = useState<Order>("quantity");
  const table = useForecastTable(node, target);
  const wanted = typed.trim().toLowerCase();
  const rows = (table.data?.items ?? [])
    .filter((row) => `${row.product_name} ${row.product_code}`.toLowerCase().includes(wanted))
    .sort(orders[order]);
  return (
    <aside className="panel product-list">
      <div className="product-tools">
        <Input.Search
          allowClear
          placeholder={t("findProduct")}
          aria-label={t("findProduct")}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          value={order}
          onChange={setOrder}
          aria-label={t("order")}
          popupMatchSelectWidth={false}
          options={(["quantity", "growth", "name"] as const).map((value) => ({
            value,
            label: t(`orderBy.${value}`),
          }))}
        />
      </div>
      <ul>
        <li>
          <button type="button" aria-pressed={!chosen} onClick={() => choose(undefined)}>
            <strong>{t("allProducts")}</strong>
          </button>
        </li>
        {rows.map((row) => (
          <ProductLine
            key={row.product_id}
            row={row}
            chosen={row.product_id === chosen}
            choose={choose}
          />
        ))}
      </ul>
      {table.data && rows.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("noProducts")} />
      )}
    </aside>
  );
};

const ProductLine = ({
  row,
  chosen,
  choose,
}: {
  row: ForecastRow;
  chosen: boolean;
  choose: (product: string) => void;
}) => {
  const change = growth(row);
  return (
    <li>
      <button type="button" aria-pressed={chosen} onClick={() => choose(row.product_id)}>
        <span className="product-name">{row.product_name}</span>
        <span className="number">{boxes(inBoxes(row.quantity, row.units_per_box))}</span>
        <small className="quiet">{row.product_code}</small>
        <small className={change === null || change >= 0 ? "better" : "worse"}>
          {change === null ? "" : `${arrow(change)} ${signed(change, (x) => percent(x))}`}
        </small>
      </button>
    </li>
  );
};
