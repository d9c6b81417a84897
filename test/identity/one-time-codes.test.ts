import { keyedHash } from "../../subgraphs/shared/text/keyed-hash";
import {
  CODE_LIFETIME,
  CODES_PER_STEP,
  CODE_TRIES,
  oneTimeCodes,
  withdrawCodes,
} from "../../subgraphs/shared/codes/one-time-codes";
import { eachDatabase } from "../kit/databases";
import { NOON, SETTINGS, startIdentity, type Identity } from "./kit";

const other = (code: string): string => (code === "000000" ? "000001" : "000000");

eachDatabase("one-time codes", (databases) => {
  const codes = oneTimeCodes(keyedHash(SETTINGS.secret));
  let system: Identity;
  let steps = 0;
  beforeAll(async () => {
    system = await startIdentity(databases);
  });

  const issue = (step: string, now = NOON) =>
    system.database.write((transaction) => codes.issue(transaction, step, now));
  const renew = (step: string) =>
    system.database.write((transaction) => codes.renew(transaction, step, NOON));
  const redeem = (step: string, code: string | null, now = NOON) =>
    system.database.write((transaction) => codes.redeem(transaction, step, code ?? "", now));
  const newStep = () => `step-${(steps += 1)}`;

  it("are six digits, good once", async () => {
    const step = newStep();
    const code = await issue(step);
    expect(code).toMatch(/^\d{6}$/);
    expect(await redeem(step, code)).toBe(true);
    expect(await redeem(step, code)).toBe(false);
  });

  it("are good for their own step alone", async () => {
    const [step, another] = [newStep(), newStep()];
    const code = await issue(step);
    await issue(another);
    await system.database.write((transaction) =>
      transaction.execute(
        "UPDATE `one_time_code` SET `code_hash` = (SELECT * FROM (SELECT `code_hash` FROM `one_time_code` WHERE `id` = ?) c) WHERE `id` = ?",
        [step, another],
      ),
    );
    expect(await redeem(another, code)).toBe(false);
    expect(await redeem(step, code)).toBe(true);
  });

  it("hold for ten minutes, to the millisecond", async () => {
    const [step, late] = [newStep(), newStep()];
    const [code, lateCode] = [await issue(step), await issue(late)];
    expect(CODE_LIFETIME).toBe(10 * 60_000);
    expect(await redeem(late, lateCode, NOON + CODE_LIFETIME)).toBe(false);
    expect(await redeem(step, code, NOON + CODE_LIFETIME - 1)).toBe(true);
  });

  it("take five wrong tries, and then not the right one either", async () => {
    const [step, worn] = [newStep(), newStep()];
    const [code, wornCode] = [(await issue(step)) ?? "", (await issue(worn)) ?? ""];
    for (let tried = 0; tried < CODE_TRIES - 1; tried += 1)
      expect(await redeem(step, other(code))).toBe(false);
    expect(await redeem(step, code)).toBe(true);
    for (let tried = 0; tried < CODE_TRIES; tried += 1)
      expect(await redeem(worn, other(wornCode))).toBe(false);
    expect(await redeem(worn, wornCode)).toBe(false);
  });

  it("give way to the next one, which has five tries of its own; so often and no more", async () => {
    const step = newStep();
    const made = [await issue(step)];
    for (let tried = 0; tried < CODE_TRIES; tried += 1) await redeem(step, "");
    while (made.length < CODES_PER_STEP) made.push((await renew(step)) ?? "none");
    expect(await renew(step)).toBeNull();
    for (const old of made.slice(0, -1).filter((code) => code !== made.at(-1)))
      expect(await redeem(step, old)).toBe(false);
    expect(await redeem(step, made.at(-1) ?? null)).toBe(true);
    expect(await renew(step)).toBeNull();
  });

  it("let one of two through that come at once", async () => {
    const step = newStep();
    const code = await issue(step);
    const outcomes = await Promise.all([redeem(step, code), redeem(step, code), redeem(step, code)]);
    expect(outcomes.filter((redeemed) => redeemed)).toHaveLength(1);
  });

  it("are nowhere to be read, are worth nothing under another secret, and can be taken back", async () => {
    const step = newStep();
    const code = (await issue(step)) ?? "";
    const row = await system.database.read.row("SELECT * FROM `one_time_code` WHERE `id` = ?", [step]);
    expect(JSON.stringify(row)).not.toContain(code);
    const elsewhere = oneTimeCodes(keyedHash(`${SETTINGS.secret} of another house`));
    expect(
      await system.database.write((transaction) => elsewhere.redeem(transaction, step, code, NOON)),
    ).toBe(false);
    await system.database.write((transaction) => withdrawCodes(transaction, [step]));
    expect(await redeem(step, code)).toBe(false);
  });

  it.each(["", "12345", "1234567", "١٢٣٤٥٦", "' OR 1=1", "0".repeat(70_000)])(
    "are not to be had with what is no code",
    async (text) => {
      const step = newStep();
      await issue(step);
      expect(await redeem(step, text)).toBe(false);
    },
  );
});
