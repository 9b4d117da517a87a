import { Skeleton } from "antd";
import { createBrowserRouter } from "react-router";
import { Gate } from "@/app/gate";
import { lazyPage as page } from "@/app/lazy-page";
import { ErrorPage } from "@/components/ui/error-page";

const LoopPage = page(() => import("@/features/loop/loop-page"), "LoopPage");
const HandoverPage = page(() => import("@/features/loop/handover-page"), "HandoverPage");
const ForecastPage = page(() => import("@/features/forecasts/forecast-page"), "ForecastPage");
const AccuracyPage = page(() => import("@/features/forecasts/accuracy-page"), "AccuracyPage");
const ProductionPage = page(
  () => import("@/features/production/production-page"),
  "ProductionPage",
);
const TargetsPage = page(() => import("@/features/targets/targets-page"), "TargetsPage");
const ImportsPage = page(() => import("@/features/imports/imports-page"), "ImportsPage");
const ImportPage = page(() => import("@/features/imports/import-page"), "ImportPage");
const AuditPage = page(() => import("@/features/audit/audit-page"), "AuditPage");
const SessionsPage = page(() => import("@/features/session/sessions-page"), "SessionsPage");
const ListPage = page(() => import("@/features/lists/list-page"), "ListPage");
const JobsPage = page(() => import("@/features/jobs/jobs-page"), "JobsPage");

export const router = createBrowserRouter([
  {
    path: "/",
    element: <Gate />,
    errorElement: <ErrorPage />,
    hydrateFallbackElement: <Skeleton active />,
    children: [
      { index: true, element: <LoopPage /> },
      { path: "handovers/:id", element: <HandoverPage /> },
      { path: "forecast", element: <ForecastPage /> },
      { path: "accuracy", element: <AccuracyPage /> },
      { path: "production", element: <ProductionPage /> },
      { path: "targets", element: <TargetsPage /> },
      { path: "imports", element: <ImportsPage /> },
      { path: "imports/:id", element: <ImportPage /> },
      { path: "lists/:noun", element: <ListPage /> },
      { path: "audit", element: <AuditPage /> },
      { path: "sessions", element: <SessionsPage /> },
      { path: "jobs", element: <JobsPage /> },
      { path: "*", element: <ErrorPage missing /> },
    ],
  },
]);
