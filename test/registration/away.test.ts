import { anonymousCaller } from "../../schema/access/caller";
import { UnavailableError } from "../../schema/errors";
import { eachDatabase } from "../kit/databases";
import { answeredBy } from "../kit/internal-call";
import { NOON, startWithFeed, type Identity } from "../identity/kit";
import { PASSWORD } from "./kit";

const STRANGER = anonymousCaller(NOON);
const REGISTER = `mutation ($input: RegisterInput!) {
  register(input: $input) { registrationId userErrors { code } }
}`;
const CONFIRM = `mutation ($input: ConfirmRegistrationInput!) {
  confirmRegistration(input: $input) { viewer { grants { profile scope { id } } } userErrors { code } }
}`;

eachDatabase("while mobile-inventory is away", (databases) => {
  let system: Identity;
  let isAway = true;
  beforeAll(async () => {
    system = await startWithFeed(
      databases,
      answeredBy((subgraph, name) => {
        if (isAway) return Promise.reject(new UnavailableError(`${subgraph} cannot be reached`));
        const ofAurora = { contractId: "mc-aurora-1", organizationId: "org-aurora" };
        return Promise.resolve(
          name === "lineByNumber" ? { id: "ml-9", ...ofAurora, status: "ACTIVE", simKind: "VOICE" } : [],
        );
      }),
    );
  });

  it("a registration is taken in all the same, and its code is not used up by a confirmation that fails", async () => {
    const input = {
      vatNumber: "00488410010",
      username: "nina.nuova",
      displayName: "Nina Nuova",
      email: "nina@mail.example",
      password: PASSWORD,
      mobileNumber: "+393351112223",
    };
    const { data } = await system.run(REGISTER, STRANGER, { input });
    expect(data).toEqual({ register: { registrationId: expect.any(String) as string, userErrors: [] } });
    const { registrationId } = (data?.["register"] ?? {}) as { registrationId?: string };
    const [message] = await system.database.read.rows<{ text: string }>(
      "SELECT `text` FROM `outbox_message`",
    );
    const code = /\b\d{6}\b/.exec(message?.text ?? "")?.[0];
    const confirm = () => system.run(CONFIRM, STRANGER, { input: { registrationId, code } });
    const failed = await confirm();
    expect(failed.errors?.map(({ extensions }) => extensions?.["code"])).toEqual(["SUBGRAPH_UNAVAILABLE"]);
    isAway = false;
    expect((await confirm()).data).toEqual({
      confirmRegistration: {
        viewer: { grants: [{ profile: "END_USER", scope: { id: "ml-9" } }] },
        userErrors: [],
      },
    });
    const asked = system.asked.filter(([, name]) => name === "lineByNumber");
    const question = ["mobile-inventory", "lineByNumber", { msisdn: "+393351112223" }, null];
    expect(asked).toEqual([question, question]);
  });
});
