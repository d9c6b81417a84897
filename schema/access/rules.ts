import type { Profile, Service } from "./vocabulary";

/** One `@requiresProfile` as the schema states it. Several on one coordinate must all pass. */
export interface Rule {
  readonly anyOf: readonly Profile[];
  /** Set: a MOBILE_ADDITIONAL grant passes only if it names this service. */
  readonly service: Service | null;
  /** Root fields: the path within the arguments of the id that names the object. */
  readonly of: string | null;
  readonly ofType: string | null;
  /** Also passes for the User that the viewer is. */
  readonly orSelf: boolean;
}

/** Everything that the schema says about who may meet one coordinate, e.g. `Sim.imsi` or `MobileLineFilter.search`. */
export interface AccessStatement {
  readonly coordinate: string;
  /** `public`: everyone. `signedIn`: every signed-in viewer, as far as `rules` pass. */
  readonly audience: "public" | "signedIn";
  readonly rules: readonly Rule[];
}

/** The rules of one schema by coordinate. A coordinate without an entry carries no rule of its own. */
export interface AccessRules {
  /** Whether the schema links the access specification at all. */
  readonly linked: boolean;
  of(coordinate: string): AccessStatement | undefined;
  /** What the coordinate names, ruled or not; undefined where the schema has nothing there. */
  kindOf(coordinate: string): "field" | "input field" | undefined;
  all(): readonly AccessStatement[];
}
