import type DataLoader from "dataloader";
import { groupCounts, manyByKey, oneByKey, type CountRequest, type GroupCount } from "../shared/inventory";
import type { SubgraphContext } from "../shared/subgraph/definition";
import { pendingActionsOfLines, type PendingAction } from "./actions/pending-actions";
import { ownJobsById, type BulkJob } from "./bulk/bulk-job.repository";
import { contractsById, visibleContractsById, type MobileContract } from "./contract/contract.repository";
import type { CostCenter } from "./cost-center/cost-center.repository";
import {
  allOptions,
  blockedServicesOfLines,
  costCentersById,
  devicesOfLines,
  optionsOfLines,
  simsOfLines,
  tariffPlansById,
  type ActiveOption,
  type BlockedService,
  type LineDevice,
  type Sim,
} from "./line/line-details.repository";
import { LINE_SOURCE, visibleLinesById, visibleLinesByMsisdn, type MobileLine } from "./line/line.repository";
import type { LineOptionType, TariffPlanType } from "./tariff/tariff.types";
import type { BucketRow } from "./usage/consumption";
import { monthOf } from "./usage/month";
import { bucketsOfLines } from "./usage/usage.repository";

type One<Value> = DataLoader<string, Value | null>;
type Many<Value> = DataLoader<string, readonly Value[]>;

/** Born with a request and keyed by its caller: `visible…` and `ownJob` answer null beyond the caller's scope. */
export interface MobileLoaders {
  readonly visibleLine: One<MobileLine>;
  /** By the number that a line has now. */
  readonly visibleLineByMsisdn: One<MobileLine>;
  readonly visibleContract: One<MobileContract>;
  /** Of lines that were reached: a line's contract is reachable whenever the line is. */
  readonly contractOfLine: One<MobileContract>;
  readonly tariffPlan: One<TariffPlanType>;
  readonly costCenter: One<CostCenter>;
  readonly sim: One<Sim>;
  readonly device: One<LineDevice>;
  readonly options: Many<ActiveOption>;
  readonly blockedServices: Many<BlockedService>;
  /** Of lines that were reached: what the operator's systems were asked to do and have not decided. */
  readonly pendingAction: One<PendingAction>;
  /** Jobs that the caller began. */
  readonly ownJob: One<BulkJob>;
  /** Every option of the operator, by name; read once a request, however many contracts ask. */
  availableOptions(): Promise<readonly LineOptionType[]>;
  /** `YYYY-MM`, in Italy; known once a request, because finding it costs more than a line's buckets. */
  readonly presentMonth: string;
  /** By line, for one month `YYYY-MM`. */
  usage(period: string): Many<BucketRow>;
  /** Lines below a parent (alias `l`), by a column; both columns are texts of code. */
  lineCounts(parentColumn: string, column: string): DataLoader<CountRequest, readonly GroupCount[]>;
}

export function createLoaders(context: SubgraphContext<MobileLoaders, unknown>): MobileLoaders {
  const { caller, rules } = context;
  const reader = context.database.read;
  const id = (value: { readonly id: string }) => value.id;
  const lineId = (value: { readonly lineId: string }) => value.lineId;
  const months = new Map<string, Many<BucketRow>>();
  let options: Promise<readonly LineOptionType[]> | undefined;
  const counts = new Map<string, DataLoader<CountRequest, readonly GroupCount[]>>();
  return {
    presentMonth: monthOf(caller.at),
    visibleLine: oneByKey((ids) => visibleLinesById(reader, caller, ids), id),
    visibleLineByMsisdn: oneByKey(
      (msisdns) => visibleLinesByMsisdn(reader, caller, msisdns),
      ({ msisdn }) => msisdn,
    ),
    visibleContract: oneByKey((ids) => visibleContractsById(reader, caller, ids), id),
    contractOfLine: oneByKey((ids) => contractsById(reader, ids), id),
    tariffPlan: oneByKey((ids) => tariffPlansById(reader, ids), id),
    costCenter: oneByKey((ids) => costCentersById(reader, ids), id),
    sim: oneByKey((ids) => simsOfLines(reader, ids), lineId),
    device: oneByKey((ids) => devicesOfLines(reader, ids), lineId),
    options: manyByKey((ids) => optionsOfLines(reader, ids), lineId),
    blockedServices: manyByKey((ids) => blockedServicesOfLines(reader, ids), lineId),
    pendingAction: oneByKey((ids) => pendingActionsOfLines(reader, ids), lineId),
    ownJob: oneByKey(
      (ids) => (caller.userId === null ? Promise.resolve([]) : ownJobsById(reader, caller.userId, ids)),
      id,
    ),
    availableOptions: () => (options ??= allOptions(reader)),
    usage(period) {
      let month = months.get(period);
      if (month === undefined) {
        const rule = rules.of("MobileLine.usage");
        month = manyByKey((ids) => bucketsOfLines(reader, caller, rule, period, ids), lineId);
        months.set(period, month);
      }
      return month;
    },
    lineCounts(parentColumn, column) {
      const key = `${parentColumn} ${column}`;
      let loader = counts.get(key);
      if (loader === undefined) {
        loader = groupCounts(reader, { from: LINE_SOURCE.from, parentColumn, column });
        counts.set(key, loader);
      }
      return loader;
    },
  };
}
