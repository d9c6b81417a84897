import type { Service } from "../../../schema/access/vocabulary";
import { isOneOf, type Reader } from "../../shared/database";
import type { Message } from "../../shared/work/delivery/message";
import { emailTo, recipients } from "../messages/recipients";
import { grantEnded } from "../messages/texts/grant-ended";
import { grantGiven } from "../messages/texts/grant-given";
import type { ProfileGrantType } from "./profile-grant.type";

/** A grant that was given, and those that ended in the same step. */
export interface GivenToTell {
  readonly grant: ProfileGrantType;
  readonly services: readonly Service[];
  readonly ended: readonly ProfileGrantType[];
  readonly isNew: boolean;
  /** What people call the scope. */
  readonly label: string;
}

/** What is said to whoever was given a grant, and to those who held its place before. */
export async function toldOfGiven(
  reader: Reader,
  { grant, services, ended, isNew, label }: GivenToTell,
  now: number,
): Promise<Message[]> {
  const people = await recipients(reader, [grant.userId, ...ended.map(({ userId }) => userId)]);
  const company = await companyOf(reader, grant.scope.organizationId);
  const { profile, validFrom, validUntil } = grant;
  const told = {
    profile,
    services,
    label,
    company,
    from: validFrom > now ? validFrom : null,
    until: validUntil,
  };
  return [
    ...emailTo(people.get(grant.userId), grantGiven(told, isNew)),
    ...ended
      .filter(({ userId }) => userId !== grant.userId)
      .flatMap((each) =>
        emailTo(people.get(each.userId), grantEnded({ ...told, profile: each.profile }, true)),
      ),
  ];
}

/** What is said to the holders of grants that ended and that nobody holds now. @param labelOf what people call each scope */
export async function toldOfEnded(
  reader: Reader,
  ended: readonly ProfileGrantType[],
  labelOf: (grant: ProfileGrantType) => string,
): Promise<Message[]> {
  const people = await recipients(
    reader,
    ended.map(({ userId }) => userId),
  );
  const messages: Message[] = [];
  for (const grant of ended) {
    const company = await companyOf(reader, grant.scope.organizationId);
    const told = { profile: grant.profile, label: labelOf(grant), company };
    messages.push(...emailTo(people.get(grant.userId), grantEnded(told, false)));
  }
  return messages;
}

async function companyOf(reader: Reader, organizationId: string | null): Promise<string> {
  const condition = isOneOf("id", organizationId === null ? [] : [organizationId]);
  const row = await reader.row<{ legalName: string }>(
    `SELECT legal_name AS legalName FROM organization WHERE ${condition.sql}`,
    condition.parameters,
  );
  return row?.legalName ?? "";
}
