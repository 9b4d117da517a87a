import { useMutation, useQuery } from "@tanstack/react-query";
import { get, send, setCsrfToken } from "@/lib/api";
import type { Company, Session } from "@/lib/api-types";
import { Problem } from "@/lib/problem";
import { queryClient } from "@/lib/query-client";

const key = ["session"];

const keep = (session: Session): Session => {
  setCsrfToken(session.csrf_token);
  return session;
};

/** The signed-in person's session; null when nobody is signed in. */
export const useSessionQuery = () =>
  useQuery({
    queryKey: key,
    staleTime: Infinity,
    queryFn: async (): Promise<Session | null> => {
      try {
        return keep(await get<Session>("/session"));
      } catch (error) {
        if (error instanceof Problem && error.status === 401) return null;
        throw error;
      }
    },
  });

/** The session inside the frame, where somebody is always signed in. */
export const useSession = (): Session => {
  const session = useSessionQuery().data;
  if (!session) throw new Error("No session inside the frame");
  return session;
};

/** The company and its months; the frame waits for it, so pages may rely on it. */
export const useCompanyQuery = () =>
  useQuery({ queryKey: ["company"], queryFn: () => get<Company>("/company") });

export const useCompany = (): Company => {
  const company = useCompanyQuery().data;
  if (!company) throw new Error("No company inside the frame");
  return company;
};

export const useMay = (): ((permission: string) => boolean) => {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
};

export const useSignIn = () =>
  useMutation({
    mutationFn: (secret: { login: string; password: string }) =>
      send<Session>("POST", "/session", secret),
    onSuccess: (session) => {
      queryClient.setQueryData(key, keep(session));
    },
  });

/** The server's own rule; what else it asks, it says. */
export const SHORTEST_PASSWORD = 10;

/** The session goes on under a new token. */
export const useChangePassword = () =>
  useMutation({
    mutationFn: (passwords: { old_password: string; new_password: string }) =>
      send<Session>("PATCH", "/session/password", passwords),
    onSuccess: (session) => {
      queryClient.setQueryData(key, keep(session));
    },
  });

const forget = (): void => {
  setCsrfToken("");
  queryClient.setQueryData(key, null);
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== key[0] });
};

export const useSignOut = () =>
  useMutation({ mutationFn: () => send<void>("DELETE", "/session"), onSettled: forget });

/** A session that ended on the server ends here too: the sign-in page shows. */
export const watchForExpiry = (): void => {
  const onError = (error: unknown) => {
    if (!(error instanceof Problem)) return;
    if (error.status === 401 && queryClient.getQueryData(key)) forget();
    // An administrator gave a new password meanwhile: the session says so, and the gate asks.
    if (error.code === "password_change_required")
      void queryClient.invalidateQueries({ queryKey: key });
  };
  queryClient.getQueryCache().config.onError = onError;
  queryClient.getMutationCache().config.onError = onError;
};
