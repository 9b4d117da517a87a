import { readdirSync } from "node:fs";
import tseslint from "typescript-eslint";

const noBorders = (files, regex, message) => ({
  files,
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          { regex, message },
          { regex: "^\\.\\./", message: "Write @/ instead of climbing folders." },
        ],
      },
    ],
  },
});

const features = readdirSync("src/features", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

export default tseslint.config(
  { ignores: ["dist/**", "src/gen/**", "test-results/**", "playwright-report/**"] },
  ...tseslint.configs.recommended,
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use a union of strings." },
        { selector: "ExportAllDeclaration", message: "No barrel files." },
      ],
      "max-lines": ["error", { max: 500 }],
      "max-params": ["error", { max: 5 }],
      "max-depth": ["error", { max: 3 }],
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true, named: true } }],
    },
  },
  noBorders(["src/lib/**"], "^@/(app|features|components|testing)/", "lib knows nobody above it."),
  noBorders(["src/components/**"], "^@/(app|features|testing)/", "components know only lib."),
  ...features.map((name) =>
    noBorders(
      [`src/features/${name}/**`],
      `^@/(app|testing)/|^@/features/(?!${name}/)`,
      "A feature imports lib, components and itself.",
    ),
  ),
  { files: ["src/**/*.test.{ts,tsx}"], rules: { "no-restricted-imports": "off" } },
);
