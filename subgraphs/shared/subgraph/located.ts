import type { ScopePath } from "../../../schema/access/decide";
import type { AccessStatement } from "../../../schema/access/rules";

/** An object that the arguments of a root field name. */
export interface NamedObject {
  readonly type: string;
  readonly id: string;
}

/** An object that the arguments of a root field name, where it lies, and the rules that stand on it there. */
export interface LocatedObject extends NamedObject {
  readonly path: ScopePath;
  /** What people call it, where its look-up says so. */
  readonly label: string | null;
  readonly statement: AccessStatement;
}

/** What a root field was decided on. An act decides it again without another look-up. */
export interface RootDecision {
  readonly coordinate: string;
  readonly objects: readonly LocatedObject[];
}
