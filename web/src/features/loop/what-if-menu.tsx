import { ExperimentOutlined } from "@ant-design/icons";
import { Button, Dropdown, Form, Input, Modal, type MenuProps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDropScenario, useMakeScenario, useScenarios } from "@/features/loop/api";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { month as writeMonth } from "@/lib/format";
import { useScope } from "@/lib/scope";
import { useMay } from "@/lib/session";

/** Named copies of the month: go into one, make one, leave it, throw it away. */
export const WhatIfMenu = () => {
  const { t } = useTranslation("loop");
  const { month, scenario, setScope } = useScope();
  const all = useScenarios().data?.items ?? [];
  const drop = useDropScenario();
  const [making, setMaking] = useState(false);
  const here = all.filter((one) => one.month === month && one.name !== "");
  const current = here.find((one) => one.name === scenario);
  const may = useMay();
  const droppable = current && (current.own || may("scenarios.write_others"));
  const leave = () => setScope({ scenario: undefined });
  const actions: Record<string, () => void> = {
    "+": () => setMaking(true),
    "-": leave,
    x: () => current && drop.mutate(current.id, { onSuccess: leave }),
  };
  const items: MenuProps["items"] = [
    ...here.map((one) => ({
      key: `=${one.name}`,
      label: one.own || !one.person ? one.name : `${one.name} · ${one.person}`,
      disabled: one.name === scenario,
    })),
    ...(here.length > 0 ? [{ type: "divider" as const }] : []),
    ...(may("scenarios.write") ? [{ key: "+", label: t("whatIf.make") }] : []),
    ...(scenario ? [{ key: "-", label: t("whatIf.leave") }] : []),
    ...(droppable ? [{ key: "x", label: t("whatIf.drop", { name: scenario }), danger: true }] : []),
  ];
  const choose: MenuProps["onClick"] = ({ key }) =>
    key.startsWith("=") ? setScope({ scenario: key.slice(1) }) : actions[key]?.();
  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items, onClick: choose }}>
        <Button icon={<ExperimentOutlined />}>{scenario ?? t("whatIf.title")}</Button>
      </Dropdown>
      {making && <MakeDialog close={() => setMaking(false)} />}
    </>
  );
};

const MakeDialog = ({ close }: { close: () => void }) => {
  const { t } = useTranslation("loop");
  const { month, setScope } = useScope();
  const make = useMakeScenario();
  const [form] = Form.useForm<{ name: string }>();
  const finish = ({ name }: { name: string }) =>
    make.mutate(
      { name, month },
      {
        onSuccess: () => {
          close();
          setScope({ month, scenario: name });
        },
      },
    );
  return (
    <Modal
      open
      title={t("whatIf.makeTitle", { month: writeMonth(month) })}
      okText={t("whatIf.make")}
      confirmLoading={make.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      {make.error && <ProblemNotice error={make.error} />}
      <p className="quiet">{t("whatIf.says")}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={finish}>
        <Form.Item
          name="name"
          label={t("whatIf.name")}
          rules={[{ required: true, whitespace: true, message: t("whatIf.needName") }]}
        >
          <Input autoFocus maxLength={60} placeholder={t("whatIf.example")} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
