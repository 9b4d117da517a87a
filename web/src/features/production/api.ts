import { useQuery } from "@tanstack/react-query";
import { planOf } from "@/features/production/plan-of";
import { get } from "@/lib/api";
import type { ProductionDetail, SentPlan } from "@/lib/plan-types";

export interface PlanKey {
  month: string;
  /** A what-if copy; the real month without. */
  scenario?: string;
}

export const useProduction = (plan: PlanKey) =>
  useQuery({
    queryKey: ["production", plan],
    queryFn: ({ signal }) => get<SentPlan>("/production", { ...plan }, signal),
    select: planOf,
  });

export const useProductionDetail = (plan: PlanKey, product: string) =>
  useQuery({
    queryKey: ["production", plan, product],
    queryFn: ({ signal }) => get<ProductionDetail>(`/production/${product}`, { ...plan }, signal),
  });

export interface BucketKey {
  product: string;
  name: string;
  bucket: "week" | "month";
  first_day: string;
}
