import { z } from "zod";
import { DEMO_SEAL_SECRET } from "../../schema/access/seal";
import type { DatabaseLocation } from "./database";

const flag = z.stringbool();
const commaList = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean),
);

/** `identity=http://127.0.0.1:4001,…`: where the other subgraphs listen. */
const urlsByName = commaList.transform((items, context) => {
  const urls = new Map<string, string>();
  for (const item of items) {
    const [, name, url] = /^([\w-]+)=(https?:\/\/.+)$/.exec(item) ?? [];
    if (name === undefined || url === undefined || !URL.canParse(url)) {
      context.addIssue({ code: "custom", message: `${item} is not NAME=URL` });
    } else urls.set(name, url);
  }
  return urls;
});

const variables = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  HOST: z.string().default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default("./data"),
  MYSQL_URL: z.url({ protocol: /^mysql$/ }).optional(),
  MYSQL_PREFIX: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/)
    .default("area_clienti"),
  MIGRATE: flag.default(true),
  DEMO: flag.default(false),
  SUBGRAPH_URLS: urlsByName.default(new Map()),
  SEAL_SECRET: z.string().min(32).optional(),
  IDENTITY_SECRET: z.string().min(32).optional(),
  TOKEN_ISSUER: z.url().default("https://identity.area-clienti.example"),
  TOKEN_AUDIENCE: z.string().min(1).default("https://api.area-clienti.example"),
});

/** The settings of a subgraph process, and of the commands that open subgraphs' databases. */
export type SubgraphEnvironment = z.infer<typeof variables> & {
  readonly SEAL_SECRET: string;
  readonly IDENTITY_SECRET: string;
};

/** What `needs` asks for beyond the variables that have a default: a command that only imports seals nothing. */
export interface Needs {
  readonly seal: boolean;
  readonly identity: boolean;
}

/** In demo mode identity's keys are sealed at rest with what everybody can read here: nothing but a demo may use it. */
const DEMO_IDENTITY_SECRET = "demo mode only: this identity secret is public";

/**
 * Reads the variables of a subgraph process once.
 * @throws EnvironmentError naming every variable that is wrong or missing, not only the first.
 */
export function readSubgraphEnvironment(values: NodeJS.ProcessEnv, needs: Needs): SubgraphEnvironment {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    throw new EnvironmentError(
      parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
    );
  }
  const { NODE_ENV, DEMO, SEAL_SECRET, IDENTITY_SECRET } = parsed.data;
  const faults: string[] = [];
  if (NODE_ENV === "production" && DEMO)
    faults.push("DEMO: production refuses demo mode, whose passwords are public");
  if (!DEMO && needs.seal && SEAL_SECRET === undefined) {
    faults.push("SEAL_SECRET: needed outside demo mode (at least 32 characters, the same in every process)");
  }
  if (!DEMO && needs.identity && IDENTITY_SECRET === undefined) {
    faults.push(
      "IDENTITY_SECRET: needed outside demo mode (at least 32 characters; it encrypts the signing keys)",
    );
  }
  if (faults.length > 0) throw new EnvironmentError(faults);
  return {
    ...parsed.data,
    SEAL_SECRET: SEAL_SECRET ?? DEMO_SEAL_SECRET,
    IDENTITY_SECRET: IDENTITY_SECRET ?? DEMO_IDENTITY_SECRET,
  };
}

/** Where the environment says the databases are. */
export function locationOf(environment: SubgraphEnvironment): DatabaseLocation {
  return environment.MYSQL_URL === undefined
    ? { kind: "sqlite", directory: environment.DATA_DIR }
    : { kind: "mysql", url: environment.MYSQL_URL, prefix: environment.MYSQL_PREFIX };
}

/** Every mistake in the environment at once. */
export class EnvironmentError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The environment is not right:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.name = "EnvironmentError";
  }
}
