import { isInputObjectType, isObjectType, type GraphQLSchema } from "graphql";
import { anonymousCaller, freezeCaller, type Caller } from "./caller";
import { decide, type ScopePath } from "./decide";
import type { AccessRules, AccessStatement } from "./rules";
import { PROFILES, SCOPE_KIND_OF, SCOPE_KINDS, SERVICES, type Profile, type Service } from "./vocabulary";
import { wordRule } from "./word";

/** Somebody whom the matrix asks about: one grant of one profile on the object's own path, or none. */
export interface MatrixColumn {
  /** `MOBILE_ADDITIONAL with USAGE`; `anonymous`, `signed in` and `own user` hold nothing. */
  readonly title: string;
  /** On which kind of scope the profile is given. */
  readonly scope: string;
  readonly caller: Caller;
  readonly path: ScopePath;
}

/** One rule of one field, or with several rules all of them together. */
export interface MatrixRow {
  readonly type: string;
  readonly field: string;
  /** The rule in words; `public`, `signed in`; `all of these` together; null: unguarded, met with its object. */
  readonly rule: string | null;
  /** One for each column; null where there is no rule to decide. */
  readonly cells: readonly (boolean | null)[];
}

const USER = "user";
const PATH: ScopePath = { scopes: SCOPE_KINDS.map((kind) => ({ kind, id: "own" })) };

/** The columns of the matrix, MOBILE_ADDITIONAL once for each service. */
export const MATRIX_COLUMNS: readonly MatrixColumn[] = [
  { title: "anonymous", scope: "", caller: anonymousCaller(0), path: PATH },
  { title: "signed in", scope: "", caller: callerWith(), path: PATH },
  { title: "own user", scope: "", caller: callerWith(), path: { ...PATH, userId: USER } },
  ...PROFILES.flatMap((profile): MatrixColumn[] => {
    const column = (title: string, services: readonly Service[]) => ({
      title,
      scope: SCOPE_KIND_OF[profile],
      caller: callerWith(profile, services),
      path: PATH,
    });
    if (profile !== "MOBILE_ADDITIONAL") return [column(profile, [])];
    return SERVICES.map((service) => column(`${profile} with ${service}`, [service]));
  }),
];

/**
 * Field × rule × profile, for people to review: who meets what, each cell asked of the one decision. Types in the order
 * of their names, fields in the order of the schema. Types without any rule are listed too, as unguarded.
 */
export function accessMatrix(schema: GraphQLSchema, rules: AccessRules): MatrixRow[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInputObjectType(type))
    .filter((type) => !type.name.startsWith("__"))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((type) =>
      Object.keys(type.getFields()).flatMap((field) =>
        rowsOf(type.name, field, rules.of(`${type.name}.${field}`)),
      ),
    );
}

function rowsOf(type: string, field: string, statement: AccessStatement | undefined): MatrixRow[] {
  if (statement === undefined) return [{ type, field, rule: null, cells: MATRIX_COLUMNS.map(() => null) }];
  const row = (rule: string, decided: AccessStatement): MatrixRow => ({
    type,
    field,
    rule,
    cells: MATRIX_COLUMNS.map(({ caller, path }) => decide(caller, decided, path).allowed),
  });
  if (statement.audience === "public") return [row("public", statement)];
  if (statement.rules.length === 0) return [row("signed in", statement)];
  const each = statement.rules.map((rule) => row(wordRule(rule), { ...statement, rules: [rule] }));
  return each.length === 1 ? each : [...each, row("all of these", statement)];
}

function callerWith(profile?: Profile, services: readonly Service[] = []): Caller {
  const grants =
    profile === undefined
      ? []
      : [
          {
            id: "grant",
            profile,
            services,
            scope: { kind: SCOPE_KIND_OF[profile], id: "own" },
            organizationIds: ["own"],
            contractId: "own",
            validFrom: 0,
            validUntil: null,
          },
        ];
  return freezeCaller({ userId: USER, sessionId: "session", organizationIds: [], grants, at: 0 });
}
