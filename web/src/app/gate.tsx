import { Spin } from "antd";
import { Frame } from "@/app/layout/frame";
import { ProblemPage } from "@/components/ui/problem-notice";
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
  return session.data === null ? <SignInPage /> : <WithCompany />;
};
