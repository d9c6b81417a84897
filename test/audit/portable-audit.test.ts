import { judge } from "../../bench/audit/judge";
import { startOurs } from "../../bench/audit/ours";
import { runCatalogue } from "../../bench/audit/run";
import { serveOpenSubgraphs } from "../../bench/audit/serve";
import { composeSupergraph } from "../../bench/audit/supergraph";
import { keyPair, tokensFor } from "../../bench/audit/tokens";
import { AUDIENCE, ISSUER } from "../../bench/gateway/world/identity";

async function audit(form: "both-layers" | "gateway-alone") {
  const keys = keyPair();
  const served = await serveOpenSubgraphs("access");
  const supergraphSdl = composeSupergraph("access", (name) => served.urlOf(name));
  const gateway = await startOurs({ form, supergraphSdl, publicKey: keys.publicKey });
  try {
    const tokens = await tokensFor(keys, { issuer: ISSUER, audience: AUDIENCE });
    const results = await runCatalogue({ url: gateway.url, tokens, dialect: "access" });
    return results.filter(({ outcome }) => outcome !== "exact").map(({ name, outcome }) => [name, outcome]);
  } finally {
    await gateway.stop();
    served.close();
  }
}

describe("the portable audit", () => {
  it("finds nothing open and nothing inexact where gateway and subgraphs decide", async () => {
    expect(await audit("both-layers")).toEqual([]);
  });

  it("finds open what only the subgraphs can refuse, when they refuse nothing", async () => {
    expect(await audit("gateway-alone")).toEqual([
      ["each row on its own", "open"],
      ["either order", "open"],
      ["object across a hop", "open"],
      ["the object an argument names", "open"],
    ]);
  });

  it("calls an answer open that shows a secret in data or in words, and closed one that only differs", () => {
    const expected = { data: { card: { puk: null } }, refused: ["card.puk"] };
    const given = (data: unknown, refused: readonly string[], text = JSON.stringify(data)) =>
      judge(expected, { data, refused, text }).outcome;
    expect(given({ card: { puk: null } }, ["card.puk"])).toBe("exact");
    expect(given({ card: { puk: "puk-1" } }, [])).toBe("open");
    expect(given({ card: { puk: null } }, ["card.puk"], "no puk-1 for you")).toBe("open");
    expect(given(null, [])).toBe("closed");
    expect(
      judge({ data: { renewals: 0 }, refused: [] }, { data: { renewals: 1 }, refused: [], text: "" }).outcome,
    ).toBe("open");
    expect(judge({ rejected: true }, { data: { touch: {} }, refused: [], text: "" }).outcome).toBe("open");
  });
});
