import { z } from "zod";

/** Reads "true"/"false" and their like; anything else is a mistake to report, not a guess. */
const flag = z.stringbool();
const port = z.coerce.number().int().min(0).max(65_535);
const commaList = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean),
);

const SHARED = {
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  PORT: port.default(4000),
  HOST: z.string().default("127.0.0.1"),
  EXPLORER: flag.optional(),
  CORS_ORIGINS: commaList.default([]),
  MAX_BODY_BYTES: z.coerce.number().int().min(1_024).default(1_048_576),
  MAX_TOKENS: z.coerce.number().int().min(100).default(10_000),
  PLAN_TIMEOUT_MS: z.coerce.number().int().min(1).default(1_000),
  TOKEN_ISSUER: z.url().default("https://identity.area-clienti.example"),
  TOKEN_AUDIENCE: z.string().min(1).default("https://api.area-clienti.example"),
};

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
  if (production && demo) faults.push("DEMO: production refuses demo mode, whose passwords are public");
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
