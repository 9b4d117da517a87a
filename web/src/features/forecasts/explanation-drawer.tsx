import { Drawer, Empty, Skeleton, Table } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { WaterfallChart } from "@/components/charts/waterfall-chart";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { useExplanation, type NodeKey } from "@/features/forecasts/api";
import { useEvidenceWords } from "@/features/forecasts/use-evidence-words";
import { boxes, month as writeMonth, number, signed } from "@/lib/format";
import type { ExplainedLayer } from "@/lib/forecast-types";
import { inBoxes } from "@/lib/units";

interface Props {
  node: NodeKey;
  target: string;
  unitsPerBox: number | null;
  open: boolean;
  close: () => void;
}

const write = (value: number) => number(Math.round(value));

/** A figure opened: its layers, who put each there, why, and on what evidence. */
export const ExplanationDrawer = ({ node, target, unitsPerBox, open, close }: Props) => {
  const { t } = useTranslation("forecast");
  const query = useExplanation(node, target, open);
  const told = query.data;
  const per = told?.units_per_box ?? unitsPerBox;
  const steps = useMemo(
    () =>
      told
        ? [
            ...told.layers.map((layer) => ({
              name: t(`common:layers.${layer.code}`, { defaultValue: layer.code }),
              value: inBoxes(layer.quantity, per) ?? 0,
              total: layer.code === "level",
            })),
            {
              name: t("forecast"),
              value: inBoxes(told.figure, per) ?? 0,
              total: true,
            },
          ]
        : [],
    [told, per, t],
  );
  return (
    <Drawer
      open={open}
      onClose={close}
      size={720}
      title={t("explainTitle", {
        month: writeMonth(target),
        figure: boxes(inBoxes(told?.figure, per)),
      })}
    >
      {query.error && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {query.isLoading && <Skeleton active />}
      {told && told.layers.length === 0 && <Empty description={t("noLayers")} />}
      {told && told.layers.length > 0 && (
        <>
          <WaterfallChart steps={steps} label={t("layers")} unit={t("unit")} write={write} lying />
          <LayerRows layers={told.layers} per={per} figure={told.figure} />
        </>
      )}
    </Drawer>
  );
};

interface Rows {
  layers: ExplainedLayer[];
  per: number | null | undefined;
  figure: number;
}

const LayerRows = ({ layers, per, figure }: Rows) => {
  const { t } = useTranslation("forecast");
  const boxed = (quantity: number) => signed(inBoxes(quantity, per), (x) => number(Math.round(x)));
  return (
    <Table
      size="small"
      rowKey="code"
      pagination={false}
      scroll={{ x: "max-content" }}
      dataSource={layers}
      columns={[
        {
          title: t("layer"),
          dataIndex: "code",
          render: (code: string) => t(`common:layers.${code}`, { defaultValue: code }),
        },
        { title: t("unit"), dataIndex: "quantity", align: "right", render: boxed },
        {
          title: t("author"),
          dataIndex: "author",
          render: (name?: string) => (!name || name === "bihuan" ? t("engine") : name),
        },
        {
          title: t("reason"),
          key: "reason",
          render: (_, layer) => <Why layer={layer} />,
        },
      ]}
      summary={() => (
        <Table.Summary.Row>
          <Table.Summary.Cell index={0}>
            <strong>{t("common:total")}</strong>
          </Table.Summary.Cell>
          <Table.Summary.Cell index={1} align="right">
            <strong>{number(inBoxes(figure, per))}</strong>
          </Table.Summary.Cell>
          <Table.Summary.Cell index={2} colSpan={2}>
            <span className="quiet">{t("addsUp")}</span>
          </Table.Summary.Cell>
        </Table.Summary.Row>
      )}
    />
  );
};

const Why = ({ layer }: { layer: ExplainedLayer }) => {
  const { t } = useTranslation("forecast");
  const words = useEvidenceWords();
  const evidence = layer.evidence ?? [];
  const reason = layer.reason
    ? t(`why.${layer.reason}`, { defaultValue: layer.reason })
    : t(`layerDoes.${layer.code}`, { defaultValue: "" });
  return (
    <div style={{ maxWidth: 320 }}>
      {reason}
      {evidence.length > 0 && (
        <ul className="evidence">
          {evidence.map((one) => (
            <li key={`${one.kind}${one.id ?? one.text}`}>{words(one)}</li>
          ))}
        </ul>
      )}
    </div>
  );
};
