import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  validateSchema,
  type GraphQLSchema,
  type IntrospectionQuery,
} from "graphql";
import type { Persona } from "../kit/persona";
import { eachWorld, type World } from "../kit/world";

const introspect = async (persona: Persona): Promise<GraphQLSchema> =>
  buildClientSchema((await persona.read(getIntrospectionQuery())) as IntrospectionQuery);
const typesOf = (schema: GraphQLSchema): string[] =>
  Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith("__"));
const fieldsOf = (schema: GraphQLSchema, type: string): string[] => {
  const found = schema.getType(type);
  return found !== undefined && "getFields" in found ? Object.keys(found.getFields()) : [];
};
const messages = async (persona: Persona, query: string, variables?: Record<string, unknown>) =>
  (await persona.ask(query, variables)).errors.map(({ message }) => message);
const text = async (world: World, persona: Persona) => {
  const authorization =
    persona.accessToken === undefined ? {} : { authorization: `Bearer ${persona.accessToken}` };
  return fetch(`${world.url}/schema.graphql`, { headers: authorization });
};
const sdlOf = async (world: World, username: string) =>
  buildSchema(await (await text(world, await world.as(username))).text());

eachWorld("the schema as each viewer sees it", (world) => {
  describe("by introspection", () => {
    it("shows strangers the public root fields with their inputs and payloads, and no field of a Viewer", async () => {
      const schema = await introspect(world.anonymous);
      expect(validateSchema(schema)).toEqual([]);
      expect(typesOf(schema).toSorted()).toEqual([
        "AcceptInvitationInput",
        "Boolean",
        "ConfirmRegistrationInput",
        "ConfirmSignInInput",
        "DateTime",
        "EmailAddress",
        "ErrorCode",
        "ID",
        "Msisdn",
        "Mutation",
        "Query",
        "RecoverUsernameInput",
        "RecoveryPayload",
        "RegisterInput",
        "RegisterPayload",
        "RequestPasswordResetInput",
        "ResendCodePayload",
        "ResetPasswordInput",
        "SignInChallenge",
        "SignInPayload",
        "String",
        "UserError",
        "VatNumber",
        "Viewer",
      ]);
      expect(fieldsOf(schema, "Query")).toEqual(["viewer"]);
      expect(fieldsOf(schema, "Mutation").toSorted()).toEqual([
        "acceptInvitation",
        "confirmRegistration",
        "confirmSignIn",
        "recoverUsername",
        "refreshSession",
        "register",
        "requestPasswordReset",
        "resendCode",
        "resetPassword",
        "signIn",
      ]);
      expect(fieldsOf(schema, "SignInPayload").toSorted()).toEqual([
        "accessToken",
        "challenge",
        "expiresAt",
        "refreshToken",
        "userErrors",
        "viewer",
      ]);
      expect(fieldsOf(schema, "UserError")).toEqual(["code", "message", "field"]);
      expect(await world.anonymous.read(`{ __type(name: "Viewer") { fields { name } } }`)).toEqual({
        __type: { fields: [] },
      });
    });

    it("does not know hidden types when strangers ask for them by name, and answers __typename to all", async () => {
      const query = `{ __typename Organization: __type(name: "Organization") { name }  Profile: __type(name: "Profile") { name } }`;
      expect(await world.anonymous.read(query)).toEqual({
        __typename: "Query",
        Organization: null,
        Profile: null,
      });
    });

    it("still validates a stranger's document against the whole schema, and refuses its fields one by one", async () => {
      const { data, refused } = await world.anonymous.ask(
        `{ organization(id: "x") { legalName }  viewer { user { id } }  __schema { queryType { fields { name } } } }`,
      );
      expect(data).toEqual({
        organization: null,
        viewer: null,
        __schema: { queryType: { fields: [{ name: "viewer" }] } },
      });
      expect(refused).toEqual({ organization: "UNAUTHENTICATED" });
    });

    it.each(["employee.aurora", "enduser.aurora", "legal.aurora"])(
      "shows %s the whole schema, with each rule worded",
      async (username) => {
        const schema = await introspect(await world.as(username));
        expect(validateSchema(schema)).toEqual([]);
        const described = (type: string, field: string) => {
          const found = schema.getType(type);
          return found !== undefined && "getFields" in found
            ? found.getFields()[field]?.description
            : undefined;
        };
        expect(described("Sim", "imsi")).toBe(
          "Requires MOBILE_MASTER or MOBILE_ADDITIONAL with SIM_OPERATIONS, on this object.",
        );
        expect(described("MobileLine", "user")).toBe(
          "R14.\n\nRequires MOBILE_MASTER, MOBILE_ADDITIONAL with INVENTORY, END_USER or HOLDING_REFERENT, on this object.",
        );
        expect(described("User", "email")).toBe("Requires LEGAL_REP, on this object, or being this User.");
        expect(described("Query", "site")).toBe("Requires a signed-in viewer.");
        expect(described("Query", "viewer")).toBe("Null when nobody is signed in.\n\nOpen to everyone.");
        expect(described("MobileLineFilter", "costCenterIds")).toBe(
          "Requires MOBILE_MASTER, MOBILE_ADDITIONAL with INVENTORY or HOLDING_REFERENT, on each object concerned.",
        );
        expect(described("Sim", "iccid")).toBeFalsy();
      },
    );
  });

  describe("by GET /schema.graphql", () => {
    it("gives strangers the public part as plain text that no cache on the way keeps", async () => {
      const answer = await text(world, world.anonymous);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
      expect(answer.headers.get("cache-control")).toBe("private, no-cache");
      const sdl = await answer.text();
      expect(sdl).not.toMatch(/Organization|MobileLine|Profile|requiresProfile|user\b/);
      expect(fieldsOf(buildSchema(sdl), "Query")).toEqual(["viewer"]);
    });

    it("leaves out what a viewer can meet on no object, and keeps what they are of themselves", async () => {
      const employee = await sdlOf(world, "employee.aurora");
      const endUser = await sdlOf(world, "enduser.aurora");
      const legal = await sdlOf(world, "legal.aurora");
      const whole = await introspect(await world.as("legal.aurora"));
      expect([employee, endUser, legal].map((schema) => fieldsOf(schema, "Sim"))).toEqual([
        ["iccid", "kind", "administrativeState"],
        ["iccid", "puk", "kind", "administrativeState"],
        ["iccid", "imsi", "puk", "kind", "administrativeState"],
      ]);
      expect(fieldsOf(employee, "User")).toContain("email");
      expect(fieldsOf(endUser, "Organization")).not.toContain("grants");
      expect(fieldsOf(endUser, "MobileLineFilter")).toContain("tariffPlanIds");
      expect(fieldsOf(endUser, "MobileLineFilter")).not.toContain("costCenterIds");
      expect(typesOf(legal).toSorted()).toEqual(typesOf(whole).toSorted());
    });

    it("leaves out the types that nothing leads to any more", async () => {
      const employee = typesOf(await sdlOf(world, "employee.aurora"));
      expect(employee).toContain("MobileLine");
      expect(
        ["Device", "UsageConsumption", "UsageBucket", "CostCenter"].filter((name) => employee.includes(name)),
      ).toEqual([]);
    });

    it("words each rule", async () => {
      const sdl = await (await text(world, await world.as("legal.aurora"))).text();
      expect(sdl).toContain(
        `  """\n  Requires MOBILE_MASTER or MOBILE_ADDITIONAL with SIM_OPERATIONS, on this object.\n  """\n  imsi: Imsi\n`,
      );
    });
  });

  describe("by hints", () => {
    it("helps who is signed in with every name", async () => {
      const legal = await world.as("legal.aurora");
      expect(await messages(legal, `{ mobileLin { id } }`)).toEqual([
        `Cannot query field "mobileLin" on type "Query". Did you mean "mobileLine"?`,
      ]);
    });

    it("helps strangers with public names", async () => {
      expect(await messages(world.anonymous, `{ vewer { __typename } }`)).toEqual([
        `Cannot query field "vewer" on type "Query". Did you mean "viewer"?`,
      ]);
      expect(
        await messages(world.anonymous, `mutation { signIn(username: "a", passwor: "b") { acessToken } }`),
      ).toEqual([
        `Unknown argument "passwor" on field "Mutation.signIn". Did you mean "password"?`,
        `Cannot query field "acessToken" on type "SignInPayload". Did you mean "accessToken" or "refreshToken"?`,
        `Field "signIn" argument "password" of type "String!" is required, but it was not provided.`,
      ]);
    });

    it("never names to strangers what they could not introspect: fields, types, arguments, enum values", async () => {
      const asked = `fragment F on Organizatio { id }
        { mobileLin { id }  viewer { usr }  organization(idd: 1, id: 1) { mobileLines(filter: { searc: "x", status: ACTIV }) { totalCount } ...F } }`;
      const found = await messages(world.anonymous, asked);
      expect(found).toEqual([
        `Unknown type "Organizatio".`,
        `Cannot query field "mobileLin" on type "Query".`,
        `Cannot query field "usr" on type "Viewer".`,
        `Unknown argument "idd" on field "Query.organization".`,
        `Field "searc" is not defined by type "MobileLineFilter".`,
        `Value "ACTIV" does not exist in "MobileLineStatus" enum.`,
      ]);
      const signedIn = await messages(await world.as("legal.aurora"), asked);
      expect(signedIn.map((message) => / Did you mean .*\?$/.test(message))).toEqual(found.map(() => true));
    });

    it("does not name it in what is wrong with variables either", async () => {
      const query = `query ($filter: MobileLineFilter) { organization(id: "x") { mobileLines(filter: $filter) { totalCount } } }`;
      const variables = { filter: { searc: "x", status: ["ACTIV"] } };
      const hinted = await messages(await world.as("legal.aurora"), query, variables);
      expect(hinted.join()).toMatch(/Did you mean the enum value "ACTIVE"\?.*Did you mean "search"\?/);
      const plain = await messages(world.anonymous, query, variables);
      expect(plain).toEqual(hinted.map((message) => message.replace(/ Did you mean .*\?$/, "")));
    });
  });
});

eachWorld(
  "a system that shows nobody its schema",
  (world) => {
    it("hints at nothing, answers no introspection, and has no schema text", async () => {
      const legal = await world.as("legal.aurora");
      expect(await messages(legal, `{ mobileLin { id } }`)).toEqual([
        `Cannot query field "mobileLin" on type "Query".`,
      ]);
      const { errors } = await legal.ask(`{ __schema { queryType { name } } }`);
      expect(errors[0]?.extensions["code"]).toBe("GRAPHQL_VALIDATION_FAILED");
      expect((await text(world, legal)).status).toBe(404);
    });
  },
  { EXPLORER: "false" },
);
