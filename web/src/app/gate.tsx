import { Spin } from "antd";
import { useEffect } from "react";
import { Frame } from "@/app/layout/frame";
import { ProblemPage } from "@/components/ui/problem-notice";
import { NewPasswordPage } from "@/features/session/new-password-page";
import { SignInPage } from "@/features/session/sign-in-page";
import type { Session } from "@/lib/api-types";
import { forgetAll, StandingProvider, useCompanyQuery, useSessionQuery } from "@/lib/session";

const WithCompany = ({ session }: { session: Session }) => {
  const { data: company, error, refetch } = useCompanyQuery();
  if (company)
    return (
      <StandingProvider value={{ session, company }}>
        <Frame />
      </StandingProvider>
    );
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />;
  return <Spin size="large" fullscreen />;
};

/** Nobody passes without a session; what is known stays while it cannot be asked again. */
export const Gate = () => {
  const { data: session, error, refetch } = useSessionQuery();
  useEffect(() => {
    if (session === null) forgetAll();
  }, [session]);
  if (session === null) return <SignInPage />;
  if (session === undefined)
    return error ? (
      <ProblemPage error={error} retry={() => void refetch()} />
    ) : (
      <Spin size="large" fullscreen />
    );
  if (session.must_change_password)
    return (
      <StandingProvider value={{ session, company: undefined }}>
        <NewPasswordPage />
      </StandingProvider>
    );
  return <WithCompany session={session} />;
};
