// Values that a field of a kind does not expect, as JSON text: JSON.stringify could not write them.

const text = (value) => JSON.stringify(value);
const LARGEST = "9223372036854775807";

export const HUGE = {
  "2^63−1": LARGEST,
  "−2^63": "-9223372036854775808",
  "2^63": "9223372036854775808",
  "10^300": "1e300",
  "1e308": "1e308",
  "−1e308": "-1e308",
};

const NUMBERS = {
  ...HUGE,
  "2^64": "18446744073709551616",
  "1e999": "1e999",
  "NaN bare": "NaN",
  "NaN as text": text("NaN"),
  "Infinity as text": text("Infinity"),
  "a half": "0.5",
  "−1": "-1",
  "a number as text": text("12"),
  "1e-320": "1e-320",
};

export const LONG = { "900 kB": text("长".repeat(300_000)) };
export const CONTROL = {
  "a NUL": '"a\\u0000b"',
  "a bell": '"a\\u0007b"',
  "a bare escape": '"a\\u001bb"',
  "half a surrogate": '"a\\ud800b"',
};
/** Names that people write: each is taken. */
export const NAMES = [
  "★明星",
  "·点",
  "￥元",
  "αβγ",
  "あいう",
  "한글",
  "😀笑",
  "Éclair",
  "Ω",
  "𠮷野家",
  "①号",
  "～浪",
];

const TEXTS = {
  ...LONG,
  ...CONTROL,
  "right to left": text("a\u202eb"),
  "no character": '"\\uffff"',
  "500 accents": text(`e${"\u0301".repeat(500)}`),
  empty: '""',
  blanks: text("   "),
  "a formula": text("=1+1"),
  SQL: text("'; DROP TABLE products; --"),
};

const ANY = {
  null: "null",
  true: "true",
  "an object": "{}",
  "a list": "[]",
  "a list in a list": "[[[]]]",
};

/** {name, json} of what to try for a property's schema. */
export function hostileValues(schema) {
  const kinds = [schema, ...(schema.oneOf ?? [])].flatMap(({ type }) => type ?? []);
  const numeric = kinds.includes("integer") || kinds.includes("number");
  const values = { ...ANY, ...(numeric ? NUMBERS : { "2^63−1": LARGEST, ...TEXTS }) };
  return Object.entries(values).map(([name, json]) => ({ name, json, numeric }));
}
