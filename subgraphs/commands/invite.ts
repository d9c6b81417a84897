import "reflect-metadata";
import { inviteByOperator } from "../identity/registration/invitations/invite-by-operator";
import { keyedHash } from "../shared/text/keyed-hash";
import { signingKey } from "../identity/credentials/keys/signing-keys";
import { oneTimeCodes } from "../shared/codes/one-time-codes";
import { EnvironmentError } from "../shared/env";
import { runOnIdentity } from "./audit-database";

/** `npm run invite -- USERNAME`: a link and a code for somebody whom the feed brought, such as a legal representative. Exit code 1: nobody to invite. */
runOnIdentity({ secret: true }, async (database, { IDENTITY_SECRET, PORTAL_URL }) => {
  const [username] = process.argv.slice(2);
  if (username === undefined) throw new EnvironmentError(["Usage: npm run invite -- USERNAME"]);
  // Fails on another secret than the identity processes have: its code would open nothing.
  await signingKey(database, IDENTITY_SECRET, Date.now());
  const services = { codes: oneTimeCodes(keyedHash(IDENTITY_SECRET)), portalUrl: PORTAL_URL };
  const isInvited = await inviteByOperator(database, services, username, Date.now());
  if (!isInvited) {
    process.stderr.write(`Nobody of the user name ${username} waits for an invitation to a company\n`);
    return 1;
  }
  process.stdout.write(`${username}: invited; an identity process sends the link and the code\n`);
  return 0;
});
