import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Select, Space } from "antd";
import { useTranslation } from "react-i18next";
import { month as writeMonth } from "@/lib/format";
import { addMonths } from "@/lib/month";
import { useScope } from "@/lib/scope";
import { useCompany } from "@/lib/session";

/** The month in work: the beat of every page. */
export const MonthSwitch = () => {
  const { t } = useTranslation("nav");
  const { months, month_in_work: open } = useCompany();
  const { month, setScope } = useScope();
  // A what-if copy belongs to its month: another month is the real company again.
  const go = (next: string) => setScope({ month: next, scenario: undefined });
  const known = [...new Set([...months, open, month])].sort().reverse();
  const step = (count: number) => {
    const next = addMonths(month, count);
    return { next, possible: known.includes(next) };
  };
  const [before, after] = [step(-1), step(1)];
  return (
    <Space.Compact>
      <Button
        icon={<LeftOutlined />}
        aria-label={t("monthBefore")}
        disabled={!before.possible}
        onClick={() => go(before.next)}
      />
      <Select
        aria-label={t("month")}
        value={month}
        onChange={go}
        options={known.map((one) => ({ value: one, label: writeMonth(one) }))}
        popupMatchSelectWidth={false}
        style={{ minWidth: 118, textAlign: "center" }}
        className="month-switch"
      />
      <Button
        icon={<RightOutlined />}
        aria-label={t("monthAfter")}
        disabled={!after.possible}
        onClick={() => go(after.next)}
      />
    </Space.Compact>
  );
};
