import {
  formatGeographicNumber,
  formatIccid,
  formatImei,
  formatImsi,
  formatMsisdn,
  formatVatNumber,
} from "../../../subgraphs/shared/identifiers";
import { FROZEN_ON, TERMINATED_ON, type FixedLine, type Grant, type Line, type World } from "./world";

type Row = Readonly<Record<string, string>>;

const ADDRESS = {
  street_name: "Corso Francia",
  street_nr: "12",
  postcode: "10138",
  locality: "Torino",
  state_or_province: "TO",
  country: "IT",
};
export const OFFICE = prefixed("registered_office_");
export const SITE_ADDRESS = prefixed("address_");

export const vatOf = (serial: number): string => formatVatNumber(serial + 1, "001");
export const mobileNumberOf = (serial: number): string => formatMsisdn("347", serial);
export const msisdnOf = ({ serial }: Line): string => formatMsisdn("335", serial);
export const iccidOf = ({ serial }: Line): string => formatIccid(serial);
export const imsiOf = ({ serial }: Line): string => formatImsi(serial);
export const pukOf = ({ serial }: Line): string => String(10_000_000 + serial);
export const imeiOf = ({ serial }: Line): string => formatImei("35693803", serial);
export const phoneOf = ({ serial }: FixedLine): string =>
  formatGeographicNumber("011", String(1_000_000 + serial));

export function lineRow(line: Line): Row {
  return {
    id: line.id,
    contract_id: line.contract,
    msisdn: msisdnOf(line),
    status: line.status,
    activated_on: line.activatedOn,
    terminated_on: line.status === "TERMINATED" ? TERMINATED_ON : "",
    frozen_on: line.status === "FROZEN" ? FROZEN_ON : "",
    label: line.label ?? "",
    roaming: "true",
    tariff_plan_id: line.plan,
    tariff_plan_name: `Nome ${line.plan}`,
    options: line.options.map((id) => `${id}:Nome ${id}`).join("|"),
    premium_service_blacklist: line.blocked.join("|"),
    cost_center_code: line.costCenter ?? "",
    cost_center_name: line.costCenter === null ? "" : `Nome ${line.costCenter}`,
    iccid: iccidOf(line),
    imsi: imsiOf(line),
    puk: pukOf(line),
    sim_kind: "VOICE",
    sim_administrative_state: "UNLOCKED",
    imei: line.hasDevice ? imeiOf(line) : "",
    device_model: line.hasDevice ? "Galaxy A55" : "",
  };
}

export function fixedLineRow(line: FixedLine): Row {
  return {
    id: line.id,
    site_id: line.site,
    number: phoneOf(line),
    family: line.family,
    access_technology: line.technology,
    status: line.status,
    activated_on: line.activatedOn,
    terminated_on: line.status === "TERMINATED" ? TERMINATED_ON : "",
    billing_account_id: line.billingAccount,
    billing_account_code: `C-${line.billingAccount}`,
    services: line.services.map((id) => `${id}:Nome ${id}:${line.activatedOn}`).join("|"),
  };
}

export function grantRow(world: World, grant: Grant): Row {
  const { kind, organization, contract } = placeOf(world, grant);
  return {
    id: grant.id,
    user_id: grant.person,
    profile: grant.profile,
    services: grant.services.join("|"),
    scope_kind: kind,
    scope_id: grant.scope,
    organization_id: kind === "ORGANIZATION" ? "" : (organization ?? ""),
    contract_id: kind === "MOBILE_LINE" ? contract : "",
    valid_from: grant.from,
    valid_until: grant.until ?? "",
  };
}

function placeOf(world: World, { profile, scope }: Grant) {
  const companyOf = (contract: string) => world.contracts.find(({ id }) => id === contract)!.organization;
  switch (profile) {
    case "HOLDING_REFERENT":
      return { kind: "HOLDING", organization: null, contract: "" };
    case "MOBILE_MASTER":
    case "MOBILE_ADDITIONAL":
      return { kind: "MOBILE_CONTRACT", organization: companyOf(scope), contract: scope };
    case "END_USER": {
      const { contract } = world.lines.find(({ id }) => id === scope)!;
      return { kind: "MOBILE_LINE", organization: companyOf(contract), contract };
    }
    case "FIXED_STANDARD": {
      const { site } = world.fixedLines.find(({ billingAccount }) => billingAccount === scope)!;
      const { organization } = world.sites.find(({ id }) => id === site)!;
      return { kind: "BILLING_ACCOUNT", organization, contract: "" };
    }
    default:
      return { kind: "ORGANIZATION", organization: scope, contract: "" };
  }
}

function prefixed(prefix: string): Row {
  return Object.fromEntries(Object.entries(ADDRESS).map(([key, value]) => [`${prefix}${key}`, value]));
}
