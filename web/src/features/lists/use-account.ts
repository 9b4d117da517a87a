import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Form } from "antd";
import { useEffect } from "react";
import { get, send } from "@/lib/api";
import type { Page } from "@/lib/api-types";

export interface Account {
  person_id: string;
  login: string;
  demo_password: boolean;
  must_change_password: boolean;
  changed_at: string;
}

export interface AccountEntries {
  login?: string;
  new_password?: string;
}

/** Whether somebody typed what is not yet the account. */
export const accountTyped = (account: Account | undefined, entries: AccountEntries): boolean =>
  (entries.login ?? "").trim() !== (account?.login ?? "") || (entries.new_password ?? "") !== "";

/** A person's account and its form; the form shows what the account is until somebody types. */
export const useAccount = (person: string | undefined) => {
  const client = useQueryClient();
  const [form] = Form.useForm<AccountEntries>();
  const query = useQuery({
    queryKey: ["accounts"],
    enabled: person !== undefined,
    queryFn: ({ signal }) => get<Page<Account>>("/accounts", {}, signal),
  });
  const account = query.data?.items.find((one) => one.person_id === person);
  const known = query.data !== undefined;
  const login = account?.login;
  useEffect(() => {
    if (known) form.setFieldsValue({ login, new_password: undefined });
  }, [form, known, login]);
  const refresh = () => client.invalidateQueries({ queryKey: ["accounts"] });
  const set = useMutation({
    mutationFn: (entries: AccountEntries) => send("PUT", `/people/${person}/account`, entries),
    onSuccess: async () => {
      form.resetFields(["new_password"]);
      await refresh();
    },
  });
  const drop = useMutation({
    mutationFn: () => send("DELETE", `/people/${person}/account`),
    onSuccess: async () => {
      form.resetFields();
      await refresh();
    },
  });
  return {
    form,
    query,
    account,
    set,
    drop,
    /** The account lies below the record: what is wrong with it is brought into view. */
    check: async () => {
      try {
        await form.validateFields();
      } catch (refused) {
        const [first] = (refused as { errorFields?: { name: (keyof AccountEntries)[] }[] })
          .errorFields ?? [{ name: ["login"] }];
        form.scrollToField(first?.name ?? "login", { focus: true });
        throw refused;
      }
    },
    keep: async () => {
      try {
        await set.mutateAsync(form.getFieldsValue());
      } catch (refused) {
        form.scrollToField("new_password", { focus: true });
        throw refused;
      }
    },
    /** Whether the form holds what saving the person must not lose. */
    isTyped: () => known && accountTyped(account, form.getFieldsValue()),
  };
};

export type AccountControls = ReturnType<typeof useAccount>;
