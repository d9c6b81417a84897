import { UserInputError } from "../../../schema/errors";
import { foldText } from "../../shared/inventory";
import { storable } from "../../shared/text/storable";
import { act } from "../act/act";
import type { CompaniesContext } from "./context";
import type { PostalAddressInput } from "../../shared/graphql/postal-address.type";
import { OrganizationEntity } from "./organization.entity";

type Address = Pick<
  OrganizationEntity,
  "streetName" | "streetNr" | "postcode" | "locality" | "stateOrProvince" | "country"
>;

/** Lengths in characters, as the table has them. */
const LONGEST: Readonly<Record<keyof Address, number>> = {
  streetName: 200,
  streetNr: 20,
  postcode: 20,
  locality: 100,
  stateOrProvince: 100,
  country: 2,
};

/** Moves a company's registered office. BAD_USER_INPUT names the part at fault. */
export async function changeRegisteredOffice(
  context: CompaniesContext,
  organizationId: string,
  input: PostalAddressInput,
) {
  return await act(
    context,
    {
      mutation: "Mutation.changeRegisteredOffice",
      answer: async () => ({ organization: await context.loaders.organization.byId.load(organizationId) }),
    },
    async ({ transaction, audit }) => {
      const address = checkedAddress(input);
      await transaction.update(OrganizationEntity, { id: organizationId }, address);
      const label = Object.values(address).filter(Boolean).join(", ");
      audit({ target: { type: "Organization", id: organizationId, label } });
    },
  );
}

/** Trimmed, and as a letter would find it. */
function checkedAddress(input: PostalAddressInput): Address {
  const part = (name: Exclude<keyof Address, "streetNr">): string => {
    const text = input[name].trim();
    if (foldText(text) === "") throw fault(name, "must not be empty");
    return bounded(name, text);
  };
  const streetNr = (input.streetNr ?? "").trim();
  const address = {
    streetName: part("streetName"),
    streetNr: streetNr === "" ? null : bounded("streetNr", streetNr),
    postcode: part("postcode"),
    locality: part("locality"),
    stateOrProvince: part("stateOrProvince"),
    country: part("country").toUpperCase(),
  };
  if (!isCountry(address.country)) throw fault("country", "must be a country's two letters, such as IT");
  if (address.country !== "IT") return address;
  if (!/^\d{5}$/.test(address.postcode)) throw fault("postcode", "must have five digits in Italy");
  const province = address.stateOrProvince.toUpperCase();
  if (!/^[A-Z]{2}$/.test(province))
    throw fault("stateOrProvince", "must be a province's two letters in Italy");
  return { ...address, stateOrProvince: province };
}

function bounded(name: keyof Address, text: string): string {
  if (Array.from(text).length > LONGEST[name])
    throw fault(name, `must not be longer than ${LONGEST[name]} characters`);
  return storable(text, LONGEST[name]) ?? "";
}

function fault(name: keyof Address, reason: string): UserInputError {
  return new UserInputError(["address", name], reason);
}

const COUNTRIES = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** ISO 3166-1 alpha-2, as far as Unicode's regions know it. */
function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && code !== "ZZ" && COUNTRIES.of(code) !== undefined;
}
