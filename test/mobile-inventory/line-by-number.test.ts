import { eachDatabase, statementsOf } from "../kit/databases";
import { personas, plantCompanies } from "./company";
import { openMobile, type Mobile } from "./kit";

eachDatabase("the internal function lineByNumber", ({ open }) => {
  let mobile: Mobile;
  beforeAll(async () => {
    mobile = await openMobile(open);
    await plantCompanies(mobile.database);
  });

  const lineByNumber = (serial: number) =>
    mobile.subgraph.internal(
      "lineByNumber",
      { msisdn: `+3933500000${String(serial).padStart(2, "0")}` },
      null,
    );
  const ofA = { contractId: "mc-a1", organizationId: "org-a" };

  it("tells the system whose a number is, in one statement", async () => {
    let answer: unknown;
    const asked = await statementsOf(mobile.database, async () => {
      answer = await lineByNumber(2);
    });
    expect(answer).toEqual({ id: "l2", ...ofA, status: "ACTIVE", simKind: "VOICE" });
    expect(asked).toHaveLength(1);
  });

  it("tells a frozen line and an M2M one from others", async () => {
    expect(await lineByNumber(3)).toEqual({ id: "l3", ...ofA, status: "FROZEN", simKind: "VOICE" });
    expect(await lineByNumber(7)).toMatchObject({ id: "l7", simKind: "M2M" });
  });

  it("knows no terminated line by its number, and the one that has the number anew", async () => {
    expect(await lineByNumber(4)).toBeNull();
    expect(await lineByNumber(8)).toMatchObject({ id: "l9", status: "ACTIVE" });
    expect(await lineByNumber(99)).toBeNull();
  });

  it("answers no person, whatever they hold", async () => {
    const asked = async () =>
      mobile.subgraph.internal("lineByNumber", { msisdn: "+393350000002" }, personas.legal);
    await expect(asked()).rejects.toThrow("lineByNumber answers no person");
  });
});

eachDatabase("the internal function lineById", ({ open }) => {
  let mobile: Mobile;
  beforeAll(async () => {
    mobile = await openMobile(open);
    await plantCompanies(mobile.database);
  });

  const lineById = (id: string, caller = null as Parameters<Mobile["subgraph"]["internal"]>[2]) =>
    mobile.subgraph.internal("lineById", { id }, caller);

  it("tells the system of any line its number and whether somebody may be its user, and no person", async () => {
    const ofA = { contractId: "mc-a1", organizationId: "org-a" };
    expect([await lineById("l3"), await lineById("l4"), await lineById("l7"), await lineById("l99")]).toEqual(
      [
        { id: "l3", ...ofA, status: "FROZEN", simKind: "VOICE", msisdn: "+393350000003" },
        expect.objectContaining({ id: "l4", status: "TERMINATED" }),
        expect.objectContaining({ id: "l7", simKind: "M2M" }),
        null,
      ],
    );
    await expect((async () => lineById("l3", personas.legal))()).rejects.toThrow(
      "lineById answers no person",
    );
  });
});
