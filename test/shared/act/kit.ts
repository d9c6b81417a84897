import type { Caller } from "../../../schema/access/caller";
import type { ScopePath } from "../../../schema/access/decide";
import type { AccessRules, AccessStatement } from "../../../schema/access/rules";
import { mobileInventory } from "../../../subgraphs/mobile-inventory/subgraph";
import type { ActContext, ActPorts } from "../../../subgraphs/shared/act";
import { queueRecords } from "../../../subgraphs/shared/audit";
import type { Database } from "../../../subgraphs/shared/database";
import type { TestDatabases } from "../../kit/databases";
import { caller, NOW } from "../../kit/subgraph";

export const MASTER = caller([{ profile: "MOBILE_MASTER", on: "mc", organizations: ["org"] }]);
/** The same person, after everything was taken from them. */
export const NOTHING_LEFT = { ...MASTER, grants: [] };

export const pathOf = (id: string, contract = "mc"): ScopePath => ({
  scopes: [
    { kind: "MOBILE_LINE", id },
    { kind: "MOBILE_CONTRACT", id: contract },
    { kind: "ORGANIZATION", id: "org" },
  ],
});

const rule = {
  anyOf: ["MOBILE_MASTER"],
  service: null,
  of: "lineId",
  ofType: "MobileLine",
  orSelf: false,
} as const;
const STATEMENTS: readonly AccessStatement[] = [
  { coordinate: "Mutation.ruled", audience: "signedIn", rules: [rule] },
  { coordinate: "Mutation.own", audience: "signedIn", rules: [] },
  { coordinate: "Mutation.open", audience: "public", rules: [] },
];
const RULES: AccessRules = {
  linked: true,
  of: (coordinate) => STATEMENTS.find((statement) => statement.coordinate === coordinate),
  kindOf: () => "field",
  all: () => STATEMENTS,
};

/** What is there of a subgraph for an act, without one: the tables of mobile-inventory and ports that a test turns. */
export class Stage {
  /** Whom identity answers with; null once the session has ended. */
  fresh: Caller | null = MASTER;
  /** Where the objects lie now. */
  paths: readonly (ScopePath | null)[] | undefined;
  readonly happened: string[] = [];
  isIdentityAway = false;

  private constructor(readonly database: Database) {}

  static async open(open: TestDatabases["open"]): Promise<Stage> {
    const { name, entities, migrations } = mobileInventory;
    return new Stage(await open({ subgraph: name, entities: [...entities], migrations: [...migrations] }));
  }

  async reset(): Promise<void> {
    Object.assign(this, { fresh: MASTER, paths: undefined, isIdentityAway: false });
    this.happened.length = 0;
    await this.database.write(async (transaction) => {
      for (const table of ["audit_outbox", "throttle", "tariff_plan"])
        await transaction.execute(`DELETE FROM ${table}`);
    });
  }

  context(mutation = "Mutation.ruled", by = MASTER): ActContext {
    const statement = RULES.of(mutation);
    if (statement === undefined) throw new Error(`no ${mutation}`);
    const object = { type: "MobileLine", id: "line", path: pathOf("line"), label: null, statement };
    return {
      database: this.database,
      caller: by,
      rules: RULES,
      now: () => NOW,
      request: { requestId: "request", userAgent: null, ipAddress: null, acceptLanguage: null },
      services: { keyedHash: (purpose: string, text: string) => `${purpose} ${text}`.slice(0, 43) },
      decided: statement.rules.length === 0 ? null : { coordinate: mutation, objects: [object] },
    } as unknown as ActContext;
  }

  get ports(): ActPorts<ActContext, string> {
    return {
      freshCaller: {
        before: () => {
          this.happened.push("caller");
          return Promise.resolve(this.fresh);
        },
      },
      lockCompany: (_transaction, id) => Promise.resolve(void this.happened.push(`lock ${id}`)),
      lockAccount: (_transaction, id) =>
        Promise.resolve(void this.happened.push(id === MASTER.userId ? "lock account" : "lock another")),
      locate: (_transaction, objects) => this.paths ?? objects.map(({ path }) => path),
      record: async (transaction, occasion, entries) => {
        this.happened.push(...entries.map(({ action, grantId }) => `record ${action} by ${String(grantId)}`));
        return await queueRecords(transaction, occasion, entries);
      },
      untilRecorded: (_context, ids) => {
        this.happened.push(`${ids.length} recorded`);
        return this.isIdentityAway ? Promise.reject(new Error("away")) : Promise.resolve();
      },
      send: (_transaction, messages) => Promise.resolve(void this.happened.push(...messages)),
      wake: () => void this.happened.push("wake"),
    };
  }

  /** What the acts of a test left: rows that their verbs wrote, and records. */
  async left(): Promise<{ readonly rows: number; readonly records: number }> {
    const count = async (table: string) =>
      (await this.database.read.row<{ count: number }>(`SELECT COUNT(*) AS count FROM ${table}`))?.count ?? 0;
    return { rows: await count("tariff_plan"), records: await count("audit_outbox") };
  }
}
