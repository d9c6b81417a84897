export type { Fault } from "./fault";
export {
  fiscalCodeFault,
  fiscalCodeOf,
  personFiscalCodeFault,
  withOmocodia,
  type Person,
} from "./fiscal-code";
export {
  formatGeographicNumber,
  formatMsisdn,
  geographicNumberFault,
  msisdnFault,
  phoneNumberFault,
} from "./phone-number";
export { formatIccid, formatImei, formatImsi, iccidFault, imeiFault, imsiFault, pukFault } from "./sim";
export { formatVatNumber, vatNumberFault } from "./vat-number";
