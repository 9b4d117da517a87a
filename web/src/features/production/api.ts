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

export type Supply = "available" | "running_short" | "short";

/** Whether a product can be had, and when; no quantity. */
export interface Availability {
  product_id: string;
  product_code: string;
  product_name: string;
  supply: Supply;
  short_from: string | null;
  back_on: string | null;
}

export const useAvailability = (month: string) =>
  useQuery({
    queryKey: ["availability", month],
    queryFn: ({ signal }) => get<{ items: Availability[] }>("/availability", { month }, signal),
  });

export interface BucketKey {
  product: string;
  name: string;
  bucket: "week" | "month";
  first_day: string;
}
