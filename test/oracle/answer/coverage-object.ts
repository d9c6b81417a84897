import { coverageOf } from "../access/coverage";
import type { Readers } from "../access/table";
import { SCOPE_KINDS, type Place, type Viewer } from "../access/viewer";
import { NOW } from "../world/world";
import { plain, type SchemaObject } from "./schema-object";

export function coverageObject(viewer: Viewer, rows: Readers, parent: Place): SchemaObject {
  const { kind, grants } = coverageOf(viewer, rows, parent);
  const scopes = grants.map(({ id, profile, scope }) =>
    plain("CoverageScope", { grantId: id, profile, kind: SCOPE_KINDS[profile], id: scope }),
  );
  return plain("Coverage", { kind, scopes, asOf: new Date(NOW).toISOString() });
}
