import { CopyOutlined, PictureOutlined, TableOutlined } from "@ant-design/icons";
import { App, Button, Space, Tooltip } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ReachableTable } from "@/components/ui/reachable-table";
import { startChart, type Chart as Drawn, type ChartOption } from "@/components/charts/echarts";

export interface ChartTable {
  columns: string[];
  rows: (string | number | null)[][];
}

interface Props {
  option: ChartOption;
  height: number;
  /** What the chart shows, for those who cannot see it. */
  label: string;
  table: ChartTable;
  onPick?: (name: string) => void;
}

/** An ECharts chart that resizes, saves as a picture, copies as data and has a table view. */
export const Chart = ({ option, height, label, table, onPick }: Props) => {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<Drawn>(null);
  const pick = useRef(onPick);
  const [asTable, setAsTable] = useState(false);
  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);
  useEffect(() => {
    if (!element.current || asTable) return undefined;
    const drawn = startChart(element.current);
    chart.current = drawn;
    drawn.on("click", (event) => pick.current?.(event.name));
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, [asTable]);
  useEffect(() => {
    const { fontFamily } = getComputedStyle(document.body);
    chart.current?.setOption({ textStyle: { fontFamily }, ...option }, { notMerge: true });
  }, [option, asTable]);
  return (
    <figure style={{ margin: 0 }} aria-label={label}>
      <ChartTools {...{ chart, label, table, asTable, setAsTable }} />
      {asTable ? (
        <TableView {...{ label, table, height }} />
      ) : (
        <div ref={element} className="chart" style={{ height }} role="img" aria-label={label} />
      )}
    </figure>
  );
};

const TableView = ({ label, table, height }: Pick<Props, "label" | "table" | "height">) => (
  <ReachableTable
    label={label}
    size="small"
    pagination={false}
    scroll={{ y: height - 40, x: "max-content" }}
    dataSource={table.rows.map((cells, key) => ({ key, cells }))}
    columns={table.columns.map((title, index) => ({
      title,
      key: title,
      align: index > 0 ? ("right" as const) : ("left" as const),
      render: (_: unknown, row: { cells: (string | number | null)[] }) => row.cells[index] ?? "–",
    }))}
  />
);

interface Tools {
  chart: React.RefObject<Drawn | null>;
  label: string;
  table: ChartTable;
  asTable: boolean;
  setAsTable: (next: boolean) => void;
}

const ChartTools = ({ chart, label, table, asTable, setAsTable }: Tools) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const savePicture = () => {
    const url = chart.current?.getDataURL({ pixelRatio: 2 });
    if (!url) return;
    const link = document.createElement("a");
    link.href = url;
    link.download = `${label}.png`;
    link.click();
  };
  const copy = async () => {
    const lines = [table.columns, ...table.rows].map((row) =>
      row.map((cell) => cell ?? "").join("\t"),
    );
    await navigator.clipboard.writeText(lines.join("\n"));
    void message.success(t("copied"));
  };
  const tool = (title: string, icon: React.ReactNode, act: () => void) => (
    <Tooltip title={title}>
      <Button size="small" type="text" icon={icon} aria-label={title} onClick={act} />
    </Tooltip>
  );
  return (
    <Space size={0} className="chart-tools">
      {!asTable && tool(t("picture"), <PictureOutlined />, savePicture)}
      {tool(t("copyData"), <CopyOutlined />, () => void copy())}
      {tool(asTable ? t("chartView") : t("tableView"), <TableOutlined />, () =>
        setAsTable(!asTable),
      )}
    </Space>
  );
};
