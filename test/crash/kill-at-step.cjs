"use strict";
/*
 * Preloaded into a process of the product by the crash tests (node --require): the product itself has no such seam.
 * While the file KILL_PLAN holds a number n, the n-th step from then on is not taken: the process is killed before it,
 * as by a power cut. A step is a statement to a database, or a file being opened for writing or renamed.
 */
const fs = require("node:fs");
const files = require("node:fs/promises");
const path = require("node:path");

const plan = process.env.KILL_PLAN;
const program = process.argv[1] ?? "";
let left = null;

function step(what) {
  if (!fs.existsSync(plan)) {
    left = null;
    return;
  }
  left ??= Number(fs.readFileSync(plan, "utf8"));
  left -= 1;
  if (left > 0) return;
  fs.writeFileSync(`${plan}.killed`, what);
  process.kill(process.pid, "SIGKILL");
  for (;;);
}

// Only the product's own process, not what it starts.
if (plan !== undefined && program.endsWith("embedded.js")) {
  const { StatementLog } = require(
    path.join(path.dirname(program), "..", "subgraphs", "shared", "database", "statement-log.js"),
  );
  const { logQuery } = StatementLog.prototype;
  StatementLog.prototype.logQuery = function (sql, ...rest) {
    // A look for due messages comes by itself every half second and changes nothing.
    if (!sql.startsWith("/* background */ SELECT")) step(sql);
    return logQuery.call(this, sql, ...rest);
  };
  for (const name of ["open", "rename"]) {
    const original = files[name];
    files[name] = (...given) => {
      step(`${name} ${given[0]}`);
      return original(...given);
    };
  }
}
