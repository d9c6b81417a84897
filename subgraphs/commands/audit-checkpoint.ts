import "reflect-metadata";
import { writeFile } from "node:fs/promises";
import { signCheckpoint } from "../identity/audit/checkpoint";
import { signingKey } from "../identity/credentials/keys/signing-keys";
import { EnvironmentError } from "../shared/env";
import { runOnIdentity } from "./audit-database";

/** `npm run audit:checkpoint -- FILE`: where every chain stands now, signed, into a new file. */
runOnIdentity({ secret: true }, async (database, { IDENTITY_SECRET }) => {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new EnvironmentError(["Usage: npm run audit:checkpoint -- FILE"]);
  const now = Date.now();
  const key = await signingKey(database, IDENTITY_SECRET, now);
  const checkpoint = await signCheckpoint(database.read, key, now);
  // Never over an older one: that is what the next verification may need.
  await writeFile(file, `${checkpoint}\n`, { flag: "wx" });
  process.stdout.write(`${file}: signed with the key ${key.kid}\n`);
  return 0;
});
