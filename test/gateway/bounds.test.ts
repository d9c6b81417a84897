import { eachWorld } from "../kit/world";
import { postOperation } from "./raw";

const PASSWORD = "a secret that nobody may read again";
const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { userErrors { code } } }`;

eachWorld("what a stranger sends is bounded, and is not repeated:", (world) => {
  it.each([
    ["comments", `${"#\n".repeat(60_000)}{ __typename }`],
    ["blanks", `{ __typename }${" ".repeat(110_000)}`],
    ["blanks beside one character of two bytes", `{ __typename } # ж${" ".repeat(99_990)}`],
    ["a name", `{ ${"a".repeat(110_000)}: __typename }`],
    ["a text literal", `{ organization(id: "${"x".repeat(110_000)}") { id } }`],
  ])("a document that is too long by %s is refused before it is read", async (_, query) => {
    const answer = await postOperation(world, { query });
    expect(answer.status).toBe(400);
    expect(answer.errors).toEqual([
      {
        message: expect.stringMatching(/^The document has \d+ bytes; at most 100000 are allowed$/),
        code: "BAD_USER_INPUT",
      },
    ]);
  });

  it("a document of more comments than it may have tokens is refused", async () => {
    const { errors } = await postOperation(world, { query: `${"#\n".repeat(10_001)}{ __typename }` });
    expect(errors).toEqual([{ message: expect.stringContaining("comments"), code: "GRAPHQL_PARSE_FAILED" }]);
  });

  it("a value of a variable is in no message, at whatever depth it does not fit", async () => {
    const { accessToken } = await world.as("enduser.aurora");
    const wrong = [
      { input: { currentPassword: PASSWORD, newPassword: 5 } },
      { input: { currentPassword: PASSWORD } },
      { input: { currentPassword: PASSWORD, newPassword: PASSWORD, other: PASSWORD } },
      { input: PASSWORD },
      { input: [PASSWORD] },
      { input: { currentPassword: { secret: PASSWORD }, newPassword: PASSWORD } },
    ];
    for (const variables of wrong) {
      const answer = await postOperation(world, { query: CHANGE, variables }, accessToken);
      expect(answer.errors[0]?.code).toBe("BAD_USER_INPUT");
      expect(answer.errors[0]?.message).toMatch(/^Variable "\$input" is not valid/);
      expect(answer.text).not.toContain(PASSWORD);
    }
  });

  it("a value that a subgraph's scalar refuses is named by its place, and is not repeated", async () => {
    const query = `mutation ($input: RegisterInput!) { register(input: $input) { registrationId } }`;
    const input = {
      vatNumber: "00488410010",
      username: "u",
      displayName: "d",
      email: PASSWORD,
      password: PASSWORD,
    };
    const answer = await postOperation(world, { query, variables: { input } });
    expect(answer.text).not.toContain(PASSWORD);
    expect(answer.errors[0]?.message).toContain("EmailAddress");
  });

  it("a literal that does not fit its type is not repeated", async () => {
    const { accessToken } = await world.as("enduser.aurora");
    for (const literal of [`{ currentPassword: 5, newPassword: "${PASSWORD}" }`, `"${PASSWORD}"`]) {
      const query = `mutation { changePassword(input: ${literal}) { userErrors { code } } }`;
      const answer = await postOperation(world, { query }, accessToken);
      expect(answer.errors[0]?.code).toBe("GRAPHQL_VALIDATION_FAILED");
      expect(answer.text).not.toContain(PASSWORD);
    }
  });

  it("an unknown name of any length makes a short message", async () => {
    const name = "n".repeat(50_000);
    const unknown = await postOperation(world, { query: `{ ${name} }` });
    expect(unknown.text.length).toBeLessThan(2_000);
    const { accessToken } = await world.as("enduser.aurora");
    const variables = { input: { [name]: 1 } };
    const field = await postOperation(world, { query: CHANGE, variables }, accessToken);
    expect(field.text.length).toBeLessThan(2_000);
  });

  it("a response key is no longer than a name may be, since each row of an answer repeats it", async () => {
    const long = await postOperation(world, { query: `{ ${"k".repeat(129)}: __typename }` });
    expect(long.errors).toEqual([
      {
        message: "The operation has 129 characters in a name; at most 128 are allowed.",
        code: "BAD_USER_INPUT",
      },
    ]);
    const fragment = "F".repeat(129);
    const named = await postOperation(world, {
      query: `{ ...${fragment} } fragment ${fragment} on Query { __typename }`,
    });
    expect(named.errors[0]?.code).toBe("BAD_USER_INPUT");
    expect((await postOperation(world, { query: `{ ${"k".repeat(128)}: __typename }` })).status).toBe(200);
  });

  it("a list that answers for each item of an argument is priced by the argument", async () => {
    const { accessToken } = await world.as("legal.aurora");
    const below = `allowedBy { scope { organization { mobileLines(first: 200) { edges { node { msisdn label status roaming } } } } } }`;
    const coordinates = Array.from({ length: 500 }, () => "Sim.imsi");
    const inline = `{ viewer { access(coordinates: ${JSON.stringify(coordinates)}) { ${below} } } }`;
    const byVariable = `query ($c: [String!]!) { viewer { access(coordinates: $c) { ${below} } } }`;
    for (const operation of [{ query: inline }, { query: byVariable, variables: { c: coordinates } }]) {
      const { errors } = await postOperation(world, operation, accessToken);
      expect(errors).toEqual([
        { message: expect.stringMatching(/^The operation costs \d+, /), code: "BAD_USER_INPUT" },
      ]);
    }
  });

  it("a coordinate that is asked for again is answered again", async () => {
    const { viewer } = await (
      await world.as("legal.aurora")
    ).read(`{ viewer { access(coordinates: ["Sim.imsi", "Sim.puk", "Sim.imsi"]) { coordinate } } }`);
    expect(viewer.access).toEqual([
      { coordinate: "Sim.imsi" },
      { coordinate: "Sim.puk" },
      { coordinate: "Sim.imsi" },
    ]);
  });
});
