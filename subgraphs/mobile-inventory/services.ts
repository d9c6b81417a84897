import { anonymousCaller, freezeCaller } from "../../schema/access/caller";
import { createActServices } from "../shared/act";
import type { Starting } from "../shared/subgraph/definition";
import { Denials } from "../shared/subgraph/denials";
import { createChores } from "../shared/work/chores";
import { deliverActions } from "./actions/deliver-actions";
import { operatorSystems } from "./actions/operator-systems";
import { tellRefusals } from "./actions/tell-refusals";
import { personPorts } from "./act";
import { jobsToRun } from "./bulk/bulk-job.repository";
import { forgetJobs } from "./bulk/forget-jobs";
import { runJob } from "./bulk/run-job";
import type { MobileServices } from "./context";
import { createLoaders } from "./loaders";

/** Milliseconds between two looks that nobody asked for. */
const LOOK_EVERY = 1_000;
/** They are told as soon as they come: this look finds what a crash, or identity away, left. */
const LOOK_FOR_REFUSALS = 10_000;
const HOUR = 3_600_000;

/** Starts the jobs over many lines, the delivery of actions to the operator's systems, and that of refusals to people. */
export function startMobileInventory(starting: Starting): MobileServices {
  const { database, now, logger, internal, settings, rules } = starting;
  const systems = operatorSystems(settings, { now, logger });
  const act = createActServices(starting);
  const own: MobileServices["own"] = createChores(
    {
      jobs: { every: LOOK_EVERY, run: () => runJobs() },
      actions: {
        every: LOOK_EVERY,
        run: () => deliverActions({ database, now, systems, onRefused: () => own.wake("refusals") }),
      },
      oldJobs: { every: HOUR, run: () => forgetJobs(database, now()) },
      refusals: { every: LOOK_FOR_REFUSALS, run: () => tellRefusals({ database, internal, now }) },
    },
    logger,
  );
  const services: MobileServices = { ...act, own };

  async function runJobs(): Promise<void> {
    for (const { id, requestedBy } of await jobsToRun(database.read, now())) {
      const caller = freezeCaller({ ...anonymousCaller(now()), userId: requestedBy });
      const context = {
        database,
        now,
        logger,
        services,
        internal,
        caller,
        rules,
        request: { requestId: `job ${id}`, userAgent: null, ipAddress: null, acceptLanguage: null },
        denials: new Denials(),
        forGateway: {},
        decided: null,
        continueAs: () => undefined,
      };
      await runJob(personPorts, { ...context, loaders: createLoaders(context as never) }, id);
    }
  }

  own.start();
  return services;
}

/** Ends what was started; a job in hand ends its batch. */
export async function stopMobileInventory({ own, chores }: MobileServices): Promise<void> {
  await own.close();
  await chores.close();
}
