import { join } from "node:path";
import { PROJECT } from "../../project";

export interface Contender {
  readonly id: string;
  readonly label: string;
  /** The program of its process. */
  readonly file: string;
  readonly form: string;
  /** The one of ours that it is compared with: like with like, where the subgraphs run. */
  readonly against: "ours-http" | "ours-in-process";
  /** CPU of ours as a share of its own: what must be kept, and what is aimed at. */
  readonly targets?: { readonly floor: number; readonly goal: number };
}

const compiled = (file: string) => join(__dirname, file);
/** Programs that live on packages of their own stay beside them. */
const plain = (file: string) => join(PROJECT, "bench", "contenders", file);

export const CONTENDERS: readonly Contender[] = [
  {
    id: "ours-http",
    label: "ours, rules on",
    file: compiled("ours.js"),
    form: "http",
    against: "ours-http",
  },
  {
    id: "apollo-gateway",
    label: "@apollo/gateway on Apollo Server",
    file: plain("apollo-gateway.mjs"),
    form: "",
    against: "ours-http",
    targets: { floor: 0.3, goal: 0.2 },
  },
  {
    id: "hive-js",
    label: "Hive Gateway, JS engine, no dedup",
    file: plain("hive.mjs"),
    form: "js",
    against: "ours-http",
  },
  {
    id: "hive-rust",
    label: "Hive Gateway, Rust planner, no dedup",
    file: plain("hive.mjs"),
    form: "rust",
    against: "ours-http",
    targets: { floor: 0.35, goal: 0.25 },
  },
  {
    id: "mercurius",
    label: "Mercurius gateway with jit (federation 1)",
    file: plain("mercurius.mjs"),
    form: "",
    against: "ours-http",
    targets: { floor: 1.6, goal: 1 },
  },
  {
    id: "ours-in-process",
    label: "ours in process, rules on in both layers",
    file: compiled("ours.js"),
    form: "in-process",
    against: "ours-in-process",
  },
  {
    id: "unfederated-apollo",
    label: "one Apollo Server, no federation, no rules",
    file: compiled("unfederated.js"),
    form: "apollo",
    against: "ours-in-process",
    targets: { floor: 1.3, goal: 0.8 },
  },
  {
    id: "unfederated-graphql-js",
    label: "graphql-js on plain http, no federation, no rules",
    file: compiled("unfederated.js"),
    form: "graphql-js",
    against: "ours-in-process",
  },
];
