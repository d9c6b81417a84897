import { World, type SubgraphOptions } from "./kit/world";

const FEDERATION_1 = "";
const FEDERATION_2_0 = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.0",
  import: ["@key", "@external", "@requires", "@shareable", "@extends"])\n`;

const stations = [
  { id: "s1", code: "MI", name: "Milano", lines: 4 },
  { id: "s2", code: "RM", name: "Roma", lines: 3 },
];
const station = ({ id }: { id: string }) => stations.find((one) => one.id === id) ?? null;
const Query = { station: () => ({ id: "s1", lines: 4 }), hub: () => stations[1], all: () => stations };
const label = ({ name }: { name: string }) => `${name}!`;

const OWNER = `type Query { hub: Station all: [Station!]! }
  type Station @key(fields: "id") { id: ID! name: String code: ID }`;

/** The ways in which subgraphs of several ages say that a type is at home in another one. */
const STYLES: Readonly<Record<string, Readonly<Record<"owner" | "other", SubgraphOptions>>>> = {
  "extend type, federation 1": {
    owner: { link: FEDERATION_1, typeDefs: OWNER },
    other: {
      link: FEDERATION_1,
      typeDefs: `extend type Query { station: Station }
        extend type Station @key(fields: "id") { id: ID! @external name: String @external
          label: String @requires(fields: "name") lines: Int }`,
    },
  },
  "@extends, federation 1": {
    owner: { link: FEDERATION_1, typeDefs: OWNER },
    other: {
      link: FEDERATION_1,
      typeDefs: `type Query @extends { station: Station }
        type Station @extends @key(fields: "id") { id: ID! @external name: String @external
          label: String @requires(fields: "name") lines: Int }`,
    },
  },
  "extend type beside federation 2": {
    owner: { typeDefs: OWNER },
    other: {
      link: FEDERATION_1,
      typeDefs: `extend type Query { station: Station }
        extend type Station @key(fields: "id") { id: ID! @external name: String @external
          label: String @requires(fields: "name") lines: Int }`,
    },
  },
  "extend type, federation 2": {
    owner: { link: FEDERATION_2_0, typeDefs: OWNER },
    other: {
      typeDefs: `extend type Query { station: Station }
        extend type Station @key(fields: "id") { id: ID! @external name: String @external
          label: String @requires(fields: "name") lines: Int }`,
    },
  },
  "@extends, federation 2": {
    owner: { typeDefs: OWNER },
    other: {
      link: FEDERATION_2_0,
      typeDefs: `type Query @extends { station: Station }
        type Station @extends @key(fields: "id") { id: ID! @external name: String @external
          label: String @requires(fields: "name") lines: Int }`,
    },
  },
  "external fields that nothing requires": {
    owner: { typeDefs: OWNER },
    other: {
      link: FEDERATION_1,
      typeDefs: `extend type Query { station: Station }
        type Station @key(fields: "id") { id: ID! name: String @external code: ID @external
          label: String @requires(fields: "name") lines: Int }`,
    },
  },
};

describe.each(Object.keys(STYLES))("%s", (style) => {
  const { owner, other } = STYLES[style]!;
  const world = new World({
    subgraphs: {
      owner: {
        ...owner,
        resolvers: { Query: { hub: Query.hub, all: Query.all }, Station: { __resolveReference: station } },
      },
      other: {
        ...other,
        resolvers: {
          Query: { station: Query.station },
          Station: {
            label,
            // Says nothing that its subgraph does not own: an external field must have come with the reference.
            __resolveReference: (reference: { id: string; name?: string }) => ({
              lines: station(reference)?.lines,
              ...reference,
            }),
          },
        },
      },
    },
    unfederated: { Query: { ...Query, station: () => stations[0] }, Station: { label } },
  });

  it.each([
    "{ station { id } }",
    "{ station { id lines } }",
    "{ station { id name code lines label } }",
    "{ hub { name } }",
    "{ hub { id lines label } all { label } }",
    "{ station { label } hub { label name } all { __typename code } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("an entity of one subgraph that is resolvable in the other only by name", () => {
  const shop = { id: "1", owner: { email: "a@x", name: "Ann", shops: 2 } };
  const Root = { shop: () => shop };
  const world = new World({
    subgraphs: {
      shops: {
        typeDefs: `type Query { shop: Shop } type Shop { id: ID! owner: Owner }
          type Owner @key(fields: "email", resolvable: false) { email: ID! shops: Int }`,
        resolvers: { Query: Root },
      },
      owners: {
        typeDefs: `type Owner @key(fields: "email") { email: ID! name: String }`,
        resolvers: { Owner: { __resolveReference: () => shop.owner } },
      },
    },
    unfederated: { Query: Root },
  });

  it("goes one way and never back", async () => {
    world.forget();
    await world.expectSame("{ shop { owner { name shops email } } }");
    expect(world.requests.map(({ subgraph }) => subgraph)).toEqual(["shops", "owners"]);
  });
});
