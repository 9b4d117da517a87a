import { App, Form, Input, InputNumber, Modal, Segmented, Select } from "antd";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { useKeepOverride, usePreview, type NodeKey } from "@/features/forecasts/api";
import { useCauseName } from "@/features/forecasts/use-cause-name";
import { PreviewPanel } from "@/features/forecasts/preview-panel";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { index as writeIndex, month as writeMonth } from "@/lib/format";
import type { Change, EditedIndex } from "@/lib/forecast-types";
import { useMay } from "@/lib/session";

interface Props {
  node: NodeKey & { product_id: string };
  target: string;
  unitsPerBox: number | null;
  index?: EditedIndex;
  /** What the index is proposed to become; as it is when left out. */
  proposed?: number;
  close: () => void;
}

interface Entries {
  layer: Change["layer"];
  way: "boxes" | "percent";
  amount?: number | null;
  value?: number | null;
  reason?: string;
  evidence?: string;
}

/** The change that the entries describe, or nothing while there is none. */
const changeOf = (entries: Entries | undefined, props: Props): Change | undefined => {
  if (!entries) return undefined;
  const base = { ...props.node, target_month: props.target };
  if (props.index) {
    const value = entries.value;
    if (!value || value <= 0 || value === props.index.index) return undefined;
    return {
      ...base,
      layer: "index_edit",
      edited_index: props.index.code,
      factor: value / props.index.index,
    };
  }
  if (!entries.amount) return undefined;
  return entries.way === "percent"
    ? { ...base, layer: entries.layer, factor: 1 + entries.amount / 100 }
    : {
        ...base,
        layer: entries.layer,
        quantity_change: Math.round(entries.amount * (props.unitsPerBox || 1)),
      };
};

/** An override or an edited index: its effect on forecast and production is seen before it is kept. */
export const ChangeDialog = (props: Props) => {
  const { target, index, proposed, unitsPerBox, close } = props;
  const { t } = useTranslation("forecast");
  const { message } = App.useApp();
  const may = useMay();
  const causeName = useCauseName();
  const [form] = Form.useForm<Entries>();
  const entries = Form.useWatch([], form) as Entries | undefined;
  const change = useDeferredValue(changeOf(entries, props));
  const preview = usePreview(change);
  const keep = useKeepOverride();
  const layers = (["sales", "marketing"] as const)
    .filter((department) => may(`overrides_${department}.write`))
    .map((department) => `${department}_override` as const);
  const finish = ({ reason = "", evidence }: Entries) => {
    const now = changeOf(form.getFieldsValue(), props);
    if (!now) return;
    keep.mutate(
      { ...now, reason, evidence: evidence ?? "" },
      {
        onSuccess: () => {
          void message.success(t("kept"));
          close();
        },
      },
    );
  };
  return (
    <Modal
      open
      width={560}
      title={
        index
          ? t("editIndexTitle", { month: writeMonth(target) })
          : t("overrideTitle", { month: writeMonth(target) })
      }
      okText={t("keep")}
      okButtonProps={{ disabled: !change }}
      confirmLoading={keep.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      {keep.error && <ProblemNotice error={keep.error} />}
      {preview.error && <ProblemNotice error={preview.error} />}
      <Form<Entries>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ layer: layers[0], way: "boxes", value: proposed ?? index?.index }}
        onFinish={finish}
      >
        {index ? (
          <Form.Item
            name="value"
            label={causeName(index.code)}
            extra={t("indexNow", { value: writeIndex(index.index) })}
          >
            <InputNumber min={0.01} max={10} step={0.01} autoFocus style={{ width: 160 }} />
          </Form.Item>
        ) : (
          <>
            <Form.Item name="layer" label={t("behalf")} hidden={layers.length < 2}>
              <Select
                options={layers.map((value) => ({ value, label: t(`common:layers.${value}`) }))}
              />
            </Form.Item>
            <Form.Item label={t("change")} extra={t("changeHint")}>
              <div style={{ display: "flex", gap: 8 }}>
                <Form.Item name="amount" noStyle>
                  <InputNumber aria-label={t("change")} autoFocus style={{ width: 180 }} />
                </Form.Item>
                <Form.Item name="way" noStyle>
                  <Segmented
                    options={[
                      { value: "boxes", label: t("unit") },
                      { value: "percent", label: "%" },
                    ]}
                  />
                </Form.Item>
              </div>
            </Form.Item>
          </>
        )}
        <PreviewPanel preview={change ? preview.data : undefined} unitsPerBox={unitsPerBox} />
        <Form.Item
          name="reason"
          label={t("reason")}
          rules={[{ required: true, whitespace: true, message: t("needReason") }]}
        >
          <Input.TextArea rows={2} maxLength={500} placeholder={t("reasonExample")} />
        </Form.Item>
        <Form.Item name="evidence" label={t("evidence")}>
          <Input maxLength={500} placeholder={t("evidenceExample")} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
