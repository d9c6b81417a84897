import { Denials } from "../../subgraphs/shared/subgraph/denials";

const at = (...keys: readonly (string | number)[]) => {
  let path: Parameters<Denials["record"]>[2] | undefined;
  for (const key of keys) path = { prev: path, key, typename: undefined };
  return path as Parameters<Denials["record"]>[2];
};
const forbidden = (...held: ("END_USER" | "MOBILE_MASTER")[]) =>
  ({ allowed: false, code: "FORBIDDEN", held }) as const;

describe("the refused fields of one response", () => {
  it("are one error for each coordinate and for what the viewer holds there, with all its places", () => {
    const denials = new Denials();
    denials.record("Sim.imsi", forbidden("END_USER"), at("lines", 0, "imsi"));
    denials.record("Sim.puk", forbidden("END_USER"), at("lines", 0, "puk"));
    denials.record("Sim.imsi", forbidden(), at("lines", 1, "imsi"));
    denials.record("Sim.imsi", forbidden("END_USER"), at("lines", 2, "imsi"));
    const error = (coordinate: string, held: string[], ...paths: (string | number)[][]) => ({
      message: "FORBIDDEN",
      path: paths[0],
      extensions: { code: "FORBIDDEN", coordinate, held, paths },
    });
    expect(denials.errors()).toEqual([
      error("Sim.imsi", ["END_USER"], ["lines", 0, "imsi"], ["lines", 2, "imsi"]),
      error("Sim.puk", ["END_USER"], ["lines", 0, "puk"]),
      error("Sim.imsi", [], ["lines", 1, "imsi"]),
    ]);
  });

  it("say of a stranger only that they are one", () => {
    const denials = new Denials();
    denials.record("Query.viewer", { allowed: false, code: "UNAUTHENTICATED" }, at("viewer"));
    const [error] = denials.errors();
    expect(Object.keys(error?.extensions ?? {})).toEqual(["code", "coordinate", "paths"]);
    expect(error).toMatchObject({ message: "UNAUTHENTICATED", path: ["viewer"] });
  });
});
