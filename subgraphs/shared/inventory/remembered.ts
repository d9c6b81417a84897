/**
 * Makes loaders by what they are asked for: the same one for the same arguments, as long as the request lives.
 * @param make its arguments must be plain JSON: by their text they are known again
 */
export function remembered<Arguments extends readonly unknown[], Value>(
  make: (...given: Arguments) => Value,
): (...given: Arguments) => Value {
  const made = new Map<string, Value>();
  return (...given) => {
    const key = JSON.stringify(given);
    let value = made.get(key);
    if (value === undefined) made.set(key, (value = make(...given)));
    return value;
  };
}
