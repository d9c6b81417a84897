import { join } from "node:path";
import { PROJECT } from "../../project";
import type { Dialect } from "../catalogue";

export interface Contender {
  readonly id: string;
  readonly label: string;
  readonly file: string;
  readonly form: string;
  /** Whose words its rules are in. */
  readonly dialect: Dialect;
}

const ours = join(__dirname, "ours.js");
const hive = join(PROJECT, "bench", "contenders", "audit-hive.mjs");
const apollo = join(PROJECT, "bench", "contenders", "apollo-gateway.mjs");

export const CONTENDERS: readonly Contender[] = [
  { id: "ours", label: "ours", file: ours, form: "both-layers", dialect: "access" },
  { id: "ours-gateway", label: "ours, gateway alone", file: ours, form: "gateway-alone", dialect: "access" },
  { id: "hive-js", label: "Hive Gateway, JS", file: hive, form: "js", dialect: "federation" },
  { id: "hive-rust", label: "Hive Gateway, Rust", file: hive, form: "rust", dialect: "federation" },
  { id: "apollo", label: "@apollo/gateway", file: apollo, form: "", dialect: "federation" },
];
