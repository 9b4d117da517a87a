import type { ReactNode } from "react";

interface Props {
  /** The one question the page answers. */
  question: string;
  /** The answer as a sentence with its figure. */
  answer?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page: its question, the answer first, actions at the top right, then charts and tables. */
export const Page = ({ question, answer, actions, children }: Props) => {
  document.title = `${question} · Bihuan`;
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{question}</h1>
          {answer && <p className="answer">{answer}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
};
