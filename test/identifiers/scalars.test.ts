import {
  type ExecutionResult,
  GraphQLObjectType,
  GraphQLSchema,
  graphqlSync,
  type GraphQLScalarType,
} from "graphql";
import * as scalars from "../../subgraphs/shared/scalars";

/** Sends `value` as an argument of the scalar and answers what the resolver got, or the errors that the client gets. */
function send(scalar: GraphQLScalarType, value: unknown): ExecutionResult {
  let got: unknown;
  const schema = schemaWith(scalar, (_source, args) => {
    got = args["value"];
    return null;
  });
  const source = `query ($value: ${scalar.name}) { echo(value: $value) }`;
  const { errors } = graphqlSync({ schema, source, variableValues: { value } });
  return errors ? { errors } : { data: { got } };
}

function answer(scalar: GraphQLScalarType, stored: unknown): unknown {
  const { data, errors } = graphqlSync({ schema: schemaWith(scalar, () => stored), source: "{ echo }" });
  return errors?.[0]?.message ?? data?.["echo"];
}

function schemaWith(
  scalar: GraphQLScalarType,
  resolve: (source: unknown, args: Record<string, unknown>) => unknown,
) {
  const echo = { type: scalar, args: { value: { type: scalar } }, resolve };
  return new GraphQLSchema({ query: new GraphQLObjectType({ name: "Query", fields: { echo } }) });
}

const { BigIntScalar, DateScalar, DateTimeScalar, DecimalScalar, EmailAddressScalar, MsisdnScalar } = scalars;

it("answers a malformed value with its fault in plain words and BAD_USER_INPUT", () => {
  const { errors } = send(MsisdnScalar, "335");
  expect(errors?.map((error) => error.toJSON())).toEqual([
    {
      message:
        'Variable "$value" got invalid value "335"; Msisdn must be an Italian mobile number in E.164: +393 and 8 or 9 more digits.',
      locations: [{ line: 1, column: 8 }],
      extensions: { code: "BAD_USER_INPUT" },
    },
  ]);
});

it("answers a malformed literal in the query text with its place", () => {
  const schema = schemaWith(DateScalar, () => null);
  const { errors } = graphqlSync({ schema, source: '{ echo(value: "2026-02-30") }' });
  expect(errors?.map((error) => error.toJSON())).toEqual([
    {
      message: "Date is not a day of the calendar.",
      locations: [{ line: 1, column: 15 }],
      extensions: { code: "BAD_USER_INPUT" },
    },
  ]);
});

it.each<[GraphQLScalarType, unknown, unknown]>([
  [DateScalar, "2024-02-29", "2024-02-29"],
  [DateTimeScalar, "2026-02-28T09:30:00Z", Date.UTC(2026, 1, 28, 9, 30)],
  [DateTimeScalar, "2026-02-28T10:30:00.1234+01:00", Date.UTC(2026, 1, 28, 9, 30, 0, 123)],
  [BigIntScalar, 5_000_000_000, 5_000_000_000],
  [BigIntScalar, "9007199254740993", "9007199254740993"],
  [DecimalScalar, "-0.10", "-0.10"],
  [EmailAddressScalar, "anna.rossi@aurora.example", "anna.rossi@aurora.example"],
  [scalars.YearMonthScalar, "2026-12", "2026-12"],
  [scalars.LocalTimeScalar, "23:59", "23:59"],
])("%s: a resolver gets %j as %j", (scalar, sent, got) => {
  expect(send(scalar, sent)).toEqual({ data: { got } });
});

it.each<[GraphQLScalarType, unknown, string]>([
  [DateScalar, "2023-02-29", "is not a day of the calendar"],
  [DateScalar, "29/02/2024", "must be a date written YYYY-MM-DD"],
  [DateScalar, 20240229, "must be a string"],
  [
    DateTimeScalar,
    "2026-02-28T09:30:00",
    "must be an instant as in RFC 3339, with its offset: 2026-02-28T09:30:00Z",
  ],
  [DateTimeScalar, "2026-02-30T09:30:00Z", "is not a day of the calendar"],
  [DateTimeScalar, "2026-02-28T24:00:00Z", "is not a time of day"],
  [DateTimeScalar, "2026-02-28T09:30:00+99:00", "has an impossible offset"],
  [BigIntScalar, 2 ** 53, "must be a whole number; beyond 2^53 − 1 it must be sent as a string of digits"],
  [BigIntScalar, 1.5, "must be a whole number; beyond 2^53 − 1 it must be sent as a string of digits"],
  [BigIntScalar, "1e3", "must be a whole number with at most 19 digits"],
  [DecimalScalar, 1.5, "must be a string"],
  [EmailAddressScalar, "anna", "must be an e-mail address such as name@company.it"],
  [EmailAddressScalar, `${"a".repeat(250)}@a.it`, "must not be longer than 254 characters"],
  [scalars.YearMonthScalar, "2026-13", "must be a month written YYYY-MM"],
  [scalars.LocalTimeScalar, "24:00", "must be a time of day written HH:MM, from 00:00 to 23:59"],
])("%s: says of %j that it %s", (scalar, sent, fault) => {
  expect(send(scalar, sent).errors?.[0]?.message).toContain(`; ${scalar.name} ${fault}.`);
});

it("takes exactly the days that the calendar has, from 1900 on", () => {
  const faults = (day: string) => scalars.dateFault(day);
  for (let instant = Date.UTC(1900, 0, 1); instant < Date.UTC(2101, 0, 1); instant += 86_400_000) {
    const day = new Date(instant).toISOString().slice(0, 10);
    if (faults(day) !== undefined) throw new Error(`${day} ${faults(day)}`);
  }
  const none = [
    "1900-02-29",
    "2026-02-29",
    "2026-04-31",
    "2026-00-10",
    "2026-13-10",
    "2026-01-00",
    "2026-01-32",
  ];
  expect(none.map(faults)).toEqual(none.map(() => "is not a day of the calendar"));
  expect(faults("1899-12-31")).toBe("must not be before the year 1900");
});

it("answers instants in UTC with milliseconds, whether the driver gives a number or its digits", () => {
  expect(answer(DateTimeScalar, 0)).toBe("1970-01-01T00:00:00.000Z");
  expect(answer(DateTimeScalar, "1772271000123")).toBe("2026-02-28T09:30:00.123Z");
  expect(answer(DateTimeScalar, "")).toBe("DateTime is stored as epoch milliseconds, not as string");
});

it("answers whole numbers as numbers while exact and as digits beyond, never rounded", () => {
  expect(answer(BigIntScalar, "9007199254740991")).toBe(9_007_199_254_740_991);
  expect(answer(BigIntScalar, 9_007_199_254_740_993n)).toBe("9007199254740993");
  expect(answer(BigIntScalar, "9007199254740993")).toBe("9007199254740993");
  expect(answer(BigIntScalar, 2 ** 60)).toBe("BigInt is stored as a whole number, not as number");
});

it("refuses to answer a text scalar from anything but text", () => {
  expect(answer(DateScalar, new Date(0))).toBe("Date is stored as text, not as object");
});

it("describes every scalar", () => {
  const all = Object.values(scalars).filter((value) => typeof value === "object");
  expect(all.map((scalar) => scalar.name).sort()).toEqual(
    "BigInt Date DateTime Decimal EmailAddress Iccid Imei Imsi LocalTime Msisdn PhoneNumber VatNumber YearMonth".split(
      " ",
    ),
  );
  expect(all.filter((scalar) => !scalar.description)).toEqual([]);
});
