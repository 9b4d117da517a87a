import { createContext, useContext, useMemo, useState, type ReactNode } from "react";

interface Appearance {
  dark: boolean;
  setDark: (dark: boolean) => void;
}

const STORED = "bihuan.dark";

const Context = createContext<Appearance>({ dark: false, setDark: () => undefined });

const first = (): boolean => {
  const stored = localStorage.getItem(STORED);
  return stored === null ? false : stored === "1";
};

export const AppearanceProvider = ({ children }: { children: ReactNode }) => {
  const [dark, setState] = useState(first);
  const value = useMemo(
    () => ({
      dark,
      setDark: (next: boolean) => {
        localStorage.setItem(STORED, next ? "1" : "0");
        setState(next);
      },
    }),
    [dark],
  );
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  return <Context.Provider value={value}>{children}</Context.Provider>;
};

export const useAppearance = (): Appearance => useContext(Context);
