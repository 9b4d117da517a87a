import { useMutation, useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { get, send, setCsrfToken, whenUnauthenticated } from "@/lib/api";
import type { Company, Session } from "@/lib/api-types";
import { Problem } from "@/lib/problem";
import { queryClient } from "@/lib/query-client";

const key = ["session"];

/** Marks, for as long as the tab lives, that somebody is signed in in it. */
const HERE = "bihuan.signed-in";

let ended = false;

/** Whether the last session of this tab ended without its person's doing. */
export const sessionHasEnded = (): boolean => ended;

const keep = (session: Session): Session => {
  ended = false;
  sessionStorage.setItem(HERE, "1");
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

/** What the frame stands on; the gate gives it, so that it is there as long as a page is. */
export interface Standing {
  session: Session;
  company: Company | undefined;
}

const StandingContext = createContext<Standing | undefined>(undefined);

export const StandingProvider = StandingContext.Provider;

const useStanding = (): Standing => {
  const standing = useContext(StandingContext);
  if (!standing) throw new Error("Outside the gate");
  return standing;
};

/** The session inside the gate, where somebody is always signed in. */
export const useSession = (): Session => useStanding().session;

export const useCompanyQuery = () =>
  useQuery({ queryKey: ["company"], queryFn: () => get<Company>("/company") });

/** The company and its months; the frame waits for it, so pages may rely on it. */
export const useCompany = (): Company => {
  const { company } = useStanding();
  if (!company) throw new Error("Outside the frame");
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

/** What was seen by who was signed in; forgotten once no page shows it any more. */
export const forgetAll = (): void =>
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== key[0] });

const leave = (hasEnded: boolean): void => {
  ended = hasEnded;
  sessionStorage.removeItem(HERE);
  setCsrfToken("");
  queryClient.setQueryData(key, null);
};

export const useSignOut = () =>
  useMutation({
    mutationFn: () => send<void>("DELETE", "/session"),
    onSettled: () => leave(false),
  });

/** A session that ended on the server ends here too: the sign-in page shows, and says why. */
export const watchForExpiry = (): void => {
  whenUnauthenticated(() => {
    // Without a session there is nothing to end: it is a sign-in that was refused.
    if (queryClient.getQueryData(key) || sessionStorage.getItem(HERE)) leave(true);
  });
  const onError = (error: unknown) => {
    // An administrator gave a new password meanwhile: the session says so, and the gate asks.
    if (error instanceof Problem && error.code === "password_change_required")
      void queryClient.invalidateQueries({ queryKey: key });
  };
  queryClient.getQueryCache().config.onError = onError;
  queryClient.getMutationCache().config.onError = onError;
};
