import { Component, lazy, useReducer, type ComponentType, type ReactNode } from "react";
import { useLocation } from "react-router";
import { ErrorPage } from "@/components/ui/error-page";
import { ProblemPage } from "@/components/ui/problem-notice";
import { Problem } from "@/lib/problem";

/** Whether the server answers at all, whatever it says. */
const serverAnswers = (): Promise<boolean> =>
  fetch("/v1/session", { cache: "no-store" }).then(
    () => true,
    () => false,
  );

/** Loads a page's code; where that fails, the problem says whether the server is away, or answers
 *  and no longer has this version of the page. */
export const loadPage = async <T,>(load: () => Promise<T>): Promise<T> => {
  try {
    return await load();
  } catch {
    throw (await serverAnswers())
      ? new Problem(404, { code: "new_version" })
      : new Problem(0, { code: "offline" });
  }
};

interface Props {
  again: () => void;
  children: ReactNode;
}

/** Keeps what goes wrong with a page inside the frame. */
class PageBoundary extends Component<Props, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError = (error: unknown) => ({ error });

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    if (!(error instanceof Problem)) return <ErrorPage />;
    return <ProblemPage error={error} retry={this.props.again} />;
  }
}

/** A page whose code comes when it is first shown, and can be asked for again. */
export const lazyPage = <Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): ComponentType => {
  const attempt = () =>
    lazy(async () => ({ default: (await loadPage(load))[name] as ComponentType }));
  // Kept outside: React throws the state of what waits for its first code away.
  let page = attempt();
  const LazyPage = () => {
    const { pathname } = useLocation();
    const [tries, count] = useReducer((tries: number) => tries + 1, 0);
    const Current = page;
    const again = async () => {
      // A browser may hold on to a script that did not come; a new document asks for it anew.
      const failed = await loadPage(load).then(
        () => false,
        () => true,
      );
      if (failed && (await serverAnswers())) return window.location.reload();
      page = attempt();
      count();
    };
    return (
      <PageBoundary key={`${pathname} ${tries}`} again={() => void again()}>
        <Current />
      </PageBoundary>
    );
  };
  return LazyPage;
};
