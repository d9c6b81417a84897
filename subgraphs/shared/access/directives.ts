import { Directive } from "type-graphql";
import type { Profile, Service } from "../../../schema/access/vocabulary";

/** The arguments of `@requiresProfile` (docs/design/access.md). */
export interface RequiresProfileOptions {
  anyOf: readonly [Profile, ...Profile[]];
  /** A MOBILE_ADDITIONAL passes only with this service in the grant. */
  service?: Service;
  /** Root fields: the path within the arguments of the id that names the object. */
  of?: string;
  ofType?: string;
  /** Also passes for the User that the viewer is. */
  orSelf?: true;
}

type AnyDecorator = PropertyDecorator & MethodDecorator & ClassDecorator;

/** `@requiresProfile` in the published schema: the only place where a rule is written (access.md, "In the schema"). */
export function RequiresProfile(options: RequiresProfileOptions): AnyDecorator {
  const values = [
    `anyOf: [${options.anyOf.join(", ")}]`,
    ...(options.service === undefined ? [] : [`service: ${options.service}`]),
    ...(options.orSelf === undefined ? [] : ["orSelf: true"]),
    ...(options.of === undefined ? [] : [`of: ${JSON.stringify(options.of)}`]),
    ...(options.ofType === undefined ? [] : [`ofType: ${JSON.stringify(options.ofType)}`]),
  ];
  return Directive(`@requiresProfile(${values.join(", ")})`);
}

/** Open to every signed-in viewer; what they reach is decided by the scope of rows. */
export function SignedIn(): AnyDecorator {
  return Directive("@signedIn");
}

/** Open to everyone, and written down. */
export function Public(): AnyDecorator {
  return Directive("@public");
}

/** Federation's `@key`. */
export function Key(fields: string, options: { resolvable?: false } = {}): ClassDecorator {
  const resolvable = options.resolvable === false ? ", resolvable: false" : "";
  return Directive(`@key(fields: ${JSON.stringify(fields)}${resolvable})`);
}

/** Federation's `@shareable`, on types that several subgraphs define alike. */
export function Shareable(): ClassDecorator {
  return Directive("@shareable");
}

/** Federation's `@external`: the field is another subgraph's, and comes with the representation. */
export function External(): PropertyDecorator {
  return Directive("@external");
}

/** Federation's `@requires`: fields that the gateway brings along before this one is asked for. */
export function Requires(fields: string): PropertyDecorator & MethodDecorator {
  return Directive(`@requires(fields: ${JSON.stringify(fields)})`);
}
