import { buildASTSchema, parse } from "graphql";
import { accessFaults, wordFaults } from "../../schema/access/refuse";
import { importedNames, readRules } from "../../schema/access/read-rules";
import type { AccessRules } from "../../schema/access/rules";

/**
 * The rules of the supergraph that is about to be served.
 * @param allowOpen whether a supergraph that does not link the access specification may be served, open to everyone
 * @throws Error when it may not, or naming everything for which its rules are refused
 */
export function rulesOfSupergraph(supergraphSdl: string, allowOpen: boolean): AccessRules {
  const schema = buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true });
  if (importedNames(schema) === undefined) {
    if (allowOpen) return readRules(schema);
    throw new Error(
      "The supergraph states no access rules: set OPEN_SUPERGRAPH=true to serve it open to everyone",
    );
  }
  const faults = accessFaults(supergraphSdl);
  if (faults.length > 0) throw new Error(`The supergraph's access rules are refused:\n${wordFaults(faults)}`);
  return readRules(schema);
}
