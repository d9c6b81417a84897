import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { Persona } from "../kit/persona";
import { TODAY } from "../kit/world";
import { codeFor, confirm, lineOf, newcomer, register, type Place } from "../registration/kit";
import { startServedSystem, type ServedSystem } from "./served-system";

const NOW = Date.parse(`${TODAY}T10:00:00Z`);

describe("registering where identity and mobile-inventory are processes of their own", () => {
  let directory: string;
  let system: ServedSystem;
  let place: Place;
  beforeAll(async () => {
    directory = await mkdtemp(path(tmpdir(), "area-clienti-"));
    system = await startServedSystem({ variables: { DATA_DIR: directory }, now: () => NOW, day: TODAY });
    place = { url: system.url, anonymous: new Persona(system.url), outbox: path(directory, "outbox") };
  }, 120_000);
  afterAll(async () => {
    await system.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it("knows a line by its number over the sealed path, and waits with the code while that is down", async () => {
    const line = lineOf("org-aurora", 60);
    const application = newcomer({ mobileNumber: line.msisdn });
    const { registrationId } = await register(place, application);
    const code = await codeFor(place, application);
    await system.subgraphs.get("mobile-inventory")!.stop();
    const failed = await place.anonymous.ask(
      `mutation ($input: ConfirmRegistrationInput!) { confirmRegistration(input: $input) { userErrors { code } } }`,
      { input: { registrationId, code } },
    );
    expect(failed.errors.map(({ extensions }) => extensions["code"])).toEqual(["SUBGRAPH_UNAVAILABLE"]);
    await system.restart("mobile-inventory");
    const { accessToken, userErrors } = await confirm(place, registrationId, code);
    expect(userErrors).toEqual([]);
    const person = new Persona(system.url, accessToken);
    expect(await person.read("query ($id: ID!) { mobileLine(id: $id) { msisdn } }", { id: line.id })).toEqual(
      {
        mobileLine: { msisdn: line.msisdn },
      },
    );
  });

  it("answers nobody who asks for a line by its number without the seal", async () => {
    const url = system.subgraphs.get("mobile-inventory")!.url;
    const answer = await fetch(`${url}/internal`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "lineByNumber", input: { msisdn: lineOf("org-aurora", 60).msisdn } }),
    });
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain("ml-aurora");
  });
});
