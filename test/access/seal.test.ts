import { createHmac, hkdfSync } from "node:crypto";
import { appendEnvelope, splitEnvelope } from "../../schema/access/sealed-body";
import {
  createOpener,
  createSealer,
  openInProcess,
  sealInProcess,
  SealError,
} from "../../schema/access/seal";
import { AT, callerWith } from "./callers";

const SECRET = "a secret for tests that is long enough";
const FACTS = { requestId: "request-1", userAgent: "test", ipAddress: "127.0.0.1", acceptLanguage: null };
const BODY = JSON.stringify({
  query: "{ viewer { user { id } } }",
  variables: { extensions: ',"extensions":{' },
});
const caller = callerWith({ profile: "MOBILE_MASTER", on: "c-1" });
const envelope = createSealer(SECRET, "gateway").seal({ caller, facts: FACTS }, "identity", BODY, AT);
const reasonOf = (open: () => unknown) => {
  try {
    open();
  } catch (error) {
    return error instanceof SealError ? error.reason : error;
  }
  return "opened";
};

describe("the sealed caller", () => {
  const opener = createOpener(SECRET, "identity");

  it("opens to the same frozen caller for the body and subgraph that it was sealed for", () => {
    const opened = opener.open(envelope, BODY, AT + 29_000);
    expect(opened).toEqual({ caller, facts: FACTS, issuer: "gateway", milliseconds: 30_000 });
    expect(Object.isFrozen(opened.caller?.grants[0]?.scope)).toBe(true);
  });

  it("seals another caller of the same request as that caller", () => {
    const sealer = createSealer(SECRET, "gateway");
    const next = callerWith({ profile: "LEGAL_REP", on: "org-1" });
    for (const each of [caller, next, null, caller]) {
      const sealed = sealer.seal({ caller: each, facts: FACTS }, "identity", BODY, AT);
      expect(opener.open(sealed, BODY, AT).caller).toEqual(each);
    }
  });

  it("refuses to open on another body, at another subgraph, after 30 seconds, under another secret, or altered", () => {
    const forged = `${Buffer.from(JSON.stringify({ aud: "identity" })).toString("base64url")}.${envelope.split(".")[1]}`;
    expect(reasonOf(() => opener.open(envelope, BODY.replace("id", "name"), AT))).toBe("altered body");
    expect(reasonOf(() => createOpener(SECRET, "mobile-inventory").open(envelope, BODY, AT))).toBe("forged");
    expect(reasonOf(() => opener.open(envelope, BODY, AT + 30_000))).toBe("expired");
    expect(reasonOf(() => createOpener(`${SECRET}!`, "identity").open(envelope, BODY, AT))).toBe("forged");
    expect(reasonOf(() => opener.open(forged, BODY, AT))).toBe("forged");
    expect(reasonOf(() => opener.open(undefined, BODY, AT))).toBe("missing");
    expect(reasonOf(() => opener.open("nonsense", BODY, AT))).toBe("malformed");
  });

  it("says for how long the process that asks waits", () => {
    const envelope = createSealer(SECRET, "gateway").seal(
      { caller, facts: FACTS },
      "identity",
      BODY,
      AT,
      1_234,
    );
    expect(createOpener(SECRET, "identity").open(envelope, BODY, AT).milliseconds).toBe(1_234);
  });

  it("opens under either of two secrets while one is being changed, and under no third", () => {
    const both = createOpener(["another secret that is long enough", SECRET], "identity");
    expect(both.open(envelope, BODY, AT)).toEqual({
      caller,
      facts: FACTS,
      issuer: "gateway",
      milliseconds: 30_000,
    });
    const next = createSealer("another secret that is long enough", "gateway");
    const sealed = next.seal({ caller, facts: FACTS }, "identity", BODY, AT);
    expect(both.open(sealed, BODY, AT).caller).toEqual(caller);
    const third = createSealer(`${SECRET}!`, "gateway").seal({ caller, facts: FACTS }, "identity", BODY, AT);
    expect(reasonOf(() => both.open(third, BODY, AT))).toBe("forged");
  });

  it("opens nothing that has the wrong form, be it signed by the right key", () => {
    const [payload = "", signature = ""] = envelope.split(".");
    for (const [given, reason] of [
      ["", "missing"],
      [`${envelope}.more`, "malformed"],
      [`${payload}.${signature.slice(0, -4)}`, "forged"],
      [`${payload}.`, "forged"],
      [`.${signature}`, "forged"],
    ] as const)
      expect([given, reasonOf(() => opener.open(given, BODY, AT))]).toEqual([given, reason]);
  });

  it("names its audience twice: in the key, and in what is signed", () => {
    // Somebody who derived keys wrongly, for all subgraphs alike: the claim still says whom it was meant for.
    const key = Buffer.from(hkdfSync("sha256", SECRET, "area-clienti", "sealed caller for identity", 32));
    const claims = { iss: "gateway", aud: "mobile-inventory", exp: AT / 1000 + 30, body: "", caller: null };
    const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
    const signature = createHmac("sha256", key).update(payload).digest("base64url");
    expect(reasonOf(() => opener.open(`${payload}.${signature}`, BODY, AT))).toBe("wrong audience");
  });

  it("rides as the last member of the body, which is read back byte for byte", () => {
    expect(splitEnvelope(appendEnvelope(BODY, envelope))).toEqual({ body: BODY, envelope });
    expect(splitEnvelope(BODY)).toEqual({ body: BODY, envelope: undefined });
    for (const more of [" ", "}", ',"query":"{ viewer { user { email } } }"}']) {
      const received = `${appendEnvelope(BODY, envelope)}${more}`;
      expect(splitEnvelope(received)).toEqual({ body: received, envelope: undefined });
    }
  });

  it("in one process opens only the very object that was sealed, not one that looks like it", () => {
    const sealed = sealInProcess(caller);
    expect(openInProcess(sealed)).toBe(sealed);
    expect(reasonOf(() => openInProcess({ ...sealed }))).toBe("forged");
    expect(reasonOf(() => openInProcess(null))).toBe("missing");
    expect(reasonOf(() => openInProcess("a text"))).toBe("missing");
  });
});
