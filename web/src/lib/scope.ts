import { useCallback } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { isMonth } from "@/lib/month";
import { useCompany } from "@/lib/session";

/** What holds across pages and lives in the URL: month in work, region, channel, what-if copy. */
export interface Scope {
  month: string;
  /** What the address names as its month and is none; the month in work stands for it. */
  notAMonth: string | undefined;
  region: string | undefined;
  channel: string | undefined;
  /** The name of a what-if copy of the month; nothing is the real company. */
  scenario: string | undefined;
}

const held = ["month", "region", "channel", "scenario"] as const;

export const useScope = (): Scope & { setScope: (next: Partial<Scope>) => void } => {
  const company = useCompany();
  const [parameters, setParameters] = useSearchParams();
  const setScope = useCallback(
    (next: Partial<Scope>) => {
      setParameters((old) => {
        const now = new URLSearchParams(old);
        for (const [name, value] of Object.entries(next)) {
          if (value) now.set(name, value);
          else now.delete(name);
        }
        return now;
      });
    },
    [setParameters],
  );
  const named = parameters.get("month") ?? company.month_in_work;
  const known = isMonth(named);
  return {
    month: known ? named : company.month_in_work,
    notAMonth: known ? undefined : named,
    region: parameters.get("region") ?? undefined,
    channel: parameters.get("channel") ?? undefined,
    scenario: parameters.get("scenario") ?? undefined,
    setScope,
  };
};

/** The address of another page with the scope kept, but for what is given as "". */
export const useScopedPath = (): ((path: string, extra?: Record<string, string>) => string) => {
  const { search } = useLocation();
  return (path, extra = {}) => {
    const old = new URLSearchParams(search);
    const now = new URLSearchParams();
    for (const name of held) {
      const value = old.get(name);
      if (value) now.set(name, value);
    }
    for (const [name, value] of Object.entries(extra)) {
      if (value) now.set(name, value);
      else now.delete(name);
    }
    const text = now.toString();
    return text ? `${path}?${text}` : path;
  };
};

export const useGo = (): ((path: string, extra?: Record<string, string>) => void) => {
  const navigate = useNavigate();
  const to = useScopedPath();
  return (path, extra) => void navigate(to(path, extra));
};

/** One value of the URL's query, with a setter that keeps the rest. */
export const useUrlValue = (name: string): [string | undefined, (value?: string) => void] => {
  const [parameters, setParameters] = useSearchParams();
  const set = useCallback(
    (value?: string) => {
      setParameters((old) => {
        const now = new URLSearchParams(old);
        if (value) now.set(name, value);
        else now.delete(name);
        return now;
      });
    },
    [name, setParameters],
  );
  return [parameters.get(name) ?? undefined, set];
};
