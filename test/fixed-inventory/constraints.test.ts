import { BillingAccountEntity } from "../../subgraphs/fixed-inventory/billing-account/billing-account.entity";
import { FixedLineEntity } from "../../subgraphs/fixed-inventory/line/line.entity";
import { FixedLineServiceEntity } from "../../subgraphs/fixed-inventory/service/service.entities";
import { SiteEntity } from "../../subgraphs/fixed-inventory/site/site.entity";
import type { EntityClass } from "../../subgraphs/shared/database";
import { eachDatabase } from "../kit/databases";
import { told as toldBy, type Written } from "../kit/told";
import { plantCompanies } from "./company";
import { numberOf, openFixed, type Fixed } from "./kit";

const LINE = {
  id: "broken",
  siteId: "s1",
  organizationId: "org-a",
  billingAccountId: "ba-a1",
  number: "+390119999999",
  numberReversed: "999999911093+",
  liveNumber: "+390119999999",
  family: "VOICE",
  accessTechnology: "ISDN",
  status: "ACTIVE",
  activatedOn: "2021-05-10",
};
const TERMINATED = { status: "TERMINATED", liveNumber: null, terminatedOn: "2025-11-30" };

eachDatabase("the tables of the fixed inventory", ({ open, engine }) => {
  let fixed: Fixed;
  beforeAll(async () => {
    fixed = await openFixed(open);
    await plantCompanies(fixed.database);
  });

  const told = <Entity extends object>(entity: EntityClass<Entity>, row: Written<Entity>) =>
    toldBy(fixed.database, entity, row);
  const line = (changes: Written<FixedLineEntity>) => told(FixedLineEntity, { ...LINE, ...changes });
  const foreignKey = (name: string) => (engine === "mysql" ? name : "foreign-key");

  it("take an ACTIVE and a TERMINATED line with their dates", async () => {
    expect(await line({})).toBe("taken");
    expect(await line(TERMINATED)).toBe("taken");
    expect(await line({ ...TERMINATED, terminatedOn: LINE.activatedOn })).toBe("taken");
  });

  it("refuse a termination date without TERMINATED, TERMINATED without one, and one before the activation", async () => {
    const check = "ck_fixed_line_terminated_on";
    expect(await line({ terminatedOn: "2025-11-30" })).toBe(check);
    expect(await line({ ...TERMINATED, terminatedOn: null })).toBe(check);
    expect(await line({ ...TERMINATED, terminatedOn: "2021-05-09" })).toBe(check);
  });

  it("refuse an unknown status, family and technology, and a number that does not go with the status", async () => {
    expect(await line({ status: "FROZEN" })).toBe("ck_fixed_line_status");
    expect(await line({ family: "DATA" })).toBe("ck_fixed_line_family");
    expect(await line({ accessTechnology: "LTE" })).toBe("ck_fixed_line_access_technology");
    expect(await line({ liveNumber: null })).toBe("ck_fixed_line_live_number");
    expect(await line({ liveNumber: "+390119999998" })).toBe("ck_fixed_line_live_number");
    expect(await line({ ...TERMINATED, liveNumber: LINE.number })).toBe("ck_fixed_line_live_number");
  });

  it("refuse the number of a line that is not TERMINATED, and take that of one that is", async () => {
    const taken = numberOf(1);
    const free = numberOf(8);
    expect(await line({ number: taken, liveNumber: taken })).toBe("uq_fixed_line_live_number");
    expect(await line({ ...TERMINATED, number: taken })).toBe("taken");
    expect(await line({ number: free, liveNumber: free })).toBe("taken");
  });

  it("refuse a line whose company is not its site's or not its billing account's", async () => {
    expect(await line({ siteId: "s4" })).toBe(foreignKey("fk_fixed_line_site"));
    expect(await line({ siteId: "s-unknown" })).toBe(foreignKey("fk_fixed_line_site"));
    expect(await line({ billingAccountId: "ba-b1" })).toBe(foreignKey("fk_fixed_line_billing_account"));
    expect(await line({ siteId: "s4", billingAccountId: "ba-b1" })).toMatch(/^(fk_fixed_line_|foreign-key)/);
  });

  it("refuse a code twice in a company, and take it in another", async () => {
    const site = {
      id: "broken",
      organizationId: "org-a",
      code: "TO-01",
      name: "Sede",
      codeFolded: "to-01",
      nameFolded: "sede",
      streetName: "Via Roma",
      postcode: "10135",
      locality: "Torino",
      stateOrProvince: "TO",
      country: "IT",
    };
    expect(await told(SiteEntity, site)).toBe("uq_site_code");
    expect(await told(SiteEntity, { ...site, organizationId: "org-c" })).toBe("taken");
    const account = { id: "broken", organizationId: "org-a", code: "B-ba-a1" };
    expect(await told(BillingAccountEntity, account)).toBe("uq_billing_account_code");
    expect(await told(BillingAccountEntity, { ...account, organizationId: "org-c" })).toBe("taken");
  });

  it("refuse a service of no line or no catalogue, and one that ended before it began", async () => {
    const service = { lineId: "l6", serviceId: "fs-voice", activatedOn: "2022-01-31" };
    expect(await told(FixedLineServiceEntity, service)).toBe("taken");
    expect(await told(FixedLineServiceEntity, { ...service, deactivatedOn: "2022-01-31" })).toBe("taken");
    expect(await told(FixedLineServiceEntity, { ...service, deactivatedOn: "2022-01-30" })).toBe(
      "ck_fixed_line_service_deactivated_on",
    );
    expect(await told(FixedLineServiceEntity, { ...service, lineId: "l-unknown" })).toBe(
      foreignKey("fk_fixed_line_service_line"),
    );
    expect(await told(FixedLineServiceEntity, { ...service, serviceId: "fs-unknown" })).toBe(
      foreignKey("fk_fixed_line_service_service"),
    );
  });
});
