import type { JSONWebKeySet } from "jose";
import { everyPublicKey, rotateSigningKey } from "../../subgraphs/identity/credentials/keys/signing-keys";
import { createIdentityServices } from "../../subgraphs/identity/services";
import { eachDatabase } from "../kit/databases";
import { DAY, MINUTE, NOON, SETTINGS, SILENT, startIdentity } from "./kit";

const ALL_KEYS =
  "SELECT `kid`, `public_jwk` AS `publicJwk`, `sealed_private_jwk` AS `sealed` FROM `signing_key`";

eachDatabase("the signing key", (databases) => {
  it("is published without its private half, which lies sealed in the database", async () => {
    const system = await startIdentity(databases);
    const { keys } = (await system.internal("publicKeys", {})) as JSONWebKeySet;
    expect(keys).toEqual([
      {
        kty: "OKP",
        crv: "Ed25519",
        alg: "EdDSA",
        use: "sig",
        kid: expect.any(String) as string,
        x: expect.any(String) as string,
      },
    ]);
    const [row] = await system.database.read.rows<{ publicJwk: string; sealed: string }>(ALL_KEYS);
    const plain = Buffer.from(row!.sealed, "base64url").toString("latin1");
    expect([Object.keys(JSON.parse(row!.publicJwk) as object).includes("d"), plain.includes("OKP")]).toEqual([
      false,
      false,
    ]);
  });

  it("is one for processes that start together", async () => {
    const { database } = await startIdentity(databases);
    await database.write((transaction) => transaction.execute("DELETE FROM `signing_key`"));
    const starts = [1, 2, 3, 4].map(() =>
      createIdentityServices(SETTINGS, { database, now: () => NOON, logger: SILENT }),
    );
    const services = await Promise.all(starts);
    const tokens = await Promise.all(
      services.map((each) => each.signAccessToken({ userId: "u", sessionId: "s" }, NOON)),
    );
    const kids = tokens.map(({ token }) => {
      const header = Buffer.from(token.split(".")[0]!, "base64url").toString();
      return (JSON.parse(header) as { kid: string }).kid;
    });
    const stored = await database.read.rows<{ kid: string }>(ALL_KEYS);
    expect(kids).toEqual([1, 2, 3, 4].map(() => stored[0]?.kid));
    expect(stored).toHaveLength(1);
  });

  it("does not open with another secret, nor once the row was touched, and says what to do", async () => {
    const { database } = await startIdentity(databases);
    const other = { ...SETTINGS, secret: "another secret of thirty-two characters" };
    await expect(
      createIdentityServices(other, { database, now: () => NOON, logger: SILENT }),
    ).rejects.toThrow(
      "The signing key cannot be opened with this IDENTITY_SECRET: restore the secret, or delete the rows of signing_key",
    );
    const [row] = await database.read.rows<{ sealed: string }>(ALL_KEYS);
    const touched = `${row!.sealed.startsWith("A") ? "B" : "A"}${row!.sealed.slice(1)}`;
    await database.write((transaction) =>
      transaction.execute("UPDATE `signing_key` SET `sealed_private_jwk` = ?", [touched]),
    );
    await expect(
      createIdentityServices(SETTINGS, { database, now: () => NOON, logger: SILENT }),
    ).rejects.toThrow("cannot be opened");
  });

  it("is rotated with an overlap: published a minute before it signs, and until the last token of the old one has expired", async () => {
    const { database, clock, ...system } = await startIdentity(databases);
    const services = await createIdentityServices(SETTINGS, { database, now: () => NOON, logger: SILENT });
    const kidAt = async (at: number) => {
      const { token } = await services.signAccessToken({ userId: "u", sessionId: "s" }, at);
      return (JSON.parse(Buffer.from(token.split(".")[0]!, "base64url").toString()) as { kid: string }).kid;
    };
    const publishedAt = async (at: number) => {
      clock.now = at;
      const { keys } = (await system.internal("publicKeys", {})) as JSONWebKeySet;
      return new Set(keys.map(({ kid }) => kid));
    };
    const old = await kidAt(NOON);
    const next = await rotateSigningKey(database, SETTINGS.secret, NOON);
    // Both were made at the same instant, so their order is nobody's promise.
    const both = new Set([old, next]);
    expect(await publishedAt(NOON)).toEqual(both);
    expect([await kidAt(NOON + 59_999), await kidAt(NOON + 70_000)]).toEqual([old, next]);
    expect(await publishedAt(NOON + 16 * MINUTE)).toEqual(both);
    expect(await publishedAt(NOON + 17 * MINUTE)).toEqual(new Set([next]));
    // What was signed with it for longer, such as a checkpoint, is still verified; it signs nothing any more.
    const everyKid = (await everyPublicKey(database)).keys.map(({ kid }) => kid);
    expect(new Set(everyKid)).toEqual(both);
    await rotateSigningKey(database, SETTINGS.secret, NOON + 17 * MINUTE, 0);
    expect(
      await database.read.rows("SELECT `kid` FROM `signing_key` WHERE `sealed_private_jwk` = ''"),
    ).toEqual([{ kid: old }]);
  });

  it("is rotated once by processes that find it too old together, and not before", async () => {
    const { database } = await startIdentity(databases);
    const rotate = (olderThan: number) => rotateSigningKey(database, SETTINGS.secret, NOON + DAY, olderThan);
    expect(await rotate(NOON)).toBeNull();
    const rotated = await Promise.all([1, 2, 3, 4].map(() => rotate(NOON + MINUTE)));
    expect(rotated.filter((kid) => kid !== null)).toHaveLength(1);
    expect(await database.read.rows(ALL_KEYS)).toHaveLength(2);
  });

  it("wants a secret of 32 characters", async () => {
    const { database } = await startIdentity(databases);
    const short = { ...SETTINGS, secret: "x".repeat(31) };
    await expect(
      createIdentityServices(short, { database, now: () => NOON, logger: SILENT }),
    ).rejects.toThrow("The secret must have at least 32 characters");
  });
});
