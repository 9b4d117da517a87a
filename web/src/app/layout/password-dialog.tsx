import { App, Form, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { PasswordForm } from "@/features/session/password-form";
import { useChangePassword } from "@/lib/session";

export const PasswordDialog = ({ open, close }: { open: boolean; close: () => void }) => {
  const { t } = useTranslation("nav");
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const change = useChangePassword();
  const done = () => {
    void message.success(t("passwordChanged"));
    form.resetFields();
    close();
  };
  return (
    <Modal
      open={open}
      title={t("changePassword")}
      okText={t("changePassword")}
      onOk={form.submit}
      onCancel={close}
      confirmLoading={change.isPending}
    >
      <PasswordForm form={form} change={change} onChanged={done} />
    </Modal>
  );
};
