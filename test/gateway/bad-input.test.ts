import { ERROR_CODES, PROTOCOL_CODES } from "../../schema/errors";
import { eachWorld, type World } from "../kit/world";
import { ADDRESSES, BODIES, CURSOR, onLines, OPERATIONS, VALUES } from "./bad-requests";
import { post, postOperation, send, type RawAnswer } from "./raw";

const CODES: readonly unknown[] = [...ERROR_CODES, ...PROTOCOL_CODES];
/** A stack trace, a path of the machine, SQL, a driver or a class of ours. */
const INSIDES =
  /\bat \S+ \(|\.[jt]s:\d+|node_modules|\/(?:work|tmp|home|root|usr)\/|SELECT |libsql|mysql|typeorm/i;

function expectRefusal(answer: RawAnswer, status: number, code: string, words: string): void {
  expect({ status: answer.status, errors: answer.errors }).toEqual({
    status,
    errors: [{ message: expect.stringContaining(words), code }],
  });
  expect(CODES).toContain(code);
  expect(answer.text).not.toMatch(INSIDES);
}

async function expectAlive(world: World): Promise<void> {
  expect(await postOperation(world, { query: "{ __typename }" })).toEqual({
    status: 200,
    text: '{"data":{"__typename":"Query"}}',
    errors: [],
  });
}

eachWorld("a request that is not right gets a clear error with its code, and the process lives:", (world) => {
  afterEach(async () => {
    await expectAlive(world);
    // None of it is an incident that somebody would have to look into.
    expect(world.log).toEqual([]);
  });

  it.each([...VALUES, ...OPERATIONS])("%s", async (_title, operation, status, code, words) => {
    const { accessToken } = await world.as("master.aurora");
    expectRefusal(await postOperation(world, operation, accessToken), status, code, words);
  });

  it.each(BODIES)("%s", async (_title, init, status, code, words) => {
    expectRefusal(await send(world, "/graphql", init), status, code, words);
  });

  it.each(ADDRESSES)("%s", async (_title, [path, init], status, code, words) => {
    expectRefusal(await send(world, path, init), status, code, words);
  });

  it("a cursor of another list, of another filter and of another order", async () => {
    const master = await world.as("master.aurora");
    const page = "{ pageInfo { endCursor } }";
    const { organization } = await master.read(
      `{ organization(id: "org-aurora") { mobileContracts ${page} mobileLines(first: 1) ${page} } }`,
    );
    const contracts: unknown = organization.mobileContracts.pageInfo.endCursor;
    const lines: unknown = organization.mobileLines.pageInfo.endCursor;
    const foreign: readonly (readonly [string, unknown])[] = [
      ["mobileLines(after: $c)", contracts],
      ["mobileContracts(after: $c)", lines],
      ["mobileLines(after: $c, filter: { status: [ACTIVE] })", lines],
      ["mobileLines(after: $c, orderBy: { field: STATUS })", lines],
      ["mobileLines(after: $c, orderBy: { field: MSISDN, direction: DESC })", lines],
    ];
    for (const [list, c] of foreign) {
      const answer = await postOperation(world, onLines(`${list} { totalCount }`, { c }), master.accessToken);
      expectRefusal(answer, 200, "BAD_USER_INPUT", CURSOR);
    }
    const own = onLines("mobileLines(after: $c) { totalCount }", { c: lines });
    const { status, errors } = await postOperation(world, own, master.accessToken);
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
  });

  it("what is wrong in one field leaves its siblings alone", async () => {
    const { data, refused } = await (
      await world.as("master.aurora")
    ).ask(
      '{ organization(id: "org-aurora") { legalName mobileLines(first: -1) { totalCount } mobileInventory { total } } }',
    );
    expect(data).toEqual({
      organization: {
        legalName: "Aurora Meccanica S.p.A.",
        mobileLines: null,
        mobileInventory: { total: 1_200 },
      },
    });
    expect(refused).toEqual({ "organization.mobileLines": "BAD_USER_INPUT" });
  });

  it("an answer is given even where the names asked for are those of every object's own insides", async () => {
    const { text } = await post(
      world,
      JSON.stringify({
        query: "{ __proto__: __typename constructor: __typename toString: viewer { user { id } } }",
      }),
    );
    expect(text).toBe('{"data":{"__proto__":"Query","constructor":"Query","toString":null}}');
  });
});
