import type { Profile } from "../../schema/access/vocabulary";
import { fileTokens, type FileServices } from "../shared/downloads";
import type { SubgraphSettings } from "../shared/env";
import type { Environment, Starting } from "../shared/subgraph/definition";
import { previewTokens } from "./explain/preview-token";
import type { ActingServices } from "./act/context";
import { recordAudit } from "./audit/record-audit";
import type { CredentialsServices } from "./credentials/context";
import type { ExplainServices } from "./explain/context";
import { readCaller } from "./grants/callers/caller.repository";
import type { RecoveryServices } from "./recovery/context";
import type { RegistrationServices } from "./registration/context";
import { identityChores, type IdentityChores } from "./chores";
import { sealing, SECOND_FACTOR_AT_REST } from "./credentials/keys/key-encryption";
import { keyedHash } from "../shared/text/keyed-hash";
import { presentSigningKey } from "./credentials/keys/signing-keys";
import {
  createSenders,
  deliverySettings,
  type DeliverySettings,
} from "../shared/work/delivery/delivery-settings";
import { createRelay, NO_RELAY, type Relay } from "../shared/work/delivery/relay";
import { oneTimeCodes } from "../shared/codes/one-time-codes";
import { passwordPolicy } from "./credentials/passwords/password-policy";
import { signAccessToken, type AccessTokenSettings } from "./credentials/sessions/access-token";
import { SESSION_LIMITS, type SessionLimits } from "./credentials/sessions/session-limits";

/** What identity is told by its process's environment. */
export interface IdentitySettings extends AccessTokenSettings {
  /** What the private key is sealed with at rest; at least 32 characters. */
  readonly secret: string;
  /** Where the customer area's pages are: links in messages lead there. */
  readonly portalUrl: string;
  /** A service that speaks the range protocol of Pwned Passwords: `https://…/range`. */
  readonly pwnedPasswordsUrl?: string | undefined;
  /** Profiles whose grants count for nothing while their holder has no second factor. */
  readonly secondFactorRequiredOf?: readonly Profile[];
  /** Milliseconds after which a signing key is rotated. */
  readonly signingKeyAge?: number;
  /** Of sessions; 20 at once and 90 days unless told. */
  readonly sessionLimits?: SessionLimits;
  /** How messages leave this process; without it they wait in the outbox for one that sends. */
  readonly delivery?: DeliverySettings;
}

/** What the environment of the process says of identity. */
export function identitySettings(settings: SubgraphSettings): IdentitySettings {
  return {
    issuer: settings.TOKEN_ISSUER,
    audience: settings.TOKEN_AUDIENCE,
    secret: settings.IDENTITY_SECRET,
    portalUrl: settings.PORTAL_URL,
    pwnedPasswordsUrl: settings.PWNED_PASSWORDS_URL,
    sessionLimits: {
      mostAtOnce: settings.SESSIONS_PER_ACCOUNT,
      longest: settings.SESSION_DAYS * 24 * 60 * 60_000,
    },
    signingKeyAge: settings.SIGNING_KEY_DAYS * 24 * 60 * 60_000,
    secondFactorRequiredOf: settings.REQUIRE_SECOND_FACTOR,
    delivery: deliverySettings(settings),
  };
}

/** Starts identity with its chores. */
export async function startIdentity(starting: Starting): Promise<IdentityServices> {
  const services = await createIdentityServices(identitySettings(starting.settings), starting);
  services.chores.start();
  return services;
}

/** What identity lives on beside the database: what each of its folders names, put together here. */
export interface IdentityServices
  extends
    ActingServices,
    CredentialsServices,
    ExplainServices,
    FileServices,
    RegistrationServices,
    RecoveryServices {
  readonly messages: Pick<Relay, "wake" | "close">;
  readonly chores: IdentityChores;
}

/**
 * Opens the signing key, or makes it on the first start of all, and starts the relay.
 * @throws Error when the secret is too short, or not the one that the key was sealed with.
 */
export async function createIdentityServices(
  settings: IdentitySettings,
  environment: Pick<Environment<unknown>, "database" | "now" | "logger">,
): Promise<IdentityServices> {
  const { database, now, logger } = environment;
  if (settings.secret.length < 32) throw new Error("The secret must have at least 32 characters");
  const hash = keyedHash(settings.secret);
  const keyAt = await presentSigningKey(database, settings.secret, now());
  const secondFactorRequiredOf = settings.secondFactorRequiredOf ?? [];
  const services: Omit<IdentityServices, "chores"> = {
    callerOf: (reader, session, at) => readCaller(reader, { secondFactorRequiredOf }, session, at),
    record: recordAudit,
    signAccessToken: async (subject, at) => signAccessToken(await keyAt(at), settings, subject, at),
    previews: previewTokens(settings.secret),
    files: fileTokens(settings.secret, "identity"),
    codes: oneTimeCodes(hash),
    portalUrl: settings.portalUrl,
    keyedHash: hash,
    sessionLimits: settings.sessionLimits ?? SESSION_LIMITS,
    passwordFault: passwordPolicy({ rangeUrl: settings.pwnedPasswordsUrl, logger }),
    messages: startRelay(settings, environment),
    secondFactors: sealing(settings.secret, SECOND_FACTOR_AT_REST),
    secondFactorRequiredOf,
    recoveries: sealing(settings.secret, "identity recovery request"),
  };
  return { ...services, chores: identityChores(environment, settings, services) };
}

function startRelay(
  { delivery }: IdentitySettings,
  environment: Pick<Environment<unknown>, "database" | "now" | "logger">,
): Relay {
  if (delivery === undefined) return NO_RELAY;
  const relay = createRelay({ ...environment, senders: createSenders(delivery, environment) });
  relay.start();
  return relay;
}
