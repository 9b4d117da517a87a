import { App, Form, Input, Modal, Segmented, Select } from "antd";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { useKeepOverride, usePreview } from "@/features/forecasts/api";
import {
  amountLimits,
  changeOf,
  indexLimits,
  type ChangeEntries,
  type Corrected,
} from "@/features/forecasts/change-of";
import { useCauseName } from "@/features/forecasts/use-cause-name";
import { PreviewPanel } from "@/features/forecasts/preview-panel";
import { NumberField, useNumberRule } from "@/components/ui/number-field";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { index as writeIndex, month as writeMonth } from "@/lib/format";
import { useMay } from "@/lib/session";

interface Props extends Corrected {
  /** What the index is proposed to become; as it is when left out. */
  proposed?: number;
  close: () => void;
}

/** An override or an edited index: its effect on forecast and production is seen before it is kept. */
export const ChangeDialog = (props: Props) => {
  const { target, index, proposed, unitsPerBox, close } = props;
  const { t } = useTranslation("forecast");
  const { message } = App.useApp();
  const may = useMay();
  const causeName = useCauseName();
  const [form] = Form.useForm<ChangeEntries>();
  const entries = Form.useWatch([], form) as ChangeEntries | undefined;
  const change = useDeferredValue(changeOf(entries, props));
  const preview = usePreview(change);
  const keep = useKeepOverride();
  const numberRule = useNumberRule();
  // The trial of the same change says the same as its refusal: once is enough.
  const problem = keep.error ?? (change ? preview.error : null);
  const amounts = amountLimits(entries?.way ?? "boxes", unitsPerBox);
  const layers = (["sales", "marketing"] as const)
    .filter((department) => may(`overrides_${department}.write`))
    .map((department) => `${department}_override` as const);
  const finish = ({ reason = "", evidence }: ChangeEntries) => {
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
      {problem && <ProblemNotice error={problem} />}
      <Form<ChangeEntries>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ layer: layers[0], way: "boxes", value: proposed ?? index?.index }}
        onValuesChange={keep.reset}
        onFinish={finish}
      >
        {index ? (
          <Form.Item
            name="value"
            label={causeName(index.code)}
            extra={t("indexNow", { value: writeIndex(index.index) })}
            validateDebounce={500}
            rules={[numberRule(indexLimits)]}
          >
            <NumberField {...indexLimits} step={0.01} autoFocus width={160} />
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
                <Form.Item
                  name="amount"
                  noStyle
                  dependencies={["way"]}
                  validateDebounce={500}
                  rules={[
                    ({ getFieldValue }) =>
                      numberRule(amountLimits(getFieldValue("way"), unitsPerBox)),
                  ]}
                >
                  <NumberField {...amounts} aria-label={t("change")} autoFocus width={180} />
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
