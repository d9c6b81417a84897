import { format, type Format, type Reject, type RowOf } from "../../shared/import";
import { dateOfStatus } from "../../shared/import/row-checks";
import { ACCESS_TECHNOLOGIES, FIXED_LINE_STATUSES, SERVICE_FAMILIES } from "../model/vocabulary";

const { enumOf, listOf, named, optional, text } = format;

/** A service of a line, as the feed writes it. */
export interface FedService {
  readonly id: string;
  readonly name: string;
  readonly activatedOn: string;
}

/** `id:name:activated_on`, as in `srv-centralino:Centralino virtuale:2021-05-10`; the name may have colons. */
const service: Format<FedService> = {
  required: true,
  parse(raw) {
    const colon = raw.lastIndexOf(":");
    const idAndName = named(100).parse(raw.slice(0, Math.max(colon, 0)));
    const activatedOn = format.date.parse(raw.slice(colon + 1).trim());
    if ("fault" in idAndName) return { fault: "must be written id:name:activated_on" };
    if ("fault" in activatedOn) return { fault: `activated_on ${activatedOn.fault}` };
    return { value: { ...idAndName.value, activatedOn: activatedOn.value } };
  },
};

/** One line with everything that hangs from it (docs/import-formats.md). */
export const lineColumns = {
  id: format.id,
  site_id: format.id,
  number: format.phoneNumber,
  family: enumOf(SERVICE_FAMILIES),
  access_technology: enumOf(ACCESS_TECHNOLOGIES),
  status: enumOf(FIXED_LINE_STATUSES),
  activated_on: format.date,
  terminated_on: optional(format.date),
  billing_account_id: format.id,
  billing_account_code: text(32),
  services: listOf(service),
};

/** A checked row of the lines' file. */
export type LineRow = RowOf<typeof lineColumns>;

/** What a row says about itself that cannot be: the tables' own checks, in words. */
export function checkLine(row: LineRow): Reject | undefined {
  return dateOfStatus(row, "TERMINATED", "terminated_on", row.terminatedOn) ?? servicesFault(row);
}

function servicesFault({ services, activatedOn, terminatedOn }: LineRow): Reject | undefined {
  const column = "services";
  if (new Set(services.map(({ id }) => id)).size < services.length)
    return { column, reason: "names a service twice" };
  if (services.some((each) => each.activatedOn < activatedOn))
    return { column, reason: "must not be active before the line's activated_on" };
  if (terminatedOn !== null && services.some((each) => each.activatedOn > terminatedOn))
    return { column, reason: "must not be activated after the line's terminated_on" };
  return undefined;
}
