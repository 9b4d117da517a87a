import { useMutation } from "@tanstack/react-query";
import { App, Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { send } from "@/lib/api";

interface Passwords {
  old_password: string;
  new_password: string;
}

export const PasswordDialog = ({ open, close }: { open: boolean; close: () => void }) => {
  const { t } = useTranslation("nav");
  const { message } = App.useApp();
  const [form] = Form.useForm<Passwords>();
  const change = useMutation({
    mutationFn: (passwords: Passwords) => send("PATCH", "/session/password", passwords),
    onSuccess: () => {
      void message.success(t("passwordChanged"));
      form.resetFields();
      close();
    },
  });
  return (
    <Modal
      open={open}
      title={t("changePassword")}
      okText={t("changePassword")}
      onOk={form.submit}
      onCancel={close}
      confirmLoading={change.isPending}
    >
      {change.error && <ProblemNotice error={change.error} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={change.mutate}>
        <Form.Item name="old_password" label={t("oldPassword")} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="new_password"
          label={t("newPassword")}
          extra={t("passwordRule")}
          rules={[{ required: true, min: 12 }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
};
