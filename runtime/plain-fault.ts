/** What Node.js says of a system call that failed. */
interface SystemError extends Error {
  readonly code?: string;
  readonly syscall?: string;
  readonly path?: string;
  readonly address?: string;
  readonly port?: number;
}

const FILES: Readonly<Record<string, string>> = {
  EACCES: "this user has no right to it",
  EPERM: "this user has no right to it",
  EROFS: "the file system is read-only",
  ENOENT: "there is no such file or folder",
  EISDIR: "this is a folder, not a file",
  ENOTDIR: "a file stands where a folder should be",
  EEXIST: "a file of this name exists already",
  ENOSPC: "the disk is full",
  EMFILE: "too many files are open",
};

const PORTS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another process listens there. End it, or set PORT (or METRICS_PORT) to another one",
  EACCES: "this user may not listen there. Set PORT to one above 1023",
  EADDRNOTAVAIL: "this machine has no such address. Set HOST to one that it has, or to 0.0.0.0",
  ENOTFOUND: "there is no such host. Set HOST to an address of this machine",
};

/** One line for a fault of the machine that a system call found, naming the port or the file; undefined for any other. */
export function plainFault(error: Error): string | undefined {
  const { code = "", syscall, path, address, port } = error as SystemError;
  if (syscall === "listen" || (syscall === "getaddrinfo" && path === undefined)) {
    const words = PORTS[code];
    const place = port === undefined ? (address ?? "The host") : `${address ?? ""}:${port}`;
    return words === undefined ? undefined : `${place}: ${words}.`;
  }
  const words = FILES[code];
  return path === undefined || words === undefined ? undefined : `${path}: ${words}.`;
}
