import type { Writer } from "../../shared/database";
import type { ActEntry } from "../../shared/act";
import { giveGrant } from "../grants/give-grant";
import { grantRecord } from "../grants/grant-audit";
import { toldOfGiven } from "../grants/grant-messages";
import { grantsById } from "../grants/grant.repository";
import type { Message } from "../../shared/work/delivery/message";
import { OrganizationMembershipEntity } from "../people/organization-membership.entity";
import type { CompanyProof } from "./proven-line";

/** What joining a company by a proof wrote. */
export interface JoinedCompany {
  readonly grantId: string;
  /** To both: who has now what was proved, and who had it. */
  readonly messages: readonly Message[];
  readonly entries: readonly ActEntry[];
}

/**
 * R4, R14: the proof makes the person one of the company, and gives the grant that goes with what was proved; whoever
 * held it before holds it no more. Nobody gives it, so it is `grantedBy` nobody. @param now epoch milliseconds
 */
export async function joinCompany(
  transaction: Writer,
  { userId, sortName }: { readonly userId: string; readonly sortName: string },
  { organizationId, profile, scope, label }: CompanyProof,
  now: number,
): Promise<JoinedCompany> {
  const membership = { userId, organizationId, status: "ACTIVE" as const, sortName };
  await transaction.upsert(OrganizationMembershipEntity, [membership], {
    key: ["userId", "organizationId"],
    update: ["status"],
  });
  const wanted = { userId, profile, services: [], scope, validFrom: now, validUntil: null, grantedBy: null };
  const { grantId, isNew, ended } = await giveGrant(transaction, wanted, now);
  const found = await grantsById(transaction, [grantId, ...ended], { sql: "1 = 1", parameters: [] });
  const grant = found.find(({ id }) => id === grantId);
  if (grant === undefined) throw new Error("A grant that was just given is not there");
  const others = found.filter(({ id }) => id !== grantId);
  const records = [
    ...others.map((each) => grantRecord(each, "ended")),
    grantRecord(grant, isNew ? "given" : "changed"),
  ];
  return {
    grantId,
    messages: await toldOfGiven(transaction, { grant, services: [], ended: others, isNew, label }, now),
    entries: records.map((record) => ({ ...record, actorId: userId })),
  };
}
