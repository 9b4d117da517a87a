import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/app";
import { startLanguages } from "@/lib/i18n";
import { watchForExpiry } from "@/lib/session";
import "@/app/app.css";

await startLanguages();
watchForExpiry();

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
