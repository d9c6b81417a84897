import { MobileLineEntity } from "../../subgraphs/mobile-inventory/line/line.entity";
import { SimEntity } from "../../subgraphs/mobile-inventory/sim/sim.entity";
import { UsageBucketEntity } from "../../subgraphs/mobile-inventory/usage/usage-bucket.entity";
import type { EntityClass } from "../../subgraphs/shared/database";
import { eachDatabase } from "../kit/databases";
import { told as toldBy, type Written } from "../kit/told";
import { plantCompanies } from "./company";
import { openMobile, type Mobile } from "./kit";

const LINE = {
  id: "broken",
  contractId: "mc-a1",
  organizationId: "org-a",
  msisdn: "+393399999999",
  msisdnReversed: "999999993393+",
  liveMsisdn: "+393399999999",
  status: "ACTIVE",
  activatedOn: "2021-05-10",
  roaming: false,
  tariffPlanId: "plan-50",
};

const TERMINATED = { status: "TERMINATED", liveMsisdn: null, terminatedOn: "2025-11-30" };

eachDatabase("the tables of the mobile inventory", ({ open, engine }) => {
  let mobile: Mobile;
  beforeAll(async () => {
    mobile = await openMobile(open);
    await plantCompanies(mobile.database);
  });

  const told = <Entity extends object>(entity: EntityClass<Entity>, row: Written<Entity>) =>
    toldBy(mobile.database, entity, row);
  const line = (changes: Written<MobileLineEntity>) => told(MobileLineEntity, { ...LINE, ...changes });

  it("take an ACTIVE, a FROZEN and a TERMINATED line with their dates", async () => {
    expect(await line({})).toBe("taken");
    expect(await line({ status: "FROZEN", frozenOn: "2026-01-15" })).toBe("taken");
    expect(await line(TERMINATED)).toBe("taken");
    expect(await line({ ...TERMINATED, terminatedOn: LINE.activatedOn })).toBe("taken");
  });

  it("refuse a termination date without TERMINATED, TERMINATED without one, and one before the activation", async () => {
    const check = "ck_mobile_line_terminated_on";
    expect(await line({ terminatedOn: "2025-11-30" })).toBe(check);
    expect(await line({ status: "FROZEN", frozenOn: "2026-01-15", terminatedOn: "2026-02-01" })).toBe(check);
    expect(await line({ ...TERMINATED, terminatedOn: null })).toBe(check);
    expect(await line({ ...TERMINATED, terminatedOn: "2021-05-09" })).toBe(check);
  });

  it("refuse FROZEN without its date, and that date without FROZEN", async () => {
    expect(await line({ status: "FROZEN" })).toBe("ck_mobile_line_frozen_on");
    expect(await line({ frozenOn: "2026-01-15" })).toBe("ck_mobile_line_frozen_on");
  });

  it("refuse an unknown status, and a number that does not go with the status", async () => {
    expect(await line({ status: "SUSPENDED" })).toBe("ck_mobile_line_status");
    expect(await line({ liveMsisdn: null })).toBe("ck_mobile_line_live_msisdn");
    expect(await line({ liveMsisdn: "+393399999998" })).toBe("ck_mobile_line_live_msisdn");
    expect(await line({ ...TERMINATED, liveMsisdn: LINE.msisdn })).toBe("ck_mobile_line_live_msisdn");
  });

  it("refuse the number of a line that is not TERMINATED, and take that of one that is", async () => {
    const taken = { msisdn: "+393350000001", liveMsisdn: "+393350000001" };
    const free = { msisdn: "+393350000004", liveMsisdn: "+393350000004" };
    expect(await line(taken)).toBe("uq_mobile_line_live_msisdn");
    expect(await line({ ...TERMINATED, msisdn: taken.msisdn })).toBe("taken");
    expect(await line(free)).toBe("taken");
  });

  it("refuse a line whose company is not its contract's, and a cost centre of another company", async () => {
    const foreignKey = (name: string) => (engine === "mysql" ? name : "foreign-key");
    expect(await line({ organizationId: "org-b" })).toBe(foreignKey("fk_mobile_line_contract"));
    expect(await line({ contractId: "mc-unknown" })).toBe(foreignKey("fk_mobile_line_contract"));
    const stranger = await mobile.database.read.row<{ id: string }>(
      "SELECT `id` FROM `cost_center` WHERE `organization_id` = ?",
      ["org-b"],
    );
    expect(await line({ costCenterId: stranger!.id })).toBe(foreignKey("fk_mobile_line_cost_center"));
  });

  it("refuse a second SIM of a line, a SIM number twice, and usage below nothing", async () => {
    const sim = {
      lineId: "l1",
      iccid: "1",
      imsi: "1",
      puk: "12345678",
      kind: "VOICE",
      administrativeState: "UNLOCKED",
    };
    expect(await told(SimEntity, sim)).toBe("PRIMARY");
    const { iccid } = (await mobile.database.read.row<{ iccid: string }>(
      "SELECT `iccid` FROM `sim` WHERE `line_id` = ?",
      ["l2"],
    ))!;
    await mobile.database.write((transaction) =>
      transaction.execute("DELETE FROM `sim` WHERE `line_id` = 'l1'"),
    );
    expect(await told(SimEntity, { ...sim, iccid })).toBe("uq_sim_iccid");
    expect(await told(SimEntity, { ...sim, imsi: "222010000000002" })).toBe("uq_sim_imsi");
    expect(await told(SimEntity, { ...sim, kind: "PAPER" })).toBe("ck_sim_kind");
    const bucket = {
      lineId: "l3",
      period: "2026-06",
      kind: "DATA",
      contractId: "mc-a1",
      organizationId: "org-a",
    };
    const figures = { allowance: 10, used: 1, asOf: 1 };
    expect(await told(UsageBucketEntity, { ...bucket, ...figures })).toBe("taken");
    expect(await told(UsageBucketEntity, { ...bucket, ...figures, used: -1 })).toBe("ck_usage_bucket_used");
    expect(await told(UsageBucketEntity, { ...bucket, ...figures, allowance: -1 })).toBe(
      "ck_usage_bucket_allowance",
    );
  });
});
