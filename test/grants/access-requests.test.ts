import { AccessRequestEntity } from "../../subgraphs/identity/requests/access-request.entity";
import { told } from "../kit/told";
import { eachWorld, type World } from "../kit/world";
import { APPROVE, REFUSE, REQUEST_REFERENT } from "./mutations";
import { lastMessages } from "./told";

const LINES = `{ mobileContract(id: "mc-aurora-2") { lines(first: 1) { totalCount } } }`;

async function numberOf(world: World, username: string, contractId: string): Promise<string> {
  const persona = await world.as(username);
  return (await persona.read(`{ mobileContract(id: "${contractId}") { number } }`)).mobileContract.number;
}

async function request(
  world: World,
  username: string,
  contractNumber: string,
  services: string[],
  message?: string,
) {
  const persona = await world.as(username);
  const input = { contractNumber, services, ...(message === undefined ? {} : { message }) };
  return (await persona.read(REQUEST_REFERENT, { input })).requestAdditionalReferent;
}

eachWorld("requests to be additional referent (R13)", (world) => {
  it("reach those who may approve, give what was asked for in the same step, and tell the requester", async () => {
    const number = await numberOf(world, "legal.aurora", "mc-aurora-2");
    const asked = await request(world, "employee.aurora", number, ["USAGE", "INVENTORY"], " Per il budget ");
    expect(asked).toEqual({
      accessRequest: {
        id: expect.any(String),
        status: "PENDING",
        contractNumber: number,
        services: ["INVENTORY", "USAGE"],
        message: "Per il budget",
        refusalReason: null,
        createdAt: "2026-06-15T10:00:00.000Z",
        decidedAt: null,
        requestedBy: { id: "user-employee-aurora" },
        decidedBy: null,
        contract: null,
        grant: null,
      },
      userErrors: [],
    });
    const messages = await lastMessages(world, 2);
    expect(messages.map(({ to }) => to).toSorted()).toEqual([
      "elena.ferraris@aurora-meccanica.example",
      "patrizia.malnati@aurora-meccanica.example",
    ]);
    expect(messages[0]?.text).toContain("Teresa Olivero chiede di essere Referente Aggiuntivo");
    const employee = await world.as("employee.aurora");
    expect(await employee.read(LINES)).toEqual({ mobileContract: null });

    const { id } = asked.accessRequest;
    const approved = (await (await world.as("master.two")).read(APPROVE, { id })).approveAccessRequest;
    expect(approved).toMatchObject({
      accessRequest: {
        id,
        status: "APPROVED",
        decidedAt: "2026-06-15T10:00:00.000Z",
        decidedBy: { id: "user-master-two" },
        contract: { id: "mc-aurora-2" },
        grant: { profile: "MOBILE_ADDITIONAL", services: ["INVENTORY", "USAGE"] },
      },
      userErrors: [],
    });
    expect(await employee.read(LINES)).toEqual({ mobileContract: { lines: { totalCount: 300 } } });
    expect((await lastMessages(world, 2)).map(({ to, subject }) => ({ to, subject }))).toEqual([
      { to: "teresa.olivero@aurora-meccanica.example", subject: "Nuova abilitazione: Referente Aggiuntivo" },
      {
        to: "teresa.olivero@aurora-meccanica.example",
        subject: `Richiesta approvata: contratto ${number}`,
      },
    ]);
  });

  it("are decided once: whoever decides again gets a CONFLICT, and nothing changes", async () => {
    const number = await numberOf(world, "legal.aurora", "mc-aurora-1");
    const { id } = (await request(world, "former.aurora", number, ["OPTIONS"])).accessRequest;
    const decisions = await Promise.all(
      ["legal.aurora", "master.aurora", "legal.aurora", "master.aurora"].map(async (username, index) => {
        const persona = await world.as(username);
        const answer = await persona.read(index % 2 === 0 ? APPROVE : REFUSE, { id });
        return Object.values(answer)[0] as { userErrors: { code: string }[] };
      }),
    );
    const codes = decisions.map(({ userErrors }) => userErrors.map(({ code }) => code).join()).toSorted();
    expect(codes).toEqual(["", "CONFLICT", "CONFLICT", "CONFLICT"]);
  });

  it("are refused with a reason, which the requester reads; then they may ask again", async () => {
    const number = await numberOf(world, "legal.aurora", "mc-aurora-2");
    const { id } = (await request(world, "standard.aurora", number, ["INVOICES"])).accessRequest;
    const reason = "Chiedi all'amministrazione";
    const { refuseAccessRequest } = await (await world.as("legal.aurora")).read(REFUSE, { id, reason });
    expect(refuseAccessRequest.accessRequest).toMatchObject({
      status: "REFUSED",
      refusalReason: reason,
      grant: null,
    });
    const [told] = await lastMessages(world, 1);
    expect(told).toMatchObject({
      to: "ivan.peretti@aurora-meccanica.example",
      text: expect.stringContaining(`rifiutata. Motivo: ${reason}`),
    });
    const own = await (
      await world.as("standard.aurora")
    ).read(
      "{ viewer { accessRequests(first: 5) { totalCount edges { node { id status refusalReason } } } } }",
    );
    expect(own.viewer.accessRequests).toEqual({
      totalCount: 1,
      edges: [{ node: { id, status: "REFUSED", refusalReason: reason } }],
    });
    expect((await request(world, "standard.aurora", number, ["INVOICES"])).userErrors).toEqual([]);
    expect((await request(world, "standard.aurora", number, ["USAGE"])).userErrors).toEqual([
      { code: "CONFLICT", message: expect.any(String), field: ["input", "contractNumber"] },
    ]);
  });

  it("widen a grant that is there, which keeps its dates and its other services", async () => {
    const number = await numberOf(world, "legal.aurora", "mc-aurora-2");
    const { id } = (await request(world, "invoices.aurora", number, ["INVENTORY"])).accessRequest;
    const { approveAccessRequest } = await (await world.as("legal.aurora")).read(APPROVE, { id });
    expect(approveAccessRequest.accessRequest.grant).toEqual({
      id: "grant-invoices-aurora-mc-aurora-2",
      profile: "MOBILE_ADDITIONAL",
      services: ["INVENTORY", "INVOICES"],
    });
    expect((await request(world, "invoices.aurora", number, ["INVOICES"])).userErrors).toMatchObject([
      { code: "CONFLICT", field: ["input", "services"] },
    ]);
  });

  it("know only contracts of one's own companies: another's, none and nonsense are the same", async () => {
    const foreign = await numberOf(world, "legal.cometa", "mc-cometa-1");
    const answers = [];
    for (const number of [foreign, "nothing", "", "'; DROP TABLE access_request; --"])
      answers.push(await request(world, "employee.aurora", number, ["USAGE"]));
    answers.push(
      await request(world, "holding.levante", await numberOf(world, "legal.aurora", "mc-aurora-1"), [
        "USAGE",
      ]),
    );
    const unknown = { accessRequest: null, userErrors: [expect.objectContaining({ code: "NOT_FOUND" })] };
    expect(answers).toEqual(answers.map(() => unknown));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it("name what is wrong with them", async () => {
    const number = await numberOf(world, "legal.aurora", "mc-aurora-1");
    expect((await request(world, "owner.aurora", number, [])).userErrors).toMatchObject([
      { code: "BAD_USER_INPUT", field: ["input", "services"] },
    ]);
    expect(
      (await request(world, "owner.aurora", number, ["USAGE"], "x".repeat(501))).userErrors,
    ).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "message"] }]);
  });

  it("are seen and decided by the contract's master and the legal representative, and by nobody else", async () => {
    const number = await numberOf(world, "legal.aurora", "mc-aurora-1");
    const { id } = (await request(world, "owner.aurora", number, ["USAGE"])).accessRequest;
    const list = async (username: string, field: string) => (await world.as(username)).ask(`{ ${field} }`);
    const OF_CONTRACT = `mobileContract(id: "mc-aurora-1") { accessRequests(status: PENDING) { edges { node { id } } } }`;
    const OF_COMPANY = `organization(id: "org-aurora") { accessRequests(status: PENDING, first: 1) { edges { node { id } } } }`;
    const only = { accessRequests: { edges: [{ node: { id } }] } };
    expect((await list("master.aurora", OF_CONTRACT)).data).toEqual({ mobileContract: only });
    expect((await list("legal.aurora", OF_COMPANY)).data).toEqual({ organization: only });
    expect((await list("additional.aurora", OF_CONTRACT)).refused).toEqual({
      "mobileContract.accessRequests": "FORBIDDEN",
    });
    expect((await list("master.aurora", OF_COMPANY)).refused).toEqual({
      "organization.accessRequests": "FORBIDDEN",
    });
    for (const [username, code] of [
      ["owner.aurora", "FORBIDDEN"],
      ["additional.aurora", "FORBIDDEN"],
      ["master.two", "NOT_FOUND"],
      ["legal.cometa", "NOT_FOUND"],
    ] as const) {
      const answer = await (await world.as(username)).ask(APPROVE, { id });
      expect([username, answer.data, answer.refused]).toEqual([
        username,
        { approveAccessRequest: null },
        { approveAccessRequest: code },
      ]);
    }
  });

  it("of one person for one contract wait one at a time, in the database too", async () => {
    const number = await numberOf(world, "legal.aurora", "mc-aurora-1");
    const sent = await Promise.all(
      Array.from({ length: 8 }, () => request(world, "fixedmaster.aurora", number, ["USAGE"])),
    );
    const codes = sent.map(
      ({ userErrors }) => userErrors.map(({ code }: { code: string }) => code).join() as string,
    );
    expect(codes.toSorted()).toEqual(["", ...Array.from({ length: 7 }, () => "CONFLICT")]);
    const row = {
      id: "request-new",
      userId: "user-employee-aurora",
      organizationId: "org-aurora",
      contractId: "mc-aurora-1",
      contractNumber: number,
      message: null,
      status: "PENDING",
      createdAt: 1,
      decidedAt: null,
      decidedBy: null,
      refusalReason: null,
      grantId: null,
      pendingKey: "user-employee-aurora mc-aurora-1",
    } as const;
    const database = world.system.subgraphs.databaseOf("identity");
    const decided = { decidedAt: 2, decidedBy: "user-legal-aurora", pendingKey: null };
    const says = (changes: Partial<AccessRequestEntity>) =>
      told(database, AccessRequestEntity, { ...row, ...changes });
    expect([
      await says({}),
      await says({ pendingKey: "user-fixedmaster-aurora mc-aurora-1" }),
      await says({ pendingKey: null }),
      await says({ ...decided, status: "APPROVED" }),
      await says({ ...decided, status: "REFUSED", grantId: "grant-legal-aurora-org-aurora" }),
      await says({ refusalReason: "no" }),
      await says({ ...decided, status: "REFUSED", refusalReason: "no" }),
    ]).toEqual([
      "taken",
      "access_request_pending",
      "access_request_decided",
      "access_request_granted",
      "access_request_granted",
      "access_request_reason",
      "taken",
    ]);
  });
});
