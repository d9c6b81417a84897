export { BigIntScalar } from "./big-int";
export {
  dateFault,
  dayInItaly,
  localTimeFault,
  parseDateTime,
  yearMonthFault,
  type ParsedInstant,
} from "./calendar";
export { DateTimeScalar } from "./date-time";
export { decimalFault, integerFault } from "./numbers";
export { badInput, textScalar, type TextScalarOptions } from "./text-scalar";
export {
  DateScalar,
  DecimalScalar,
  EmailAddressScalar,
  IccidScalar,
  ImeiScalar,
  ImsiScalar,
  LocalTimeScalar,
  MsisdnScalar,
  PhoneNumberScalar,
  VatNumberScalar,
  YearMonthScalar,
  emailAddressFault,
} from "./text-scalars";
