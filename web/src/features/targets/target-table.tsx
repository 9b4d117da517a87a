import { Progress, Table, Tooltip, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLoadTargets, type TargetKey } from "@/features/targets/api";
import { stickyInPage } from "@/components/ui/sticky";
import { money, number, percent } from "@/lib/format";
import type { TargetNode, TargetTree } from "@/lib/plan-types";
import { inBoxes } from "@/lib/units";

interface Row extends TargetNode {
  children?: Row[];
}

interface Props {
  tree: TargetTree;
  base: Omit<TargetKey, "region_id">;
}

const rowOf = (node: TargetNode): Row => (node.has_children ? { ...node, children: [] } : node);

const grown = (rows: Row[], loaded: Map<string, Row[]>): Row[] =>
  rows.map((row) => {
    const children = loaded.get(row.id);
    return children ? { ...row, children: grown(children, loaded) } : row;
  });

const whole = (value: number | null) => number(value === null ? null : Math.round(value));

/** Targets as a tree: a row opens into its parts, and the parts add up to it. */
export const TargetTable = ({ tree, base }: Props) => {
  const { t } = useTranslation("targets");
  const load = useLoadTargets();
  const [loaded, setLoaded] = useState(new Map<string, Row[]>());
  const [opening, setOpening] = useState<string>();
  const expand = async (open: boolean, row: Row) => {
    if (!open || loaded.has(row.id)) return;
    setOpening(row.id);
    const below = await load({ ...base, region_id: row.id }).finally(() => setOpening(undefined));
    setLoaded((old) => new Map(old).set(row.id, below.children.map(rowOf)));
  };
  // One ratio for a whole tree, so that the boxes of the parts add up to the boxes above them.
  const perBox = (row: Row) =>
    base.by === "product" ? row.units_per_box : tree.node.units_per_box;
  const box = (pick: (row: Row) => number | null) => (_: unknown, row: Row) =>
    whole(inBoxes(pick(row), perBox(row)));
  const by = (pick: (row: Row) => number | null) => (a: Row, b: Row) =>
    (pick(a) ?? 0) - (pick(b) ?? 0);
  const columns: TableColumnsType<Row> = [
    {
      title: t(`by.${base.by}`),
      dataIndex: "name",
      fixed: "left",
      width: 220,
      sorter: (a, b) => a.code.localeCompare(b.code),
      render: (name: string, row) => <Tooltip title={row.code}>{name}</Tooltip>,
    },
    {
      title: t("targetBoxes"),
      key: "quantity",
      align: "right",
      sorter: by((r) => r.quantity),
      render: box((r) => r.quantity),
    },
    {
      title: t("value"),
      dataIndex: "value",
      align: "right",
      sorter: by((r) => r.value),
      render: (v: number) => money(v),
    },
    {
      title: t("actual"),
      key: "actual",
      align: "right",
      sorter: by((r) => r.actual_quantity),
      render: box((r) => r.actual_quantity),
    },
    {
      title: t("completion"),
      dataIndex: "completion",
      width: 170,
      sorter: by((r) => r.completion),
      render: (share: number | null) =>
        share === null ? (
          "–"
        ) : (
          <Progress
            size="small"
            percent={Math.round(share * 100)}
            format={() => percent(share)}
            status="normal"
            aria-label={t("completion")}
          />
        ),
    },
    {
      title: t("runRate"),
      dataIndex: "run_rate",
      align: "right",
      sorter: by((r) => r.run_rate),
      render: (share: number | null) => percent(share),
    },
    { title: t("fromHistory"), key: "h", align: "right", render: box((r) => r.from_history) },
    { title: t("fromPotential"), key: "p", align: "right", render: box((r) => r.from_potential) },
    { title: t("fromProposal"), key: "o", align: "right", render: box((r) => r.from_proposal) },
  ];
  return (
    <Table<Row>
      size="small"
      rowKey="id"
      sticky={stickyInPage}
      columns={columns}
      dataSource={grown(tree.children.map(rowOf), loaded)}
      loading={opening !== undefined}
      scroll={{ x: "max-content" }}
      pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
      expandable={{ onExpand: (open, row) => void expand(open, row), indentSize: 20 }}
      summary={() => <Sum tree={tree} />}
    />
  );
};

const Sum = ({ tree: { node } }: { tree: TargetTree }) => {
  const { t } = useTranslation("targets");
  const box = (quantity: number | null) => whole(inBoxes(quantity, node.units_per_box));
  const cells = [
    box(node.quantity),
    money(node.value),
    box(node.actual_quantity),
    percent(node.completion),
    percent(node.run_rate),
    box(node.from_history),
    box(node.from_potential),
    box(node.from_proposal),
  ];
  return (
    <Table.Summary fixed>
      <Table.Summary.Row>
        <Table.Summary.Cell index={0}>
          <strong>{t("sum", { name: node.name })}</strong>
        </Table.Summary.Cell>
        {cells.map((text, at) => (
          <Table.Summary.Cell key={at} index={at + 1} align={at === 3 ? "left" : "right"}>
            <strong>{text}</strong>
          </Table.Summary.Cell>
        ))}
      </Table.Summary.Row>
    </Table.Summary>
  );
};
