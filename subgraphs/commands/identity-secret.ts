import "../../runtime/node-version";
import "reflect-metadata";
import { reseal } from "../identity/credentials/keys/reseal";
import { EnvironmentError } from "../shared/env";
import { runOnIdentity } from "./audit-database";

/**
 * `IDENTITY_SECRET=new IDENTITY_SECRET_BEFORE=old npm run identity:secret`: changes the secret that identity seals with,
 * while none of its processes runs.
 */
runOnIdentity({ secret: true }, async (database, { IDENTITY_SECRET }) => {
  const before = process.env["IDENTITY_SECRET_BEFORE"] ?? "";
  if (before === "") {
    const fault = "IDENTITY_SECRET_BEFORE: needed (the secret until now; IDENTITY_SECRET is the next one)";
    throw new EnvironmentError([fault]);
  }
  const { signingKeys, secondFactors } = await reseal(database, before, IDENTITY_SECRET);
  process.stdout.write(`Sealed anew: ${signingKeys} signing keys, ${secondFactors} second factors\n`);
  return 0;
});
