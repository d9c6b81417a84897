/** The JSON value with every value in it replaced, from the inside out; `key` is the nearest key of an object. */
export function replaceValues(
  value: unknown,
  replace: (value: unknown, key: string) => unknown,
  key = "",
): unknown {
  if (value === null || typeof value !== "object") return replace(value, key);
  if (Array.isArray(value))
    return replace(
      value.map((item) => replaceValues(item, replace, key)),
      key,
    );
  const entries = Object.entries(value).map(([name, inner]) => [name, replaceValues(inner, replace, name)]);
  return replace(Object.fromEntries(entries), key);
}
