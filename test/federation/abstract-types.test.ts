import { typename } from "./kit/references";
import { World } from "./kit/world";

describe("unions and interfaces", () => {
  const dog = {
    __typename: "Dog",
    id: "d",
    name: "Rex",
    legs: 4,
    age: 3,
    tricks: ["sit"],
    owner: { id: "o", name: "Ann" },
  };
  const cat = { __typename: "Cat", id: "c", name: "Tom", legs: 4, age: "old", lives: 9, owner: null };
  const fish = { __typename: "Fish", id: "f", name: null, fins: 2 };
  const pets = [dog, cat, fish, null];
  const Query = { pets: () => pets, animals: () => [dog, cat], nested: () => [[dog], [cat, fish]] };
  const find = ({ id }: { id: string }) => [dog, cat, fish].find((one) => one.id === id);
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { pets: [Pet] animals: [Animal!]! nested: [[Pet!]!]! }
          union Pet = Dog | Cat | Fish
          interface Named { name: String }
          interface Animal implements Named { id: ID! name: String legs: Int }
          type Dog implements Animal & Named @key(fields: "id") { id: ID! name: String legs: Int age: Int owner: Owner }
          type Cat implements Animal & Named @key(fields: "id") { id: ID! name: String legs: Int age: String owner: Owner }
          type Fish implements Named @key(fields: "id") { id: ID! name: String fins: Int! }
          type Owner @key(fields: "id") { id: ID! }`,
        resolvers: {
          Query,
          Pet: { __resolveType: typename },
          Animal: { __resolveType: typename },
          Named: { __resolveType: typename },
        },
      },
      b: {
        typeDefs: `type Dog @key(fields: "id") { id: ID! tricks: [String!]! }
          type Cat @key(fields: "id") { id: ID! lives: Int }
          type Owner @key(fields: "id") { id: ID! name: String }`,
        resolvers: {
          Dog: { __resolveReference: find },
          Cat: { __resolveReference: find },
          Owner: { __resolveReference: () => dog.owner },
        },
      },
    },
    unfederated: {
      Query,
      Pet: { __resolveType: typename },
      Animal: { __resolveType: typename },
      Named: { __resolveType: typename },
    },
  });

  it.each([
    "{ pets { __typename } }",
    "{ pets { ... on Dog { tricks } ... on Cat { lives } ... on Fish { fins } } }",
    "{ animals { id legs ... on Dog { __typename tricks owner { name } } } }",
    "{ pets { ... on Named { name ... on Animal { legs ... on Cat { lives } } } } }",
    "{ pets { ...F ... on Animal { ...F } } } fragment F on Named { t: __typename name }",
    "{ animals { ... { ... on Animal { legs } } ... on Named { n: name } } }",
    "{ nested { ... on Dog { x: name } ... on Cat { x: name y: id owner { x: name } } ... on Fish { z: name } } }",
    "{ pets { ... on Dog { same: id owner { id } } ... on Cat { same: id owner { name } } } }",
    "{ animals { ... on Dog { value: name } ... on Cat { value: name lives } } }",
    "{ pets { ... on Animal { owner: id } ... on Fish { owner: id } } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });

  it("gives one alias different fields on different types", async () => {
    const { data } = await world.expectSame(
      "{ pets { ... on Dog { id: name name: id legs: tricks } ... on Cat { id: name name: id legs: __typename } } }".replace(
        "legs: __typename",
        "x: __typename",
      ),
    );
    expect(data).toEqual({
      pets: [{ id: "Rex", name: "d", legs: ["sit"] }, { id: "Tom", name: "c", x: "Cat" }, {}, null],
    });
  });
});

describe("@interfaceObject", () => {
  const book = {
    __typename: "Book",
    id: "b",
    title: "Dune",
    pages: 600,
    stars: 4,
    reviews: [{ text: "good" }],
  };
  const film = { __typename: "Film", id: "f", title: "Heat", minutes: 170, stars: null, reviews: [] };
  const Query = { media: () => [book, film], top: () => book };
  const find = ({ id }: { id: string }) => [book, film].find((one) => one.id === id);
  const world = new World({
    subgraphs: {
      media: {
        typeDefs: `type Query { media: [Media!]! }
          interface Media @key(fields: "id") { id: ID! title: String }
          type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
          type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }`,
        resolvers: {
          Query,
          Media: { __resolveType: typename, __resolveReference: find },
          Book: { __resolveReference: find },
          Film: { __resolveReference: find },
        },
      },
      reviews: {
        typeDefs: `type Query { top: Media } type Review { text: String media: Media }
          type Media @interfaceObject @key(fields: "id") { id: ID! stars: Int reviews: [Review!]! title: String @external
            blurb: String @requires(fields: "title") }`,
        resolvers: {
          Query: { top: () => ({ id: "b", stars: 4, reviews: [{ text: "good", media: { id: "f" } }] }) },
          Media: {
            blurb: ({ title }: { title: string }) => `about ${title}`,
            __resolveReference: (ref: { id: string; title?: string }) => ({
              ...find(ref),
              ...ref,
              __typename: "Media",
              reviews: find(ref)!.reviews.map((review) => ({ ...review, media: { id: "f" } })),
            }),
          },
        },
      },
    },
    // federation-composition 0.27.0 drops @external on an @interfaceObject, as if every subgraph could answer the field.
    amendSupergraph: (sdl) =>
      sdl.replace(
        /(interface Media [^{]*\{[^}]*title: String)\n/,
        "$1 @join__field(graph: MEDIA) @join__field(graph: REVIEWS, external: true)\n",
      ),
    unfederated: {
      Query,
      Media: { __resolveType: typename },
      Review: { media: () => film },
      Book: { blurb: () => "about Dune" },
      Film: { blurb: () => "about Heat" },
    },
  });

  it.each([
    "{ media { id stars } }",
    "{ media { title reviews { text } __typename } }",
    "{ top { stars } }",
    "{ top { __typename id stars title } }",
    "{ top { ... on Book { pages stars } ... on Film { minutes } } }",
    "{ media { ... on Film { reviews { text } } ... on Book { stars reviews { media { title } } } } }",
    "{ top { reviews { media { __typename ... on Film { minutes stars } } } } }",
    "{ media { blurb } top { blurb } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("@inaccessible", () => {
  const Query = {
    things: () => [
      { __typename: "Open", id: "1", level: "LOW" },
      { __typename: "Hidden", id: "2" },
    ],
    thing: () => ({ __typename: "Hidden", id: "2" }),
    levels: () => ["LOW", "SECRET"],
    level: () => "SECRET",
  };
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { things: [Thing] thing: Thing levels: [Level] level(shadow: Int @inaccessible): Level }
          interface Thing { id: ID! }
          type Open implements Thing { id: ID! level: Level secret: Int @inaccessible }
          type Hidden implements Thing @inaccessible { id: ID! }
          enum Level { LOW SECRET @inaccessible }`,
        resolvers: { Query, Thing: { __resolveType: typename } },
      },
    },
    unfederated: {},
  });

  it("shows no inaccessible element in the schema", () => {
    const { apiSchema } = world.engine;
    expect(apiSchema.getType("Hidden")).toBeUndefined();
    expect(apiSchema.getQueryType()?.getFields()["level"]?.args).toEqual([]);
    expect(Object.keys(apiSchema.toConfig().types.find((type) => type.name === "Open")!)).not.toContain(
      "secret",
    );
  });

  it("answers null with an error for values and objects that the schema hides, naming neither", async () => {
    const unfit = "The service that answers this field gave a value that does not fit the schema.";
    const hidden = 'Enum "Level" cannot represent the value that its service answered.';
    expect(await world.ask("{ things { id } thing { id } levels level }")).toEqual({
      data: { things: [{ id: "1" }, null], thing: null, levels: ["LOW", null], level: null },
      errors: [
        { message: unfit, path: ["things", 1], extensions: { code: "SUBGRAPH_UNAVAILABLE" } },
        { message: unfit, path: ["thing"], extensions: { code: "SUBGRAPH_UNAVAILABLE" } },
        { message: hidden, path: ["levels", 1], extensions: { code: "SUBGRAPH_UNAVAILABLE" } },
        { message: hidden, path: ["level"], extensions: { code: "SUBGRAPH_UNAVAILABLE" } },
      ],
    });
  });
});
