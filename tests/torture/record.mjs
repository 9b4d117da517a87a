// What was measured and what was promised: a table for people, JSON for the next comparison.

/** Figures and promises of one part on one database. */
export class Record {
  figures = [];
  promises = [];

  constructor(part, dialect) {
    this.part = part;
    this.dialect = dialect;
  }

  figure(name, value, unit = "") {
    const rounded = typeof value === "number" ? Math.round(value * 10) / 10 : value;
    this.figures.push({ name, value: rounded, unit });
    return value;
  }

  /** `sentence` holds or not; `found` says what was seen when it does not. Returns whether. */
  promise(sentence, kept, found = "") {
    this.promises.push({
      sentence,
      kept: Boolean(kept),
      found: kept ? "" : String(found).slice(0, 6000),
    });
    return Boolean(kept);
  }

  get broken() {
    return this.promises.filter(({ kept }) => !kept);
  }
}

/** The value that the share `part` of the sorted-on-the-fly numbers does not exceed. */
export function quantile(numbers, part) {
  if (numbers.length === 0) return Number.NaN;
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
}

export function count(values) {
  const counts = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** "200 × 12, 429 × 3" */
export function histogram(values) {
  return Object.entries(count(values))
    .map(([value, times]) => `${value} × ${times}`)
    .join(", ");
}

/** Width on a terminal: Chinese characters take two columns. */
function padded(text, width) {
  const wide = [...text].filter((sign) => sign.codePointAt(0) > 0x2e7f).length;
  return text + " ".repeat(Math.max(0, width - text.length - wide));
}

export function table(records) {
  const lines = [];
  for (const { part, dialect, figures, promises, seconds, skipped } of records) {
    const kept = promises.filter((promise) => promise.kept).length;
    const sum = skipped ? `skipped: ${skipped}` : `${kept} of ${promises.length} promises kept`;
    lines.push("", `${part} on ${dialect}: ${sum}, ${Math.round(seconds)} s`);
    for (const { name, value, unit } of figures)
      lines.push(`  ${padded(name, 58)} ${value}${unit && ` ${unit}`}`);
  }
  const broken = records.flatMap((record) =>
    record.broken.map(
      ({ sentence, found }) =>
        `  ${record.part} on ${record.dialect}: ${sentence}\n      ${found.slice(0, 600)}`,
    ),
  );
  lines.push(
    "",
    broken.length ? `${broken.length} promises broken:` : "Every promise was kept.",
    ...broken,
  );
  return lines.join("\n");
}
