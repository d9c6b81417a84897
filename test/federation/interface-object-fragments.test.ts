import { typename } from "./kit/references";
import { World } from "./kit/world";
/** What a graph-blind subgraph says of itself. */
const nameless = (value: object | null) => value && { ...value, __typename: "Never" };
const accounts = [
  { __typename: "Admin", id: "1", name: "Ann", nick: "An", label: "L1", isMain: true, code: "c1", rank: 7 },
  {
    __typename: "Regular",
    id: "3",
    name: "Cid",
    nick: "Ci",
    label: "L3",
    isMain: false,
    code: "c3",
    rank: 8,
  },
];
/** By one key or the other. */
type Reference = { readonly id?: string; readonly code?: string };
const find = (r: Reference) =>
  accounts.find(
    (one) => (r.id !== undefined && one.id === r.id) || (r.code !== undefined && one.code === r.code),
  ) ?? null;
const Query = { accounts: () => accounts, mains: () => accounts, best: () => accounts[1] };
describe.each(["guild", "apollo"] as const)(
  "below an interface that is one object type elsewhere, composed by %s",
  (composer) => {
    const world = new World({
      composer,
      subgraphs: {
        kinds: {
          typeDefs: `type Query { mains: [Account!]! } interface Labelled { label: String } interface Main { isMain: Boolean! }
          interface Account @key(fields: "id") { id: ID! }
          type Admin implements Account & Labelled & Main @key(fields: "id") { id: ID! label: String isMain: Boolean! }
          type Regular implements Account & Labelled @key(fields: "id") { id: ID! label: String } union Any = Admin`,
          resolvers: {
            Query: { mains: Query.mains },
            Account: { __resolveType: typename, __resolveReference: find },
            Labelled: { __resolveType: typename },
            Main: { __resolveType: typename },
            Any: { __resolveType: typename },
            Admin: { __resolveReference: find },
            Regular: { __resolveReference: find },
          },
        },
        names: {
          typeDefs: `type Query { accounts: [Account] best: Account } type Account @key(fields: "id") @interfaceObject { id: ID! name: String! nick: String }`,
          resolvers: {
            Query: { accounts: () => accounts.map(nameless), best: () => nameless(accounts[1]!) },
            Account: { __resolveReference: (r: Reference) => nameless(find(r)) },
          },
        },
      },
      unfederated: {
        Query,
        Account: { __resolveType: typename },
        Labelled: { __resolveType: typename },
        Main: { __resolveType: typename },
        Any: { __resolveType: typename },
      },
    });
    it.each([
      "{ accounts { ... on Labelled { label } } }",
      "{ accounts { name ... on Labelled { label __typename } } }",
      "{ accounts { ... on Main { isMain } } }",
      "{ accounts { name ... on Main { isMain ... on Labelled { label } } ... on Regular { label } } }",
      "{ best { ... on Main { isMain } ... on Labelled { l: label } } }",
      "{ best { ... on Any { ... on Admin { label } } ... on Account { name ... on Labelled { label } } } }",
      "{ accounts { ...F } mains { ...F name } } fragment F on Labelled { label ... on Account { id name } }",
      "{ mains { ... on Labelled { ... on Account { name } } } }",
      "{ accounts { ... on Labelled { __typename } } }",
      "{ accounts { ... on Admin { nick } ... on Regular { name } } }",
      "{ accounts { ... on Admin { nick } ... on Regular { n: nick } } }",
      "{ accounts { ... on Admin { nick isMain } ... on Main { ... on Account { name } } ... on Regular { label } } }",
      "{ accounts { name ... on Admin { nick } ... on Regular { nick } } best { ... on Admin { name } ... on Regular { nick } } }",
      "{ mains { ... on Admin { nick } ... on Regular { name } } }",
      "{ accounts { ... on Labelled { ... on Account { name id } } } }",
    ])("fragments on types and other interfaces are answered: %s", async (q) => {
      await world.expectSame(q);
    });
  },
);
describe.each(["guild", "apollo"] as const)(
  "an @interfaceObject and a third subgraph that shares only another key, composed by %s",
  (composer) => {
    const world = new World({
      composer,
      subgraphs: {
        kinds: {
          typeDefs: `type Query { mains: [Account!]! } interface Account @key(fields: "id") @key(fields: "code") { id: ID! code: ID! }
          type Admin implements Account @key(fields: "id") @key(fields: "code") { id: ID! code: ID! isMain: Boolean! }
          type Regular implements Account @key(fields: "id") @key(fields: "code") { id: ID! code: ID! }`,
          resolvers: {
            Query: { mains: Query.mains },
            Account: { __resolveType: typename, __resolveReference: find },
            Admin: { __resolveReference: find },
            Regular: { __resolveReference: find },
          },
        },
        names: {
          typeDefs: `type Query { accounts: [Account] best: Account } type Account @key(fields: "id") @interfaceObject { id: ID! name: String! }`,
          resolvers: {
            Query: { accounts: () => accounts.map(nameless), best: () => nameless(accounts[1]!) },
            Account: { __resolveReference: (r: Reference) => nameless(find(r)) },
          },
        },
        ranks: {
          typeDefs: `type Account @key(fields: "code") @interfaceObject { code: ID! rank: Int! }`,
          resolvers: { Account: { __resolveReference: (r: Reference) => nameless(find(r)) } },
        },
        types: {
          typeDefs: `type Admin @key(fields: "code") { code: ID! power: Int }`,
          resolvers: { Admin: { __resolveReference: (r: Reference) => ({ ...find(r), power: 5 }) } },
        },
      },
      unfederated: { Query, Account: { __resolveType: typename }, Admin: { power: () => 5 } },
    });
    it.each([
      "{ accounts { rank } }",
      "{ accounts { name rank } }",
      "{ mains { name rank code } }",
      "{ best { rank ... on Admin { isMain power } } }",
      "{ accounts { ... on Admin { power } rank } }",
      "{ mains { ... on Admin { rank power name } } }",
      "{ accounts { __typename rank } }",
      "{ best { code rank __typename ... on Regular { rank name } } }",
    ])("each is found by its own key: %s", async (q) => {
      await world.expectSame(q);
    });
  },
);
