import { asGiven, by, typename } from "./kit/references";
import { World } from "./kit/world";

describe("@requires through interfaces and fragments", () => {
  const homes = [
    { __typename: "House", id: "h", city: "Bari", floors: 2 },
    { __typename: "Flat", id: "f", city: "Como", door: "7b" },
    { __typename: "Boat", id: "b", city: "Pisa", mast: 9 },
  ];
  const users = homes.map((home, index) => ({ id: `u${index}`, name: `N${index}`, home }));
  users.push({ id: "u3", name: "N3", home: null as never });
  const Query = { users: () => users, first: () => users[0], last: () => users[2] };
  const label = ({ home }: { home: { city?: string } | null }) => `in ${home?.city}`;
  const access = ({ home }: { home: { door?: string; floors?: number; __typename: string } | null }) =>
    home === null ? null : `${home.__typename} ${home.door ?? home.floors ?? "?"}`;
  const world = new World({
    subgraphs: {
      homes: {
        typeDefs: `type Query { users: [User!]! last: User } interface Place { city: String! } interface Home implements Place { id: ID! city: String! }
          type House implements Home & Place @key(fields: "id") { id: ID! city: String! @shareable floors: Int @shareable }
          type Flat implements Home & Place @key(fields: "id") { id: ID! city: String! @shareable door: String @shareable }
          type Boat implements Home & Place @key(fields: "id") { id: ID! city: String! mast: Int }
          type User @key(fields: "id") { id: ID! name: String home: Home }`,
        resolvers: {
          Query: { users: Query.users, last: Query.last },
          Home: { __resolveType: typename },
          Place: { __resolveType: typename },
          User: { __resolveReference: by(users) },
          House: { __resolveReference: by(homes) },
          Flat: { __resolveReference: by(homes) },
          Boat: { __resolveReference: by(homes) },
        },
      },
      labels: {
        typeDefs: `type Query { first: User } interface Place { city: String! } interface Home implements Place { id: ID! city: String! }
          type House implements Home & Place @key(fields: "id") { id: ID! city: String! @shareable floors: Int @shareable }
          type Flat implements Home & Place @key(fields: "id") { id: ID! city: String! @shareable door: String @shareable }
          type User @key(fields: "id") { id: ID! home: Home @external
            label: String @requires(fields: "home { city }")
            placed: String @requires(fields: "home { city }")
            access: String @requires(fields: "home { ... on House { floors } ... on Flat { door } }")
            deep: String @requires(fields: "home { id city }") }`,
        resolvers: {
          Query: { first: () => ({ id: "u0" }) },
          Home: { __resolveType: typename },
          Place: { __resolveType: typename },
          User: { label, placed: label, access, deep: access, __resolveReference: asGiven },
        },
      },
    },
    // federation-composition 0.27.0 does not follow fragments on interfaces in a field set.
    amendSupergraph: (sdl) =>
      sdl
        .replace(/(placed: .*requires: )"[^"]*"/, '$1"home { ... on Place { city } }"')
        .replace(
          /(deep: .*requires: )"[^"]*"/,
          '$1"home { id ... on Place { city ... on Home { ... on Flat { door } ... on House { floors } } } }"',
        ),
    unfederated: {
      Query,
      Home: { __resolveType: typename },
      Place: { __resolveType: typename },
      User: { label, placed: label, access, deep: access },
    },
  });

  it.each([
    "{ first { label } }",
    "{ first { placed } }",
    "{ first { access } }",
    "{ first { deep access label placed home { __typename id } } }",
    "{ users { name label } }",
    "{ first { placed } users { access deep } }",
    "{ users { home { __typename } access } last { deep } }",
    "{ users { home { ... on Boat { mast } ... on Flat { door } } deep } }",
    "{ users { home { city: id id: city } label } }",
    "{ users { h: home { c: city } access home { ... on House { door: floors } } deep } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

// Found by random-schemas.test.ts: router-query-planner 0.0.38 aborts its process on the abstract condition.
describe("@requires beside fragments that narrow nothing", () => {
  const thing = { __typename: "Thing", id: "1", name: "Cup" };
  const Query = { thing: () => thing };
  const title = ({ name }: { name: string }) => `The ${name}`;
  const again = (source: { title: string }) => `${source.title}!`;
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { thing: Thing } union Any = Thing | Other type Other { x: Int }
          type Thing @key(fields: "id") { id: ID! name: String @external title: String @requires(fields: "name") }`,
        resolvers: { Query, Thing: { title, __resolveReference: asGiven } },
      },
      b: {
        typeDefs: `interface Named { name: String }
          type Thing implements Named @key(fields: "id") { id: ID! name: String title: String @external again: String @requires(fields: "title") }`,
        resolvers: {
          Thing: { again, __resolveReference: (reference: object) => ({ ...thing, ...reference }) },
        },
      },
    },
    unfederated: { Query, Thing: { title, again: () => "The Cup!" } },
  });

  it.each([
    "{ thing { again ... on Any { __typename ... on Named { name } } } }",
    "{ thing { ...A title } } fragment A on Any { ... on Named { ... on Thing { again } n: name } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("@requires of an object of a type that clients do not see", () => {
  const sealed = { __typename: "Sealed", label: "S", weight: 9 };
  const plain = { __typename: "Plain", label: "P", weight: 1 };
  const parcels = [
    { id: "1", content: sealed },
    { id: "2", content: plain },
  ];
  const find = by(parcels);
  const world = new World({
    subgraphs: {
      contents: {
        typeDefs: `type Query { parcels: [Parcel!]! } interface Content { label: String! } interface Weighed implements Content { label: String! weight: Int }
          type Sealed implements Content & Weighed @shareable { label: String! weight: Int }
          type Plain implements Content & Weighed @shareable { label: String! weight: Int }
          type Parcel @key(fields: "id") { id: ID! content: Content }`,
        resolvers: {
          Query: { parcels: () => parcels },
          Content: { __resolveType: typename },
          Weighed: { __resolveType: typename },
          Parcel: { __resolveReference: find },
        },
      },
      customs: {
        typeDefs: `interface Content { label: String! } interface Weighed implements Content { label: String! weight: Int }
          type Sealed implements Content & Weighed @shareable @inaccessible { label: String! weight: Int }
          type Plain implements Content & Weighed @shareable { label: String! weight: Int }
          type Parcel @key(fields: "id") { id: ID! content: Content @external
            form: String! @requires(fields: "content { label ... on Sealed { weight } ... on Plain { weight } }") }`,
        resolvers: {
          Content: { __resolveType: typename },
          Weighed: { __resolveType: typename },
          Parcel: {
            form: ({ content }: (typeof parcels)[number]) => `${content.label} ${content.weight}`,
            __resolveReference: asGiven,
          },
        },
      },
    },
    unfederated: {},
  });

  it("computes from it, and shows the object itself to nobody", async () => {
    expect((await world.ask("{ parcels { form } }")).data).toEqual({
      parcels: [{ form: "S 9" }, { form: "P 1" }],
    });
    const { data, errors } = await world.ask("{ parcels { form content { __typename } } }");
    expect(data).toEqual({
      parcels: [
        { form: "S 9", content: null },
        { form: "P 1", content: { __typename: "Plain" } },
      ],
    });
    expect(errors?.map(({ path }) => path)).toEqual([["parcels", 0, "content"]]);
    expect(JSON.stringify(errors)).not.toContain("Sealed");
  });
});
