import { Spin } from "antd";
import { Frame } from "@/app/layout/frame";
import { ProblemPage } from "@/components/ui/problem-notice";
import { NewPasswordPage } from "@/features/session/new-password-page";
import { SignInPage } from "@/features/session/sign-in-page";
import { useCompanyQuery, useSessionQuery } from "@/lib/session";

const WithCompany = () => {
  const company = useCompanyQuery();
  if (company.error)
    return <ProblemPage error={company.error} retry={() => void company.refetch()} />;
  return company.data ? <Frame /> : <Spin size="large" fullscreen />;
};

/** Nobody passes without a session. */
export const Gate = () => {
  const session = useSessionQuery();
  if (session.error)
    return <ProblemPage error={session.error} retry={() => void session.refetch()} />;
  if (session.data === undefined) return <Spin size="large" fullscreen />;
  if (session.data === null) return <SignInPage />;
  return session.data.must_change_password ? <NewPasswordPage /> : <WithCompany />;
};
