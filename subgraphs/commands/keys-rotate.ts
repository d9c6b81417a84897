import "reflect-metadata";
import { PUBLISHED_BEFORE, rotateSigningKey, signingKey } from "../identity/credentials/keys/signing-keys";
import { runOnIdentity } from "./audit-database";

/** `npm run keys:rotate`: has identity sign access tokens with a new key from a minute on. */
runOnIdentity({ secret: true }, async (database, { IDENTITY_SECRET }) => {
  const now = Date.now();
  // The present key must open with this secret: a new one under another would be of no use to the processes that run.
  const { kid: old } = await signingKey(database, IDENTITY_SECRET, now);
  const kid = await rotateSigningKey(database, IDENTITY_SECRET, now);
  const from = new Date(now + PUBLISHED_BEFORE).toISOString();
  process.stdout.write(`${kid} signs from ${from} on, in place of ${old}\n`);
  return 0;
});
