import { App, Button, Form, Input, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useAcknowledge, useDecide } from "@/features/loop/api";
import { ProblemNotice } from "@/components/ui/problem-notice";
import type { Handover } from "@/lib/api-types";
import { instant } from "@/lib/format";
import { useMay } from "@/lib/session";

const Acknowledge = ({ id }: { id: string }) => {
  const { t } = useTranslation("loop");
  const { message } = App.useApp();
  const [form] = Form.useForm<{ question?: string }>();
  const acknowledge = useAcknowledge(id);
  const finish = (body: { question?: string }) =>
    acknowledge.mutate(body, {
      onSuccess: () => {
        form.resetFields();
        void message.success(t("acknowledgedNow"));
      },
    });
  return (
    <Form form={form} layout="vertical" onFinish={finish}>
      {acknowledge.error && <ProblemNotice error={acknowledge.error} />}
      <Form.Item name="question" label={t("question_")}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={acknowledge.isPending}>
        {t("acknowledge")}
      </Button>
    </Form>
  );
};

const Decide = ({ id }: { id: string }) => {
  const { t } = useTranslation("loop");
  const [form] = Form.useForm<{ decision: string }>();
  const decide = useDecide(id);
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(body) => decide.mutate(body, { onSuccess: () => form.resetFields() })}
    >
      {decide.error && <ProblemNotice error={decide.error} />}
      <Form.Item
        name="decision"
        label={t("decision")}
        rules={[{ required: true, message: t("needDecision") }]}
      >
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <Button htmlType="submit" loading={decide.isPending}>
        {t("decide")}
      </Button>
    </Form>
  );
};

/** What the receivers did with a document: receipts, questions, decisions. */
export const HandoverAnswers = ({ handover }: { handover: Handover }) => {
  const { t } = useTranslation("loop");
  const may = useMay();
  return (
    <aside className="stack">
      <section className="panel">
        <h2 className="side-title">{t("read")}</h2>
        {handover.receipts.length === 0 && <p className="quiet">{t("noReceipts")}</p>}
        {handover.receipts.map((receipt) => (
          <div key={receipt.person} className="receipt">
            <strong>{receipt.person}</strong>{" "}
            <Tag variant="filled" color={receipt.acknowledged_at ? "blue" : undefined}>
              {receipt.acknowledged_at ? instant(receipt.acknowledged_at) : t("notRead")}
            </Tag>
            {receipt.question && <p className="quiet">{receipt.question}</p>}
          </div>
        ))}
        <Acknowledge id={handover.id} />
      </section>
      <section className="panel">
        <h2 className="side-title">{t("decisions")}</h2>
        {handover.decisions?.map((one) => (
          <p key={one.decided_at}>
            {one.decision}
            <br />
            <small className="quiet">
              {one.person} · {instant(one.decided_at)}
            </small>
          </p>
        ))}
        {may("handovers.decide") && <Decide id={handover.id} />}
      </section>
    </aside>
  );
};
