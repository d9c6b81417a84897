import { ownersOf, type UniqueClaim } from "../../shared/import/unique-claims";
import { MobileLineEntity } from "../line/line.entity";
import { SimEntity } from "../sim/sim.entity";
import type { LineRow } from "./line-columns";

type Claimant = Pick<LineRow, "id" | "msisdn" | "iccid" | "imsi" | "status">;

/** The three things of which a line has one to itself; a number only until it is TERMINATED. */
export const LINE_CLAIMS: readonly UniqueClaim<Claimant>[] = [
  {
    claimed: ({ msisdn, status }) => (status === "TERMINATED" ? null : msisdn),
    owners: (reader, values) => ownersOf(reader, MobileLineEntity, { value: "liveMsisdn", id: "id" }, values),
    reject: { column: "msisdn", reason: "is another line's that is not TERMINATED" },
  },
  {
    claimed: ({ iccid }) => iccid,
    owners: (reader, values) => ownersOf(reader, SimEntity, { value: "iccid", id: "lineId" }, values),
    reject: { column: "iccid", reason: "is another line's" },
  },
  {
    claimed: ({ imsi }) => imsi,
    owners: (reader, values) => ownersOf(reader, SimEntity, { value: "imsi", id: "lineId" }, values),
    reject: { column: "imsi", reason: "is another line's" },
  },
];
