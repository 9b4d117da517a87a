import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { number } from "@/lib/format";

interface Props {
  from: number;
  count: number;
  total: number | undefined;
  back?: () => void;
  on?: () => void;
}

/** Which rows are seen, of how many, and the way on and back. */
export const Pager = ({ from, count, total, back, on }: Props) => {
  const { t } = useTranslation("lists");
  if (count === 0) return null;
  const figures = { from: number(from + 1), to: number(from + count), total: number(total) };
  return (
    <div className="pager">
      <span className="quiet">
        {total === undefined ? t("rows", figures) : t("rowsOf", figures)}
      </span>
      <Button icon={<LeftOutlined />} disabled={!back} aria-label={t("back")} onClick={back} />
      <Button icon={<RightOutlined />} disabled={!on} aria-label={t("on")} onClick={on} />
    </div>
  );
};
