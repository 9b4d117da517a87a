import { useQuery } from "@tanstack/react-query";
import { Input, Modal, Tag } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { places } from "@/app/navigation";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { get } from "@/lib/api";
import type { Page, SearchHit } from "@/lib/api-types";
import { useGo } from "@/lib/scope";
import { useMay } from "@/lib/session";

interface Hit {
  key: string;
  text: string;
  kind: string;
  path: string;
  extra?: Record<string, string>;
}

const pathOf = (hit: SearchHit): Pick<Hit, "path" | "extra"> =>
  hit.kind === "products"
    ? { path: "/forecast", extra: { product: hit.id } }
    : { path: `/lists/${hit.kind}`, extra: { search: hit.code } };

/** What is found; nothing before there is an answer. */
const useHits = (typed: string): { hits: Hit[]; none: boolean; error: unknown } => {
  const { t } = useTranslation("nav");
  const may = useMay();
  const found = useQuery({
    queryKey: ["search", typed],
    enabled: typed.length > 0,
    queryFn: ({ signal }) => get<Page<SearchHit>>("/search", { q: typed }, signal),
  });
  const pages = places
    .filter((place) => !place.permission || may(place.permission))
    .map((place) => ({
      key: place.path,
      text: t(`place.${place.name}`),
      kind: t("page"),
      path: place.path,
    }))
    .filter((hit) => hit.text.toLowerCase().includes(typed.toLowerCase()));
  const records = (found.data?.items ?? []).map((hit) => ({
    key: `${hit.kind}-${hit.id}`,
    text: `${hit.name} ${hit.code}`,
    kind: t(`nouns:${hit.kind}`, { defaultValue: hit.kind }),
    ...pathOf(hit),
  }));
  const hits = [...pages, ...records].slice(0, 12);
  return { hits, none: hits.length === 0 && found.isSuccess, error: found.error };
};

interface Props {
  open: boolean;
  setOpen: (open: boolean) => void;
}

export const SearchDialog = ({ open, setOpen }: Props) => {
  const { t } = useTranslation("nav");
  const go = useGo();
  const [typed, setTyped] = useState("");
  const { hits, none, error } = useHits(typed.trim());
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [setOpen]);
  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    go(hit.path, hit.extra);
    setOpen(false);
    setTyped("");
  };
  return (
    <Modal
      open={open}
      onCancel={() => setOpen(false)}
      footer={null}
      title={t("search")}
      destroyOnHidden
    >
      <Input
        autoFocus
        allowClear
        value={typed}
        placeholder={t("searchPlaceholder")}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={() => choose(hits[0])}
      />
      {error ? <ProblemNotice error={error} /> : null}
      {none && (
        <p className="quiet" role="status">
          {t("nothingFound", { typed: typed.trim() })}
        </p>
      )}
      <ul className="search-hits">
        {hits.map((hit) => (
          <li key={hit.key}>
            <button type="button" onClick={() => choose(hit)}>
              <span>{hit.text}</span>
              <Tag variant="filled">{hit.kind}</Tag>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
};
