import { getDirectiveValues, type DocumentNode, type GraphQLSchema } from "graphql";
import {
  ACCESS_DIRECTIVES,
  ACCESS_SPEC_URL,
  importsOf,
  linksOf,
  textArgument,
  type AccessDirective,
} from "./read-rules";
import { applications, type Application } from "./refuse-applications";
import type { AccessFault } from "./refuse-fault";
import { isProfile, isService, PROFILES, SERVICES } from "./vocabulary";

type LocalNames = Readonly<Record<AccessDirective, string>>;

const SPEC = ACCESS_SPEC_URL.slice(0, ACCESS_SPEC_URL.lastIndexOf("/") + 1);

/** Rules that would be read as something else, or not at all: wrong names, links, places and values. */
export function spellingFaults(
  document: DocumentNode,
  schema: GraphQLSchema,
  names: LocalNames | undefined,
): AccessFault[] {
  const found = [...applications(document)].flatMap((application) => faultsOf(application, schema, names));
  return [...linkFaults(schema), ...found];
}

function linkFaults(schema: GraphQLSchema): AccessFault[] {
  const links = linksOf(schema).filter((link) => textArgument(link, "url")?.startsWith(SPEC));
  const fault = (reason: string, remedy: string): AccessFault => ({ coordinate: "schema", reason, remedy });
  const known: readonly string[] = ACCESS_DIRECTIVES;
  return [
    ...links
      .filter((link) => textArgument(link, "url") !== ACCESS_SPEC_URL)
      .map((link) =>
        fault(
          `links ${textArgument(link, "url")}, a version that is unknown here`,
          `Link ${ACCESS_SPEC_URL}`,
        ),
      ),
    ...(links.length > 1
      ? [fault("links the access specification more than once", "Keep one @link, with every import in it")]
      : []),
    ...links
      .flatMap(importsOf)
      .filter(({ name }) => !known.includes(name))
      .map(({ name }) =>
        fault(
          `imports @${name}, which the access specification does not have`,
          `It has ${known.map((one) => `@${one}`).join(", ")}`,
        ),
      ),
  ];
}

function faultsOf(
  application: Application,
  schema: GraphQLSchema,
  names: LocalNames | undefined,
): AccessFault[] {
  const { coordinate, place } = application;
  const local = application.node.name.value;
  const fault = (reason: string, remedy: string): AccessFault[] => [{ coordinate, reason, remedy }];
  const bare = ACCESS_DIRECTIVES.find((candidate) => looksLike(local, candidate, schema));
  const name = ACCESS_DIRECTIVES.find((candidate) => names?.[candidate] === local);
  if (name === undefined) {
    if (bare === undefined) return [];
    if (names === undefined)
      return fault(
        `carries @${local}, but the schema does not link the access specification`,
        `Link ${ACCESS_SPEC_URL}`,
      );
    return fault(
      `carries @${local}, but the schema links @${bare} as @${names[bare]}, so nothing follows this one`,
      `Write @${names[bare]}, or import "@${bare}" under this name`,
    );
  }
  if (!schema.getDirective(local))
    return fault(`carries @${local}, which the schema does not define`, `Define directive @${local}`);
  if (place === "interface")
    return fault(
      `carries @${local} on an interface, where no rule ever runs`,
      "Put it on the field of each type that implements the interface",
    );
  const allowed = place === "field" || (name === "requiresProfile" && place !== "elsewhere");
  if (!allowed) return fault(`carries @${local} where no rule is decided`, "Put it on a field");
  return name === "requiresProfile" ? valueFaults(application, schema) : [];
}

/** Whether somebody who writes the name means the directive: by its own name, or within the link's namespace. */
function looksLike(local: string, directive: AccessDirective, schema: GraphQLSchema): boolean {
  const namespaces = linksOf(schema)
    .filter((link) => textArgument(link, "url")?.startsWith(SPEC))
    .flatMap((link) => textArgument(link, "as") ?? []);
  return (
    local === directive ||
    ["access", ...namespaces].some((namespace) => local === `${namespace}__${directive}`)
  );
}

function valueFaults({ node, coordinate }: Application, schema: GraphQLSchema): AccessFault[] {
  const fault = (reason: string, remedy: string): AccessFault[] => [{ coordinate, reason, remedy }];
  const directive = schema.getDirective(node.name.value);
  if (!directive) return [];
  let values: Record<string, unknown>;
  try {
    values = getDirectiveValues(directive, { directives: [node] }) ?? {};
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0]?.replace(/\.$/, "") : "no rule";
    return fault(
      `carries a @${directive.name} that cannot be read: ${reason}`,
      `The profiles are ${PROFILES.join(", ")}; the services ${SERVICES.join(", ")}`,
    );
  }
  const { anyOf, service = null } = values;
  const profiles: readonly unknown[] = Array.isArray(anyOf) ? anyOf : [];
  if (profiles.length === 0) return fault("requires no profile at all", "Name at least one profile in anyOf");
  const strange = profiles.filter((profile) => !isProfile(profile));
  return [
    ...strange.flatMap((profile) =>
      fault(
        `requires ${String(profile)}, a profile that nobody can hold`,
        `The profiles are ${PROFILES.join(", ")}`,
      ),
    ),
    ...(service === null || isService(service)
      ? []
      : fault(
          `requires ${JSON.stringify(service)}, a service that no grant names`,
          `The services are ${SERVICES.join(", ")}`,
        )),
  ];
}
