import { Table, type TableProps } from "antd";
import { useEffect, useRef } from "react";

interface Props<Row> extends TableProps<Row> {
  /** What the table shows, for those who come to it by keyboard. */
  label: string;
}

/** A table whose sideways scrolling is in the keyboard's reach also where no cell can be focused. */
export const ReachableTable = <Row extends object>({ label, ...table }: Props<Row>) => {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const part of frame.current?.querySelectorAll<HTMLElement>(
      ".ant-table-content, .ant-table-body",
    ) ?? []) {
      part.tabIndex = 0;
      part.setAttribute("role", "region");
      part.setAttribute("aria-label", label);
    }
  });
  return (
    <div ref={frame}>
      <Table<Row> {...table} />
    </div>
  );
};
