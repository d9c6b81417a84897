import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

export const ROOT = resolve(__dirname, "..", "..");

/** The parts of a compose service that these tests speak of. */
export interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly profiles?: readonly string[];
}

export const COMPOSE_TEXT = readFileSync(join(ROOT, "docker-compose.yml"), "utf8");

/** The file as YAML with its merge keys resolved, and nothing else. */
export function composeDocument(): unknown {
  return parse(COMPOSE_TEXT, { merge: true });
}

export function composeServices(): Readonly<Record<string, Service>> {
  return (composeDocument() as { services: Record<string, Service> }).services;
}

/** Services that run our own image. */
export function ownServices(): [string, Service][] {
  return Object.entries(composeServices()).filter(([, { image }]) => image === "area-clienti");
}

/** `${NAME}`, `${NAME:-default}` and `${NAME:?message}` as compose replaces them. @throws Error with the message */
export function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_all, name: string, kind?: string, rest = "") => {
      const value = variables[name] ?? "";
      if (value !== "" || kind === undefined) return value;
      if (kind === "?") throw new Error(`${name}: ${rest}`);
      return rest as string;
    },
  );
}

/** The names of the variables that the file takes from the environment or from .env. */
export function interpolatedNames(): Set<string> {
  return new Set([...COMPOSE_TEXT.matchAll(/\$\{(\w+)/g)].map(([, name = ""]) => name));
}
