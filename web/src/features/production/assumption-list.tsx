import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { counted, number } from "@/lib/format";
import type { ProductionPlan } from "@/lib/plan-types";

/** What the plan took for granted because nobody had said it. */
export const AssumptionList = ({ assumptions }: { assumptions: ProductionPlan["assumptions"] }) => {
  const { t } = useTranslation("production");
  if (assumptions.length === 0) return null;
  const lines = assumptions.map((one) => {
    const { code, ...rest } = one;
    const figures = Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [
        key,
        typeof value === "number" ? number(value) : value,
      ]),
    );
    const plain = Object.entries(figures).map(([key, value]) => `${key} ${value}`);
    return t(`assumption.${code}`, {
      ...figures,
      ...(typeof one.products === "number" ? counted(one.products) : {}),
      defaultValue: [code, ...plain].join(", "),
    });
  });
  return (
    <Alert
      type="info"
      showIcon
      title={t("assumed")}
      description={lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    />
  );
};
