import { z } from "zod";
import { isNetwork } from "./client-address";
import { PROFILES } from "./access/vocabulary";

/** Reads "true"/"false" and their like; anything else is a mistake to report, not a guess. */
export const flag = z.stringbool();
/** A whole number from 1 on. */
export const count = z.coerce.number().int().min(1);
/** A TCP port; 0 lets the system choose. */
export const port = z.coerce.number().int().min(0).max(65_535);
/** Long enough that nobody guesses it; `openssl rand -base64 32` gives 44 characters. */
export const secret = z.string().min(32);
/** Texts between commas, trimmed, empty ones left out. */
export const commaList = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean),
);

/** Addresses and networks, `10.0.0.0/8`. */
export const networkList = commaList.transform((items, context) => {
  for (const item of items.filter((text) => !isNetwork(text)))
    context.addIssue({ code: "custom", message: `${item} is neither an address nor a network` });
  return items;
});

/** Origins of pages, as browsers send them: `https://portal.example`. */
export const originList = commaList.transform((items, context) => {
  for (const item of items.filter((text) => !URL.canParse(text) || new URL(text).origin !== text)) {
    const message = `${item} is not an origin: scheme, host and port only, such as https://portal.example`;
    context.addIssue({ code: "custom", message });
  }
  return items;
});

/** `identity=http://127.0.0.1:4001/graphql,…`: where subgraphs listen. */
const urlsByName = commaList.transform((items, context) => {
  const urls = new Map<string, string>();
  for (const item of items) {
    const [, name, url] = /^([\w-]+)=(https?:\/\/.+)$/.exec(item) ?? [];
    if (name === undefined || url === undefined || !URL.canParse(url)) {
      context.addIssue({ code: "custom", message: `${item} is not NAME=URL` });
    } else if (new URL(url).pathname === "/") {
      const message = `${item} does not end in the path at which it answers, such as /graphql`;
      context.addIssue({ code: "custom", message });
    } else urls.set(name, url);
  }
  return urls;
});

/** What every process is told, and must be told alike. */
export const PROCESS_VARIABLES = {
  /** Of all caches of the process together. */
  CACHE_BYTES: z.coerce.number().int().min(1_048_576).default(100_663_296),
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  HOST: z.string().default("127.0.0.1"),
  STOP_TIMEOUT_MS: count.default(10_000),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  METRICS: flag.optional(),
  METRICS_PORT: port.optional(),
  TOKEN_ISSUER: z.url().default("https://identity.area-clienti.example"),
  TOKEN_AUDIENCE: z.string().min(1).default("https://api.area-clienti.example"),
};

/** What processes of their own need to find and to trust each other. */
export const SEPARATE_VARIABLES = {
  SUBGRAPH_URLS: urlsByName.default(new Map()),
  SEAL_SECRET: secret.optional(),
  /** Another one that is accepted, while SEAL_SECRET is being changed. */
  SEAL_SECRET_ALSO: secret.optional(),
};

/** Where SQLite keeps its files unless told otherwise. */
export const DEFAULT_DATA_DIR = "./data";

/** What every process that opens databases is told. */
export const DATABASE_VARIABLES = {
  DATA_DIR: z.string().min(1).default(DEFAULT_DATA_DIR),
  MYSQL_URL: z.url({ protocol: /^mysql$/ }).optional(),
  MYSQL_PREFIX: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/)
    .default("area_clienti"),
  MYSQL_CONNECTIONS: z.coerce.number().int().min(1).max(1_000).default(10),
};

const mailbox = z
  .string()
  .regex(
    /^(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
    "neither an address nor Name <address>",
  );
const webhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, "not whsec_ and at least 24 random bytes in base64");

/** How messages reach people; a channel without its URL writes files. */
const DELIVERY_VARIABLES = {
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: mailbox.optional(),
  SMS_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMS_WEBHOOK_SECRET: webhookSecret.optional(),
};
/** The variables that say how messages leave a process, as they were read. */
export type DeliveryVariables = z.infer<z.ZodObject<typeof DELIVERY_VARIABLES>>;

/** What a carrier's URL needs beside it. */
export function deliveryFaults(isGiven: (name: keyof DeliveryVariables) => boolean): readonly string[] {
  return [
    ...(isGiven("SMTP_URL") && !isGiven("MAIL_FROM")
      ? ["MAIL_FROM: needed with SMTP_URL (an address, or Name <address>)"]
      : []),
    ...(isGiven("SMS_WEBHOOK_URL") && !isGiven("SMS_WEBHOOK_SECRET")
      ? ["SMS_WEBHOOK_SECRET: needed with SMS_WEBHOOK_URL (whsec_ and at least 24 random bytes in base64)"]
      : []),
  ];
}
/** Where what people do to mobile lines is carried out; without it demo mode confirms by itself. */
export const PROVISIONING_VARIABLES = {
  PROVISIONING_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  PROVISIONING_WEBHOOK_SECRET: webhookSecret.optional(),
};

/** What the URL of the operator's systems needs beside it. */
export function provisioningFaults(
  isGiven: (name: keyof typeof PROVISIONING_VARIABLES) => boolean,
): readonly string[] {
  if (!isGiven("PROVISIONING_WEBHOOK_URL") || isGiven("PROVISIONING_WEBHOOK_SECRET")) return [];
  return [
    "PROVISIONING_WEBHOOK_SECRET: needed with PROVISIONING_WEBHOOK_URL (whsec_ and at least 24 random bytes in base64)",
  ];
}

/** What identity is told beside its secret. */
export const IDENTITY_VARIABLES = {
  PORTAL_URL: z.url({ protocol: /^https?$/ }).default("https://www.area-clienti.example"),
  PWNED_PASSWORDS_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Profiles, e.g. LEGAL_REP. */
  REQUIRE_SECOND_FACTOR: commaList.pipe(z.array(z.enum(PROFILES))).default([]),
  SIGNING_KEY_DAYS: count.default(90),
  /** Sessions that an account may have at once; the one used longest ago makes room. */
  SESSIONS_PER_ACCOUNT: count.default(20),
  /** Days after which a session ends however often it was refreshed. */
  SESSION_DAYS: count.default(90),
  /** Hours between the operator's word that a second factor is lost and its end. */
  SECOND_FACTOR_END_HOURS: count.default(72),
  ...DELIVERY_VARIABLES,
};

/** Why a process does not start in demo mode where NODE_ENV is production. */
export const PRODUCTION_DEMO = "DEMO: production refuses demo mode, whose passwords are public";
/** Why a process that seals or opens does not start. */
export const SEAL_SECRET_NEEDED =
  "SEAL_SECRET: needed outside demo mode (at least 32 characters, the same in every process)";
/** Why identity does not start. */
export const IDENTITY_SECRET_NEEDED =
  "IDENTITY_SECRET: needed outside demo mode (at least 32 characters; it encrypts the signing keys)";

const PORTAL_URL_NEEDED =
  "PORTAL_URL: needed in production (the address of the customer area's pages: links in messages lead there)";

/** A live invitation must not lead to the example address that stands in for PORTAL_URL. */
export function portalFaults(
  nodeEnv: string | undefined,
  isGiven: (name: "PORTAL_URL") => boolean,
): readonly string[] {
  return nodeEnv === "production" && !isGiven("PORTAL_URL") ? [PORTAL_URL_NEEDED] : [];
}

/** Every mistake in the environment at once. */
export class EnvironmentError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The environment is not right:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.name = "EnvironmentError";
  }
}

/**
 * Reads variables, each by its own type; an empty one, as in a copied .env.example, means the default.
 * @param faultsBetween what is wrong with the variables taken together. It sees those that were read; `isGiven` also
 *   says true of one that was given but could not be read, so that no mistake is reported as two.
 * @throws EnvironmentError naming every variable that is wrong, not only the first.
 */
export function readVariables<Shape extends z.ZodRawShape>(
  shape: Shape,
  values: NodeJS.ProcessEnv,
  faultsBetween: (
    read: Partial<z.infer<z.ZodObject<Shape>>>,
    isGiven: (name: keyof Shape & string) => boolean,
  ) => readonly string[],
): z.infer<z.ZodObject<Shape>> {
  const given = (name: string): string | undefined => (values[name] === "" ? undefined : values[name]);
  const read: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, type] of Object.entries(shape)) {
    const parsed = z.safeParse(type, given(name));
    if (parsed.success) read[name] = parsed.data;
    else faults.push(...parsed.error.issues.map(({ message }) => `${name}: ${message}`));
  }
  const variables = read as z.infer<z.ZodObject<Shape>>;
  faults.push(...faultsBetween(variables, (name) => given(name) !== undefined));
  if (faults.length > 0) throw new EnvironmentError(faults);
  return variables;
}
