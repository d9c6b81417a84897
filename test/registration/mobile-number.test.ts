import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { awaitMessage, codeIn, settledMessages } from "../kit/outbox";
import type { Persona } from "../kit/persona";
import { signIn } from "../kit/persona";
import { eachWorld } from "../kit/world";
import {
  forgetThrottles,
  join,
  lineOf,
  newcomer,
  nobodysNumber,
  otherThan,
  PASSWORD,
  type Payload,
} from "./kit";

const PROVE = `mutation ($number: Msisdn!, $password: String!) { proveMobileNumber(mobileNumber: $number, password: $password) { proofId userErrors { code } } }`;
const CONFIRM = `mutation ($proof: ID!, $code: String!) {
  confirmMobileNumber(proofId: $proof, code: $code) {
    grant { profile scope { kind id label } user { username } grantedBy { id } } ended { id } userErrors { code message field }
  }
}`;
const refused = (code: string, message: string, field: string[]) => ({
  grant: null,
  ended: null,
  userErrors: [{ code, message, field }],
});
const WRONG_CODE = refused("BAD_USER_INPUT", "The code is wrong, or it holds no more. Ask for another one.", [
  "code",
]);
const NO_LINE = refused(
  "NOT_FOUND",
  "The number is no employee's line of a company that you are registered with.",
  ["proofId"],
);

eachWorld("proving a number with an account", (world) => {
  beforeEach(() => forgetThrottles(world));

  async function prove(
    person: Persona,
    number: string,
    password = DEMO_PASSWORD,
  ): Promise<{ proof: string; code: string }> {
    const { proveMobileNumber } = await person.read(PROVE, { number, password });
    expect(proveMobileNumber).toEqual({ proofId: expect.any(String), userErrors: [] });
    const code = codeIn(await awaitMessage(world, { to: number, channel: "sms" }));
    return { proof: proveMobileNumber.proofId, code };
  }
  async function confirm(person: Persona, proof: string, code: string): Promise<Payload> {
    return (await person.read(CONFIRM, { proof, code })).confirmMobileNumber;
  }

  it("opens one's own line from the next request on", async () => {
    const line = lineOf("org-aurora", 20);
    const employee = await world.as("employee.aurora");
    const LINE = "query ($id: ID!) { mobileLine(id: $id) { msisdn usage { period } } }";
    expect(await employee.read(LINE, { id: line.id })).toEqual({ mobileLine: null });
    const { proof, code } = await prove(employee, line.msisdn);
    expect(await confirm(employee, proof, code)).toEqual({
      grant: {
        profile: "END_USER",
        scope: { kind: "MOBILE_LINE", id: line.id, label: line.msisdn },
        user: { username: "employee.aurora" },
        grantedBy: null,
      },
      ended: [],
      userErrors: [],
    });
    expect(await employee.read(LINE, { id: line.id })).toMatchObject({ mobileLine: { msisdn: line.msisdn } });
    const { viewer } = await employee.read("{ viewer { user { mobileNumber } } }");
    expect(viewer.user.mobileNumber).toBe(line.msisdn);
    expect(await confirm(employee, proof, code)).toEqual(WRONG_CODE);
  });

  it("says the same of another company's line, a machine's, a terminated one and of none, and not before the code is proved", async () => {
    const cometa = await world.as("legal.cometa");
    const numbers = [
      lineOf("org-aurora", 21).msisdn,
      lineOf("org-cometa", 2, { simKind: "M2M" }).msisdn,
      lineOf("org-cometa", 2, { status: "TERMINATED" }).msisdn,
      nobodysNumber(),
    ];
    for (const number of numbers) {
      await forgetThrottles(world);
      const { proof, code } = await prove(cometa, number);
      expect(await confirm(cometa, proof, otherThan(code))).toEqual(WRONG_CODE);
      expect(await confirm(cometa, proof, code)).toEqual(NO_LINE);
    }
    const { viewer } = await cometa.read("{ viewer { grants { profile } } }");
    expect(viewer.grants).toEqual([{ profile: "LEGAL_REP" }]);
  });

  it("takes in whoever waits for the company, without its legal representative", async () => {
    const line = lineOf("org-aurora", 22);
    const waiting = await join(world, newcomer());
    const { proof, code } = await prove(waiting, line.msisdn, PASSWORD);
    expect(await confirm(waiting, proof, code)).toMatchObject({
      grant: { profile: "END_USER" },
      userErrors: [],
    });
    expect(
      await waiting.read(`{ viewer { user { status } } organization(id: "org-aurora") { id } }`),
    ).toEqual({
      viewer: { user: { status: "ACTIVE" } },
      organization: { id: "org-aurora" },
    });
  });

  it("is each person's own: another's proof is none, and costs its owner no try", async () => {
    const [employee, other] = [await world.as("employee.aurora"), await world.as("enduser.aurora")];
    const { proof, code } = await prove(employee, lineOf("org-aurora", 23).msisdn);
    for (let tried = 0; tried < 6; tried += 1) expect(await confirm(other, proof, code)).toEqual(WRONG_CODE);
    expect(await confirm(employee, proof, code)).toMatchObject({ userErrors: [] });
  });

  it("ends after five wrong codes, and after ten minutes", async () => {
    const employee = await signIn(world.url, "employee.aurora");
    const { proof, code } = await prove(employee, lineOf("org-aurora", 24).msisdn);
    for (let tried = 0; tried < 5; tried += 1)
      expect(await confirm(employee, proof, otherThan(code))).toEqual(WRONG_CODE);
    expect(await confirm(employee, proof, code)).toEqual(WRONG_CODE);
    const late = await prove(employee, lineOf("org-aurora", 25).msisdn);
    world.clock.now += 10 * 60_000;
    expect(await confirm(employee, late.proof, late.code)).toEqual(WRONG_CODE);
  });

  it("gives one grant when it is confirmed twice at once", async () => {
    const line = lineOf("org-aurora", 26);
    const employee = await signIn(world.url, "employee.aurora");
    const { proof, code } = await prove(employee, line.msisdn);
    const payloads = await Promise.all([confirm(employee, proof, code), confirm(employee, proof, code)]);
    expect(payloads.filter(({ grant }) => grant !== null)).toHaveLength(1);
    expect(payloads).toContainEqual(WRONG_CODE);
  });

  it("ends with one user of a line when two people prove it at once", async () => {
    const line = lineOf("org-aurora", 27);
    const people = [await signIn(world.url, "employee.aurora"), await signIn(world.url, "enduser.aurora")];
    const proofs: { proof: string; code: string }[] = [];
    for (const person of people) proofs.push(await prove(person, line.msisdn));
    await Promise.all(
      people.map((person, index) => confirm(person, proofs[index]!.proof, proofs[index]!.code)),
    );
    const legal = await signIn(world.url, "legal.aurora");
    const LINE = "query ($id: ID!) { mobileLine(id: $id) { user { username } } viewer { user { id } } }";
    const { mobileLine } = await legal.read(LINE, { id: line.id });
    const { read } = world.system.subgraphs.databaseOf("identity");
    const inForce = await read.rows(
      "SELECT `id` FROM `profile_grant` WHERE `scope_id` = ? AND `profile` = 'END_USER' AND `revoked_at` IS NULL",
      [line.id],
    );
    expect(inForce).toHaveLength(1);
    expect(["employee.aurora", "enduser.aurora"]).toContain(mobileLine.user.username);
  });

  it("needs the password of whoever is signed in, and sends nothing without it", async () => {
    const employee = await signIn(world.url, "employee.aurora");
    const number = nobodysNumber();
    const { proveMobileNumber } = await employee.read(PROVE, { number, password: "not the password" });
    expect(proveMobileNumber).toEqual({ proofId: null, userErrors: [{ code: "UNAUTHENTICATED" }] });
    expect((await settledMessages(world)).filter(({ to }) => to === number)).toEqual([]);
  });

  it("is for those who are signed in, and sends nobody code after code", async () => {
    const stranger = await world.anonymous.ask(PROVE, {
      number: nobodysNumber(),
      password: DEMO_PASSWORD,
    });
    expect(stranger.refused).toEqual({ proveMobileNumber: "UNAUTHENTICATED" });
    const employee = await signIn(world.url, "employee.aurora");
    const answers: string[] = [];
    for (let serial = 0; serial < 12; serial += 1) {
      const { proveMobileNumber } = await employee.read(PROVE, {
        number: nobodysNumber(),
        password: DEMO_PASSWORD,
      });
      answers.push(proveMobileNumber.userErrors[0]?.code ?? "sent");
    }
    expect(answers[0]).toBe("sent");
    expect(answers.at(-1)).toBe("RATE_LIMITED");
  });
});
