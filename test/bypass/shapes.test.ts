import { rulesOfSupergraph } from "../../gateway/access/supergraph-rules";
import { callerWith } from "../access/callers";
import { GuardedFederation, type GuardedOptions } from "./guarded-federation";

const CARDS = [
  { __typename: "Sim", id: "c-1", imsi: "imsi 1", puk: "puk 1" },
  { __typename: "Sim", id: "c-2", imsi: "imsi 2", puk: "puk 2" },
];
const inContract = ({ id }: { id: string }) => ({ scopes: [{ kind: "MOBILE_CONTRACT" as const, id }] });
const master = callerWith({ profile: "MOBILE_MASTER", on: "c-1" });
const endUser = callerWith({ profile: "END_USER", on: "l-1" });
const byId = ({ id }: { id: string }) => CARDS.find((card) => card.id === id);

describe.each([
  ["the gateway's cut and the subgraphs", true],
  ["the subgraphs alone", false],
])("shapes of a schema that let others be gone around, with %s", (_title, cuts) => {
  const federation = (options: Omit<GuardedOptions, "cuts">) => new GuardedFederation({ ...options, cuts });

  const abstract = federation({
    subgraphs: {
      cards: {
        types: `type Query { nodes: [Node] @signedIn things: [Thing] @signedIn holder: Holder @signedIn }
          interface Node { id: ID! imsi: String }
          type Sim implements Node @key(fields: "id") { id: ID! imsi: String @requiresProfile(anyOf: MOBILE_MASTER) puk: String @requiresProfile(anyOf: MOBILE_MASTER) }
          type Device { id: ID! }
          union Thing = Sim | Device
          type Holder { name: String card: Sim vault: Vault }
          type Vault @requiresProfile(anyOf: MOBILE_MASTER) { id: ID content: String }`,
        resolvers: {
          Query: {
            nodes: () => CARDS,
            things: () => [...CARDS, { __typename: "Device", id: "d" }],
            holder: () => ({ name: "holder", card: CARDS[1], vault: { id: "c-2", content: "gold" } }),
          },
          Sim: { __resolveReference: byId },
        },
      },
    },
    scopePaths: { Sim: inContract, Vault: inContract },
  });

  it("refuses a field through its interface as through a fragment on the concrete type", async () => {
    expect(await abstract.ask(master, "{ nodes { id imsi ... on Sim { again: imsi puk } } }")).toEqual({
      data: {
        nodes: [
          { id: "c-1", imsi: "imsi 1", again: "imsi 1", puk: "puk 1" },
          { id: "c-2", imsi: null, again: null, puk: null },
        ],
      },
      refused: { "nodes.1.imsi": "FORBIDDEN", "nodes.1.again": "FORBIDDEN", "nodes.1.puk": "FORBIDDEN" },
    });
    const { data } = await abstract.ask(endUser, "{ nodes { imsi ... on Node { other: imsi } } }");
    expect(data).toEqual({
      nodes: [
        { imsi: null, other: null },
        { imsi: null, other: null },
      ],
    });
  });

  it("refuses the fields of a union's member, and leaves the other members alone", async () => {
    expect(
      await abstract.ask(endUser, "{ things { __typename ... on Sim { puk } ... on Device { id } } }"),
    ).toEqual({
      data: {
        things: [
          { __typename: "Sim", puk: null },
          { __typename: "Sim", puk: null },
          { __typename: "Device", id: "d" },
        ],
      },
      refused: { "things.0.puk": "FORBIDDEN", "things.1.puk": "FORBIDDEN" },
    });
  });

  it("holds a type's own rule on every field of it when a relation leads there", async () => {
    const query = "{ holder { name card { id imsi } vault { __typename id content } } }";
    expect(await abstract.ask(master, query)).toEqual({
      data: {
        holder: {
          name: "holder",
          card: { id: "c-2", imsi: null },
          vault: { __typename: "Vault", id: null, content: null },
        },
      },
      refused: {
        "holder.card.imsi": "FORBIDDEN",
        "holder.vault.id": "FORBIDDEN",
        "holder.vault.content": "FORBIDDEN",
      },
    });
  });

  it("asks for the rules of both subgraphs that share a field, never for either one", async () => {
    const both = federation({
      subgraphs: {
        first: {
          types: `type Query { card: Card @signedIn }
            type Card @key(fields: "id") { id: ID! code: String @shareable @requiresProfile(anyOf: MOBILE_MASTER) }`,
          resolvers: {
            Query: { card: () => ({ id: "c-1", code: "1" }) },
            Card: { __resolveReference: ({ id }: { id: string }) => ({ id, code: "1" }) },
          },
        },
        second: {
          types: `type Query { other: Card @signedIn }
            type Card @key(fields: "id") { id: ID! code: String @shareable @requiresProfile(anyOf: END_USER) }`,
          resolvers: {
            Query: { other: () => ({ id: "c-1", code: "1" }) },
            Card: { __resolveReference: ({ id }: { id: string }) => ({ id, code: "1" }) },
          },
        },
      },
      scopePaths: {
        Card: ({ id }: { id: string }) => ({
          scopes: [
            { kind: "MOBILE_LINE", id: "l-1" },
            { kind: "MOBILE_CONTRACT", id },
          ],
        }),
      },
    });
    const refused = { "card.code": "FORBIDDEN", "other.code": "FORBIDDEN" };
    const query = "{ card { code } other { code } }";
    for (const one of [master, endUser])
      expect(await both.ask(one, query)).toEqual({
        data: { card: { code: null }, other: { code: null } },
        refused,
      });
    const two = callerWith({ profile: "MOBILE_MASTER", on: "c-1" }, { profile: "END_USER", on: "l-1" });
    expect(await both.ask(two, query)).toEqual({
      data: { card: { code: "1" }, other: { code: "1" } },
      refused: {},
    });
  });

  it("follows a directive under the name that a schema imports it by", async () => {
    const renamed = federation({
      renamed: "onlyFor",
      subgraphs: {
        cards: {
          types: `type Query { card: Sim @signedIn } type Sim @key(fields: "id") { id: ID! puk: String @onlyFor(anyOf: MOBILE_MASTER) }`,
          resolvers: { Query: { card: () => CARDS[1] }, Sim: { __resolveReference: byId } },
        },
      },
      scopePaths: { Sim: inContract },
    });
    expect(await renamed.ask(master, "{ card { id puk } }")).toEqual({
      data: { card: { id: "c-2", puk: null } },
      refused: { "card.puk": "FORBIDDEN" },
    });
  });

  it("says nothing of what failed beneath a refused field, and does not run it", async () => {
    let ran = 0;
    const failing = federation({
      subgraphs: {
        cards: {
          types: `type Query { card: Sim @signedIn } type Sim @key(fields: "id") { id: ID! owner: Owner @requiresProfile(anyOf: MOBILE_MASTER) } type Owner { name: String }`,
          resolvers: {
            Query: { card: () => CARDS[1] },
            Sim: {
              __resolveReference: byId,
              owner: () => ({ name: () => Promise.reject(new Error(`ran ${ran++}`)) }),
            },
          },
        },
      },
      scopePaths: { Sim: inContract },
    });
    expect(await failing.ask(master, "{ card { owner { name } } }")).toEqual({
      data: { card: { owner: null } },
      refused: { "card.owner": "FORBIDDEN" },
    });
    expect(ran).toBe(0);
  });
});

it("refuses each hop of a chain of @requires that would carry a guarded value out under an open name", () => {
  const chain = (rule: string) =>
    new GuardedFederation({
      subgraphs: {
        cards: {
          types: `type Query { card: Sim @signedIn }
            type Sim @key(fields: "id") { id: ID! puk: String @requiresProfile(anyOf: MOBILE_MASTER) }`,
          resolvers: {},
        },
        labels: {
          types: `type Sim @key(fields: "id") { id: ID! puk: String @external middle: String @requires(fields: "puk") ${rule} }`,
          resolvers: {},
        },
        prints: {
          types: `type Sim @key(fields: "id") { id: ID! middle: String @external label: String @requires(fields: "middle") }`,
          resolvers: {},
        },
      },
      scopePaths: { Sim: inContract },
    });
  expect(() => rulesOfSupergraph(chain("").supergraphSdl, false)).toThrow("Sim.middle draws on Sim.puk");
  const guarded = chain("@requiresProfile(anyOf: MOBILE_MASTER)");
  expect(() => rulesOfSupergraph(guarded.supergraphSdl, false)).toThrow("Sim.label draws on Sim.middle");
});

it("hands a required field that was refused on to the next subgraph as nothing, should such a chain be served", async () => {
  const chain = new GuardedFederation({
    subgraphs: {
      cards: {
        types: `type Query { card: Sim @signedIn }
          type Sim @key(fields: "id") { id: ID! puk: String @requiresProfile(anyOf: MOBILE_MASTER) }`,
        resolvers: { Query: { card: () => CARDS[1] }, Sim: { __resolveReference: byId } },
      },
      labels: {
        types: `type Sim @key(fields: "id") { id: ID! puk: String @external label: String @requires(fields: "puk") }`,
        resolvers: { Sim: { label: ({ puk }: { puk: string | null }) => `puk is ${puk}` } },
      },
    },
    scopePaths: { Sim: inContract },
  });
  for (const caller of [master, endUser]) {
    const { data } = await chain.ask(caller, "{ card { label } }");
    expect(JSON.stringify(data)).not.toContain("puk 2");
  }
  expect(chain.requests.length).toBeGreaterThan(0);
});
