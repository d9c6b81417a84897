import { readEmbeddedEnvironment } from "../../../gateway/settings/env";
import { createSenders, deliverySettings } from "../../../subgraphs/shared/work/delivery/delivery-settings";
import { readSubgraphEnvironment } from "../../../subgraphs/shared/env";
import { WEBHOOK_SECRET } from "./kit";

const MAIL = {
  SMTP_URL: "smtps://user:password@mail.example",
  MAIL_FROM: "Area Clienti <noreply@mail.example>",
};
const SMS = { SMS_WEBHOOK_URL: "https://sms.example/send", SMS_WEBHOOK_SECRET: WEBHOOK_SECRET };
const SECRETS = { SEAL_SECRET: "s".repeat(32), IDENTITY_SECRET: "i".repeat(32) };

const READERS: [string, (values: Record<string, string>) => unknown][] = [
  ["identity's process", (values) => readSubgraphEnvironment(values, { seal: true, identity: true })],
  ["the one-process start", readEmbeddedEnvironment],
];

describe.each(READERS)("the environment of %s", (_process, read) => {
  const faultsOf = (values: Record<string, string>): string => {
    try {
      read({ DEMO: "true", ...values });
      return "none";
    } catch (error) {
      return String(error);
    }
  };

  it.each<[string, Record<string, string>]>([
    ["no carrier", {}],
    ["a mail server", MAIL],
    ["a plain sender", { ...MAIL, MAIL_FROM: "noreply@mail.example" }],
    ["an SMS carrier", SMS],
    ["both", { ...MAIL, ...SMS }],
  ])("takes %s", (_what, values) => {
    expect(faultsOf(values)).toBe("none");
  });

  it("says every mistake about carriers at once", () => {
    expect(
      faultsOf({
        SMTP_URL: "mail.example",
        SMS_WEBHOOK_URL: "ftp://sms.example",
        SMS_WEBHOOK_SECRET: "whsec_short",
      }),
    ).toBe(`EnvironmentError: The environment is not right:
  SMTP_URL: Invalid URL
  SMS_WEBHOOK_URL: Invalid URL
  SMS_WEBHOOK_SECRET: not whsec_ and at least 24 random bytes in base64
  MAIL_FROM: needed with SMTP_URL (an address, or Name <address>)`);
  });

  it("wants a secret for the SMS carrier, and a sender that is one address", () => {
    expect(faultsOf({ ...SMS, SMS_WEBHOOK_SECRET: "" })).toContain(
      "SMS_WEBHOOK_SECRET: needed with SMS_WEBHOOK_URL",
    );
    expect(faultsOf({ ...MAIL, MAIL_FROM: "Area Clienti" })).toContain(
      "MAIL_FROM: neither an address nor Name <address>",
    );
  });
});

describe("a process outside demo mode", () => {
  function warningsWith(values: Record<string, string>): object[] {
    const warnings: object[] = [];
    const environment = readSubgraphEnvironment(
      { DATA_DIR: "somewhere", ...values },
      { seal: true, identity: true },
    );
    const warn = (details: object, text: string) => void warnings.push({ ...details, text });
    const logger = { info: () => undefined, warn, error: warn };
    createSenders(deliverySettings(environment), { now: Date.now, logger });
    return warnings;
  }
  const text = "messages reach nobody: they are written to files until SMTP_URL and SMS_WEBHOOK_URL are set";

  it("warns of each channel that nobody carries", () => {
    expect(warningsWith(SECRETS)).toEqual([{ channels: ["sms", "email"], outbox: "somewhere/outbox", text }]);
    expect(warningsWith({ ...SECRETS, ...MAIL })).toEqual([
      { channels: ["sms"], outbox: "somewhere/outbox", text },
    ]);
  });

  it("has nothing to say when both are carried, and none in demo mode, where files are meant", () => {
    expect(warningsWith({ ...SECRETS, ...MAIL, ...SMS })).toEqual([]);
    expect(warningsWith({ DEMO: "true" })).toEqual([]);
  });
});
