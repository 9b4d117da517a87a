import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useForecastTable, type NodeKey } from "@/features/forecasts/api";
import { boxes } from "@/lib/format";
import { inBoxes } from "@/lib/units";

interface Props {
  node: NodeKey;
  target: string;
  chosen: string | undefined;
  choose: (product?: string) => void;
}

/** The list of products as one field, where there is no room for the list. */
export const ProductPicker = ({ node, target, chosen, choose }: Props) => {
  const { t } = useTranslation("forecast");
  const rows = useForecastTable(node, target).data?.items ?? [];
  const options = rows.map((row) => ({
    value: row.product_id,
    label: `${row.product_name} · ${boxes(Math.round(inBoxes(row.quantity, row.units_per_box) ?? 0))}`,
    search: `${row.product_name} ${row.product_code}`,
  }));
  return (
    <Select
      allowClear
      size="large"
      style={{ width: "100%" }}
      aria-label={t("findProduct")}
      placeholder={t("allProducts")}
      value={chosen}
      onChange={(product?: string) => choose(product)}
      showSearch={{ optionFilterProp: "search" }}
      options={options}
    />
  );
};
