import { eachWorld } from "../kit/world";

const LOG = `query ($id: ID!, $filter: AuditFilter) { organization(id: $id) { legalName auditLog(filter: $filter, first: 2) {
  edges { node { action outcome actor { displayName username } target { type label } reason requestId } } } } }`;
const SIGN_INS = { action: "Mutation.signIn" };

eachWorld("the audit trail through the gateway", (world) => {
  it("shows the legal representative their sign-in and a colleague's refused one, and nobody else anything", async () => {
    const legal = await world.as("legal.aurora");
    await world.anonymous.read(
      'mutation { signIn(username: "enduser.aurora", password: "wrong") { userErrors { code } } }',
    );
    const { organization } = await legal.read(LOG, { id: "org-aurora", filter: SIGN_INS });
    const requestId = expect.any(String) as string;
    expect(organization.auditLog.edges.map(({ node }: { node: object }) => node)).toEqual([
      {
        action: "Mutation.signIn",
        outcome: "REFUSED",
        actor: null,
        target: { type: "User", label: expect.any(String) as string },
        reason: null,
        requestId,
      },
      {
        action: "Mutation.signIn",
        outcome: "ALLOWED",
        actor: { displayName: expect.any(String) as string, username: "legal.aurora" },
        target: { type: "User", label: expect.any(String) as string },
        reason: null,
        requestId,
      },
    ]);
    const enduser = await (await world.as("enduser.aurora")).ask(LOG, { id: "org-aurora", filter: SIGN_INS });
    expect(enduser.data.organization.auditLog).toBeNull();
    expect(enduser.refused).toEqual({ "organization.auditLog": "FORBIDDEN" });
    const cometa = await (await world.as("legal.cometa")).ask(LOG, { id: "org-aurora", filter: SIGN_INS });
    expect([cometa.data, cometa.errors]).toEqual([{ organization: null }, []]);
    const own = await (await world.as("legal.cometa")).read(LOG, { id: "org-cometa", filter: SIGN_INS });
    expect(
      own.organization.auditLog.edges.map(({ node }: { node: { actor: object } }) => node.actor),
    ).toEqual([expect.objectContaining({ username: "legal.cometa" })]);
  });
});
