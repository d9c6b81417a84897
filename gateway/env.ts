import { z } from "zod";
import { DEMO_SEAL_SECRET } from "../schema/access/seal";
import { DEFAULT_LIMITS } from "./engine";

/** Reads "true"/"false" and their like; anything else is a mistake to report, not a guess. */
const flag = z.stringbool();
const count = z.coerce.number().int().min(1);
const port = z.coerce.number().int().min(0).max(65_535);
const commaList = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean),
);

const PRODUCTION_DEMO = "DEMO: production refuses demo mode, whose passwords are public";

const SHARED = {
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  PORT: port.default(4000),
  HOST: z.string().default("127.0.0.1"),
  EXPLORER: flag.optional(),
  CORS_ORIGINS: commaList.default([]),
  MAX_BODY_BYTES: z.coerce.number().int().min(1_024).default(1_048_576),
  MAX_TOKENS: z.coerce.number().int().min(100).default(10_000),
  MAX_DEPTH: count.default(DEFAULT_LIMITS.depth),
  MAX_ALIASES: count.default(DEFAULT_LIMITS.aliases),
  MAX_ROOT_FIELDS: count.default(DEFAULT_LIMITS.rootFields),
  MAX_DIRECTIVES: count.default(DEFAULT_LIMITS.directives),
  MAX_FIELDS: count.default(DEFAULT_LIMITS.fields),
  PLAN_TIMEOUT_MS: z.coerce.number().int().min(1).default(1_000),
  OPEN_SUPERGRAPH: flag.default(false),
  TOKEN_ISSUER: z.url().default("https://identity.area-clienti.example"),
  TOKEN_AUDIENCE: z.string().min(1).default("https://api.area-clienti.example"),
};

/** `identity=http://127.0.0.1:4001/graphql,…`: where subgraphs listen, in place of what the supergraph says. */
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

const separate = z.object({
  ...SHARED,
  DEMO: flag.default(false),
  SUPERGRAPH: z.string().min(1).optional(),
  SUBGRAPH_URLS: urlsByName.default(new Map()),
  SUBGRAPH_TIMEOUT_MS: count.default(10_000),
  SEAL_SECRET: z.string().min(32).optional(),
});

/** The settings of a gateway process of its own. */
export type SeparateEnvironment = z.infer<typeof separate> &
  GatewayEnvironment & { readonly SEAL_SECRET: string | undefined };

/**
 * Reads the variables of a gateway process once.
 * @throws EnvironmentError naming every variable that is wrong, not only the first.
 */
export function readGatewayEnvironment(variables: NodeJS.ProcessEnv): SeparateEnvironment {
  const parsed = separate.safeParse(withoutEmpty(variables));
  if (!parsed.success) throw new EnvironmentError(faultsOf(parsed.error));
  const { NODE_ENV, DEMO, OPEN_SUPERGRAPH, SEAL_SECRET } = parsed.data;
  const faults: string[] = [];
  if (NODE_ENV === "production" && DEMO) faults.push(PRODUCTION_DEMO);
  if (!DEMO && !OPEN_SUPERGRAPH && SEAL_SECRET === undefined) {
    faults.push("SEAL_SECRET: needed outside demo mode (at least 32 characters, the same in every process)");
  }
  if (faults.length > 0) throw new EnvironmentError(faults);
  return {
    ...parsed.data,
    EXPLORER: parsed.data.EXPLORER ?? NODE_ENV !== "production",
    SEAL_SECRET: SEAL_SECRET ?? (DEMO ? DEMO_SEAL_SECRET : undefined),
  };
}

const embedded = z.object({
  ...SHARED,
  DATA_DIR: z.string().min(1).default("./data"),
  DEMO: flag.optional(),
  SUPERGRAPH: z.string().min(1).optional(),
  MYSQL_URL: z.url({ protocol: /^mysql$/ }).optional(),
  MYSQL_PREFIX: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/)
    .default("area_clienti"),
  IDENTITY_SECRET: z.string().min(32).optional(),
});

/** The settings of every gateway, however it is started. */
export type GatewayEnvironment = z.infer<z.ZodObject<typeof SHARED>> & { readonly EXPLORER: boolean };

/** The settings of the one-process start (`npm start`). */
export type EmbeddedEnvironment = z.infer<typeof embedded> & {
  readonly EXPLORER: boolean;
  readonly DEMO: boolean;
};

/**
 * Reads the process's variables once. Demo mode is on unless NODE_ENV is production, which refuses it: there the
 * identity secret has no default.
 * @throws EnvironmentError naming every variable that is wrong, not only the first.
 */
export function readEmbeddedEnvironment(variables: NodeJS.ProcessEnv): EmbeddedEnvironment {
  const parsed = embedded.safeParse(withoutEmpty(variables));
  if (!parsed.success) throw new EnvironmentError(faultsOf(parsed.error));
  const production = parsed.data.NODE_ENV === "production";
  const demo = parsed.data.DEMO ?? !production;
  const faults: string[] = [];
  if (production && demo) faults.push(PRODUCTION_DEMO);
  if (!demo && parsed.data.IDENTITY_SECRET === undefined) {
    faults.push(
      "IDENTITY_SECRET: needed outside demo mode (at least 32 characters; it encrypts the signing keys)",
    );
  }
  if (faults.length > 0) throw new EnvironmentError(faults);
  return { ...parsed.data, DEMO: demo, EXPLORER: parsed.data.EXPLORER ?? !production };
}

/** Every mistake in the environment at once. */
export class EnvironmentError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The environment is not right:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.name = "EnvironmentError";
  }
}

function faultsOf(error: z.ZodError): string[] {
  return error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}

/** An empty variable, as in a copied .env.example, means the default. */
function withoutEmpty(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
}
