import { faultOf, importsIn, importsOf } from "./import-direction";

describe("imports run one way", () => {
  it("finds no import against the direction of the house", () => {
    const imports = importsOf(process.cwd());
    const faults = imports.flatMap((found) => {
      const fault = faultOf(found);
      return fault === null ? [] : [`${found.from} → ${found.to}: ${fault}`];
    });
    expect(imports.length).toBeGreaterThan(100);
    expect(faults).toEqual([]);
  });

  it.each([
    ["gateway/http/server.ts", `import { identity } from "../../subgraphs/identity/subgraph";`],
    ["gateway/engine/executor/fetch.ts", `import { decide } from "../../../schema/access/decide";`],
    ["gateway/engine/index.ts", `export * from "../http/server";`],
    ["schema/errors.ts", `import type { Engine } from "../gateway/engine";`],
    ["runtime/metrics.ts", `import type { Engine } from "../gateway/engine";`],
    ["subgraphs/identity/subgraph.ts", `import { line } from "../mobile-inventory/line/line.entity";`],
    ["subgraphs/shared/serving/sdl.ts", `const all = await import("../../identity/subgraph");`],
    ["subgraphs/identity/user/user.resolver.ts", `import { createEngine } from "../../../gateway/engine";`],
    ["subgraphs/identity/user/user.resolver.ts", `import { world } from "../../../test/kit/world";`],
  ])("catches a planted violation in %s", (from, text) => {
    expect(importsIn(from, text).map(faultOf)).toEqual([expect.any(String)]);
  });

  it.each([
    ["gateway/embedded.ts", `import { startSubgraphs } from "../subgraphs/start";`],
    ["gateway/engine/transport/http.ts", `import { parseExact } from "../../../runtime/exact-json";`],
    ["subgraphs/commands/compose.ts", `import { subgraphDefinitions } from "..";`],
    ["subgraphs/identity/subgraph.ts", `import type { Caller } from "../../schema/access/caller";`],
  ])("lets %s import what it may", (from, text) => {
    expect(importsIn(from, text).map(faultOf)).toEqual([null]);
  });
});
