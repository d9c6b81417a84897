import { anonymousCaller } from "../../schema/access/caller";
import { createSubgraph } from "../../subgraphs/shared/serving/executable";
import { publish } from "../kit/publish";
import { AT, callerWith } from "./callers";
import { ask, library, logged, ran } from "./library-subgraph";

const master = callerWith({ profile: "MOBILE_MASTER", on: "c-1" });

describe("rules in a subgraph", () => {
  beforeEach(() => ran.splice(0));

  it("decides each row of one list on its own, in both orders and under aliases, and tells it compactly", async () => {
    const answer = await ask(
      master,
      `{ shelves(ids: ["c-1", "c-2", "c-3"]) { id secret } back: shelves(ids: ["c-3", "c-1"]) { mine: secret } }`,
    );
    expect(answer).toEqual({
      data: {
        shelves: [
          { id: "c-1", secret: "secret of c-1" },
          { id: "c-2", secret: null },
          { id: "c-3", secret: null },
        ],
        back: [{ mine: null }, { mine: "secret of c-1" }],
      },
      errors: [
        {
          message: "FORBIDDEN",
          path: ["shelves", 1, "secret"],
          extensions: {
            code: "FORBIDDEN",
            coordinate: "Shelf.secret",
            held: [],
            paths: [
              ["shelves", 1, "secret"],
              ["shelves", 2, "secret"],
              ["back", 0, "mine"],
            ],
          },
        },
      ],
    });
  });

  it("holds on _entities as on every other path", async () => {
    const query = `{ _entities(representations: [{ __typename: "Shelf", id: "c-2" }, { __typename: "Shelf", id: "c-1" }]) { ... on Shelf { secret } } }`;
    const { data, errors } = await ask(master, query);
    expect(data).toEqual({ _entities: [{ secret: null }, { secret: "secret of c-1" }] });
    expect(errors?.map(({ extensions }) => extensions?.["paths"])).toEqual([[["_entities", 0, "secret"]]]);
  });

  it("answers each representation by itself: one that fails, is unknown or is not there leaves its neighbours", async () => {
    const references = {
      Shelf: ({ id }: { id: string }) => {
        if (id === "thrown") throw new Error("10.0.0.7 is away");
        if (id === "rejected") return Promise.reject(new Error("10.0.0.7 is away"));
        return id === "absent" ? null : Promise.resolve({ id, secret: `secret of ${id}`, note: null });
      },
    };
    const ids = ["c-1", "thrown", "rejected", "absent", "c-1"];
    const representations = [
      ...ids.map((id) => `{ __typename: "Shelf", id: "${id}" }`),
      '{ __typename: "Nothing", id: "1" }',
    ];
    const query = `{ _entities(representations: [${representations.join(", ")}]) { __typename ... on Shelf { id } } }`;
    const { data, errors } = await ask(master, query, { references });
    const shelf = { __typename: "Shelf", id: "c-1" };
    expect(data).toEqual({ _entities: [shelf, null, null, null, shelf, null] });
    const told = errors?.map(({ path, message, extensions }) => [path, message, extensions?.["code"]]);
    expect(told?.toSorted()).toEqual(
      [1, 2, 5].map((index) => [["_entities", index], "Internal error", "INTERNAL"]),
    );
  });

  it("runs nothing of a refused root field, and lets public ones live beside it", async () => {
    const nobody = anonymousCaller(AT);
    expect(await ask(nobody, `{ hello shelves(ids: ["c-1"]) { id } }`)).toEqual({
      data: { hello: "hello", shelves: null },
      errors: [
        {
          message: "UNAUTHENTICATED",
          path: ["shelves"],
          extensions: { code: "UNAUTHENTICATED", coordinate: "Query.shelves", paths: [["shelves"]] },
        },
      ],
    });
    expect((await ask(nobody, "mutation { burn }")).data).toEqual({ burn: null });
    expect(ran).toEqual([]);
  });

  it("says nothing of an unexpected error but that there was one, and logs it", async () => {
    expect(await ask(master, "{ broken { id } }")).toEqual({
      data: { broken: null },
      errors: [{ message: "Internal error", path: ["broken"], extensions: { code: "INTERNAL" } }],
    });
    expect(logged.join()).toContain("request-1");
  });
});

describe("a subgraph that is not what was published", () => {
  const start = (...published: [string, string]) => {
    const [subgraphSdl, supergraphSdl] = published;
    return () => createSubgraph(library, undefined as never, { subgraphSdl, supergraphSdl });
  };
  const { subgraphSdl, supergraphSdl } = publish(library).get("library")!;

  it("refuses to start on another SDL, or on a supergraph that lost one of its rules", () => {
    const rule = " @requiresProfile(anyOf: [MOBILE_MASTER])";
    expect(supergraphSdl).toContain(rule);
    expect(start(subgraphSdl, supergraphSdl)).not.toThrow();
    expect(start(`${subgraphSdl}\n`, supergraphSdl)).toThrow(
      "The schema of library is not the published one",
    );
    expect(start(subgraphSdl, supergraphSdl.replace(rule, ""))).toThrow(
      "lacks the rules of library on Shelf.secret",
    );
  });

  it("refuses to start with a guarded type whose objects cannot be placed", async () => {
    await expect(async () => ask(master, "{ hello }", { scopePaths: {} })).rejects.toThrow(
      "Shelf has no scope path",
    );
  });
});
