type Path = readonly (string | number)[];

/**
 * Where an answer differs from the whole one other than by a null that has an error at it or below: what a fault must
 * never do. `errors` are the paths of the answer's errors.
 */
export function unexplained(
  given: unknown,
  whole: unknown,
  errors: readonly Path[],
  path: Path = [],
): string[] {
  if (given === null && whole !== null) {
    const isTold = errors.some((error) => path.every((step, index) => error[index] === step));
    return isTold ? [] : [`${path.join(".")}: null without an error`];
  }
  if (typeof given !== "object" || given === null || typeof whole !== "object" || whole === null) {
    return given === whole ? [] : [`${path.join(".")}: ${String(given)} for ${String(whole)}`];
  }
  const keys = Object.keys(whole);
  if (Object.keys(given).join() !== keys.join()) return [`${path.join(".")}: other keys`];
  const step = (key: string): string | number => (Array.isArray(whole) ? Number(key) : key);
  return keys.flatMap((key) =>
    unexplained(Reflect.get(given, key), Reflect.get(whole, key), errors, [...path, step(key)]),
  );
}

/** The errors whose path leads to no null of the answer, and so explain nothing. */
export function idle(given: unknown, errors: readonly Path[]): string[] {
  return errors.filter((path) => !leadsToNull(given, path)).map((path) => path.join("."));
}

function leadsToNull(given: unknown, path: Path): boolean {
  let value = given;
  for (const step of path) {
    if (value === null) return true;
    if (typeof value !== "object") return false;
    value = Reflect.get(value ?? {}, step);
  }
  return value === null;
}
