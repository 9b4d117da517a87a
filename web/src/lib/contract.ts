import type { components } from "@/gen/api";
import type { Anatomy, Hindsight } from "@/lib/anatomy-types";
import type { Company, Job, Loop, Page, Scenario, SearchHit, Session } from "@/lib/api-types";
import type { ForecastRow } from "@/lib/forecast-types";
import type { Import, ImportKind } from "@/lib/import-types";
import type { TargetTree } from "@/lib/plan-types";

/** An answer with every member there: what may be left out is the server's affair. */
type Whole<T> = T extends (infer Item)[]
  ? Whole<Item>[]
  : T extends object
    ? { [Name in keyof T]-?: Whole<T[Name]> }
    : T;

/** Does not compile when the server's answer no longer fits what the client reads. */
type Fits<Read, Given extends Read> = Given;

type Answer<Name extends keyof components["schemas"]> = Whole<components["schemas"][Name]>;

export type Contract = [
  Fits<Session, Answer<"Session">>,
  Fits<Company, Answer<"Company">>,
  Fits<Job, Answer<"Job">>,
  Fits<Loop, Answer<"LoopMonth">>,
  Fits<Page<Scenario>, Answer<"Scenarios">>,
  Fits<Page<SearchHit>, Answer<"SearchHits">>,
  Fits<Page<ForecastRow>, Answer<"ForecastTable">>,
  Fits<Anatomy, Answer<"ForecastAnatomy">>,
  Fits<Hindsight, Answer<"ForecastHindsight">>,
  Fits<TargetTree, Answer<"TargetTree">>,
  Fits<Import, Answer<"Import">>,
  Fits<Page<ImportKind>, Answer<"ImportKinds">>,
];
