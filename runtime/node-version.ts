/** The releases of Node.js that the code is tested on, as `engines` in package.json says: each line from its first release. */
export const NODE_LINES = [
  [20, 19],
  [22, 13],
] as const;
/** From this release on every one will do. */
export const NODE_FROM = [24, 11] as const;

/** Whether a version of Node.js, `20.19.1`, is one of them. */
export function isSupportedNode(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [from, fromMinor] = NODE_FROM;
  if (major > from || (major === from && minor >= fromMinor)) return true;
  return NODE_LINES.some(([line, least]) => major === line && minor >= least);
}

// Runs as it is imported, first of all: with an older version the next import may fail with a riddle.
if (!isSupportedNode(process.versions.node)) {
  process.stderr.write(
    `Node.js ${process.versions.node} is not supported: use 20.19, 22.13 or 24.11, or a later one of these lines.\n`,
  );
  process.exit(1);
}
