import { sweep } from "../../subgraphs/identity/sweep";
import { eachWorld } from "../kit/world";
import {
  codeFor,
  confirm,
  countOf,
  forgetThrottles,
  lineOf,
  newcomer,
  nobodysNumber,
  otherThan,
  register,
} from "./kit";

const MINUTE = 60_000;
const WRONG_CODE = {
  accessToken: null,
  refreshToken: null,
  viewer: null,
  userErrors: [
    {
      code: "BAD_USER_INPUT",
      message: "The code is wrong, or it holds no more. Ask for another one.",
      field: ["input", "code"],
    },
  ],
};
const RESEND = `mutation ($id: ID!) { resendCode(registrationId: $id) { userErrors { code field } } }`;

eachWorld("registering", (world) => {
  beforeEach(() => forgetThrottles(world));

  it("answers a wrong, an old, a used and a worn-out code alike, and one of a registration that there is not", async () => {
    const application = newcomer();
    const { registrationId } = await register(world, application);
    const code = await codeFor(world, application);
    expect(await confirm(world, "0196e0a4-0000-7000-8000-000000000000", code)).toEqual(WRONG_CODE);
    for (let tried = 0; tried < 5; tried += 1)
      expect(await confirm(world, registrationId, otherThan(code))).toEqual(WRONG_CODE);
    expect(await confirm(world, registrationId, code)).toEqual(WRONG_CODE);

    const slow = newcomer();
    const late = await register(world, slow);
    const lateCode = await codeFor(world, slow);
    world.clock.now += 10 * MINUTE;
    expect(await confirm(world, late.registrationId, lateCode)).toEqual(WRONG_CODE);

    const quick = newcomer();
    const good = await register(world, quick);
    const goodCode = await codeFor(world, quick);
    expect(await confirm(world, good.registrationId, goodCode)).toMatchObject({ userErrors: [] });
    expect(await confirm(world, good.registrationId, goodCode)).toEqual(WRONG_CODE);
  });

  it("sends another code in place of the first, three times and no more", async () => {
    const application = newcomer();
    const { registrationId } = await register(world, application);
    const codes = [await codeFor(world, application)];
    const resend = async () => {
      await forgetThrottles(world);
      return (await world.anonymous.read(RESEND, { id: registrationId })).resendCode.userErrors;
    };
    for (let again = 0; again < 3; again += 1) {
      expect(await resend()).toEqual([]);
      codes.push(await codeFor(world, application));
    }
    expect(await resend()).toEqual([{ code: "RATE_LIMITED", field: ["registrationId"] }]);
    if (codes[0] !== codes[3]) expect(await confirm(world, registrationId, codes[0]!)).toEqual(WRONG_CODE);
    expect(await confirm(world, registrationId, codes[3]!)).toMatchObject({ userErrors: [] });
    expect(await resend()).toEqual([{ code: "NOT_FOUND", field: ["registrationId"] }]);
  });

  it("makes one account of two confirmations that come at once", async () => {
    const application = newcomer({ mobileNumber: lineOf("org-aurora", 5).msisdn });
    const { registrationId } = await register(world, application);
    const code = await codeFor(world, application);
    const before = await countOf(world, "user_account");
    const payloads = await Promise.all([1, 2, 3].map(() => confirm(world, registrationId, code)));
    expect(payloads.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(payloads.filter(({ userErrors }) => userErrors.length > 0)).toEqual([WRONG_CODE, WRONG_CODE]);
    expect((await countOf(world, "user_account")) - before).toBe(1);
  });

  it("tells that a user name is taken only to whoever proved the code, and to one of two who want it", async () => {
    const taken = newcomer({ username: "Legal.AURORA" });
    const { registrationId } = await register(world, taken);
    const code = await codeFor(world, taken);
    expect(await confirm(world, registrationId, otherThan(code))).toEqual(WRONG_CODE);
    const conflict = {
      userErrors: [
        {
          code: "CONFLICT",
          message: "The user name is taken. Register again with another one.",
          field: ["input", "username"],
        },
      ],
    };
    expect(await confirm(world, registrationId, code)).toMatchObject(conflict);
    expect(await confirm(world, registrationId, code)).toEqual(WRONG_CODE);

    const one = newcomer();
    const other = newcomer({ username: one.username });
    const registered = [await register(world, one), await register(world, other)];
    const codes = [await codeFor(world, one), await codeFor(world, other)];
    const payloads = await Promise.all(
      registered.map((each, index) => confirm(world, each.registrationId, codes[index]!)),
    );
    expect(payloads.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(payloads).toContainEqual(expect.objectContaining(conflict));
  });

  it("writes to nobody over and over, whoever they are", async () => {
    const bothWays = [lineOf("org-aurora", 6).msisdn, nobodysNumber()].map(async (mobileNumber) => {
      const answers: string[] = [];
      for (let time = 0; time < 6; time += 1) {
        const { userErrors } = await register(world, newcomer({ mobileNumber }));
        answers.push(userErrors[0]?.code ?? "sent");
      }
      return answers;
    });
    const [known, unknown] = await Promise.all(bothWays);
    expect(known).toContain("RATE_LIMITED");
    expect(unknown).toEqual(known);
  });

  it("leaves nothing of what nobody proved in time, and all of what somebody still may", async () => {
    const database = world.system.subgraphs.databaseOf("identity");
    const late = await register(world, newcomer());
    world.clock.now += 61 * MINUTE;
    const application = newcomer();
    const { registrationId } = await register(world, application);
    const code = await codeFor(world, application);
    await sweep(database, world.clock.now);
    const left = await database.read.rows<{ id: string }>("SELECT `id` FROM `registration`");
    expect(left).toEqual([{ id: registrationId }]);
    expect(await world.anonymous.read(RESEND, { id: late.registrationId })).toEqual({
      resendCode: { userErrors: [{ code: "NOT_FOUND", field: ["registrationId"] }] },
    });
    expect(await confirm(world, registrationId, code)).toMatchObject({ userErrors: [] });
    await sweep(database, world.clock.now + 120 * MINUTE);
    expect([await countOf(world, "registration"), await countOf(world, "one_time_code")]).toEqual([0, 0]);
  });
});
