import { Readable } from "node:stream";
import { identityImports } from "../../subgraphs/identity/import";
import { importKinds } from "../../subgraphs/shared/import";
import { importFile } from "../../subgraphs/shared/import";
import { eachWorld, type World } from "../kit/world";
import { GRANT_PROFILE } from "./mutations";

/** The operator's feed, as `npm run import` reads it. */
async function feed(world: World, kind: string, ...lines: string[]): Promise<void> {
  const database = world.system.subgraphs.databaseOf("identity");
  const found = importKinds(identityImports, database, () => world.clock.now).find(
    ({ name }) => name === kind,
  );
  const report = await importFile(found!, Readable.from([lines.join("\n")]), { batchSize: 10 });
  expect(report.rejects).toEqual([]);
}

const GRANTS =
  "id,user_id,profile,services,scope_kind,scope_id,organization_id,contract_id,valid_from,valid_until";
const ponente = (until: string) =>
  `grant-ponente,user-holding-levante,HOLDING_REFERENT,,HOLDING,hold-ponente,,,2025-01-01T00:00:00Z,${until}`;
const COMPANIES = `{
  viewer { grants { profile scope { id label } } organizations { edges { node { id mobileInventory { total } } } } }
}`;
const LINE = `{ mobileLine(id: "ml-cometa-1-00001") { status costCenter { code } sim { puk } } }`;

eachWorld("the referent of one or more holdings (R15)", (world) => {
  const reached = async () => {
    const referent = await world.as("holding.levante");
    const { viewer } = await referent.read(COMPANIES);
    const companies = viewer.organizations.edges.map(
      ({ node }: { node: { id: string; mobileInventory: { total: number } } }) => [
        node.id,
        node.mobileInventory.total,
      ],
    );
    const holdings = viewer.grants.map(({ scope }: { scope: { id: string } }) => scope.id).toSorted();
    return { holdings, companies: Object.fromEntries(companies) };
  };
  const joins = (holdingId: string | null) =>
    world.system.subgraphs
      .databaseOf("identity")
      .write((transaction) =>
        transaction.execute("UPDATE `organization` SET `holding_id` = ? WHERE `id` = 'org-cometa'", [
          holdingId,
        ]),
      );
  const LEVANTE = { "org-aurora": 1500, "org-borea": 250 };

  it("reads the companies of each from the next request after the feed, and of no other", async () => {
    const referent = await world.as("holding.levante");
    expect(await reached()).toEqual({ holdings: ["hold-levante"], companies: LEVANTE });
    expect(await referent.read(LINE)).toEqual({ mobileLine: null });
    await feed(world, "holdings", "id,name", "hold-ponente,Gruppo Ponente");
    await feed(world, "grants", GRANTS, ponente(""));
    expect(await reached()).toEqual({ holdings: ["hold-levante", "hold-ponente"], companies: LEVANTE });
    await joins("hold-ponente");
    expect(await reached()).toEqual({
      holdings: ["hold-levante", "hold-ponente"],
      companies: { ...LEVANTE, "org-cometa": 800 },
    });
    const line = await referent.ask(LINE);
    expect(line.data.mobileLine.status).toEqual(expect.any(String));
    expect(line.refused).toEqual({ "mobileLine.sim.puk": "FORBIDDEN" });
  });

  it("manages nothing in any of them", async () => {
    const referent = await world.as("holding.levante");
    const grant = {
      profile: "MOBILE_ADDITIONAL",
      services: ["USAGE"],
      scope: { kind: "MOBILE_CONTRACT", id: "mc-cometa-1" },
    };
    const answer = await referent.ask(GRANT_PROFILE, { input: { userId: "user-legal-cometa", grant } });
    expect(answer.refused).toEqual({ grantProfile: "FORBIDDEN" });
  });

  it("loses a company that leaves the holding, and a holding whose grant the feed ends, and keeps the other", async () => {
    await joins(null);
    expect((await reached()).companies).toEqual(LEVANTE);
    await joins("hold-ponente");
    await feed(world, "grants", GRANTS, ponente("2026-06-15T10:00:00Z"));
    expect(await reached()).toEqual({ holdings: ["hold-levante"], companies: LEVANTE });
  });
});
