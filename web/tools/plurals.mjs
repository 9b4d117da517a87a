// Which English texts count and have no singular: “1 months”.

/** What the product counts. A series is one and many. */
const counted =
  "months rows files products places values events jobs characters digits steps cases days weeks " +
  "sheets sites origins times tries ones names lines columns outlets people figures errors boxes units";
const plural = new RegExp(`\\{\\{\\w+\\}\\}(?: [a-z-]+)? (?:${counted.replaceAll(" ", "|")})\\b`);
const form = /_(one|other)$/;

/** `texts` by key; gives a line for each that says a plural, or {{count}}, in one form only. */
export const withoutSingular = (texts) =>
  [...texts].flatMap(([key, text]) => {
    if (key.endsWith("_one") && plural.test(text)) return [`${key} is no singular: ${text}`];
    if (!text.includes("{{count}}") && !plural.test(text)) return [];
    const [one, other] = ["_one", "_other"].map((end) => key.replace(form, "") + end);
    return texts.has(one) && texts.has(other) ? [] : [`${key} counts and has no singular: ${text}`];
  });
