import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";
import { EXAMPLES } from "../../gateway/http/explorer/examples";
import { readmeQueries } from "../kit/readme";
import { eachWorld } from "../kit/world";

/** Debian's; CI installs it (.ci/run). */
const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
jest.setTimeout(120_000);

it("offers the queries of the README, each as the account that asks it there", () => {
  expect(EXAMPLES.map(({ username, query }) => ({ username, query }))).toEqual(
    readmeQueries().map(({ username, query }) => ({ username, query })),
  );
});

const hasChromium = existsSync(CHROMIUM);
if (!hasChromium) process.stderr.write(`There is no ${CHROMIUM}: the explorer is not looked at.\n`);

it("is looked at in a real Chromium wherever CI runs", () => {
  expect(hasChromium || process.env["CI"] !== "true").toBe(true);
});

eachWorld("the explorer", (world) => {
  it("stands at /explorer, may run its own two scripts only, and is linked from Sandbox", async () => {
    const page = await fetch(`${world.url}/explorer`);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+' blob:; .*connect-src 'self'; .*frame-ancestors 'none'$/,
    );
    const again = await fetch(`${world.url}/explorer`, {
      headers: { "if-none-match": page.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
    const sandbox = await fetch(`${world.url}/graphql`, { headers: { accept: "text/html" } });
    expect(await sandbox.text()).toContain('<a href="/explorer"');
  });
});

(hasChromium ? eachWorld : () => undefined)("the explorer in Chromium", (world) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  afterAll(() => browser.close());

  it("signs a persona in and runs the README's query, asking nobody but this server", async () => {
    const page = await browser.newPage();
    const elsewhere: string[] = [];
    const faults: string[] = [];
    page.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(world.url))
        elsewhere.push(request.url());
    });
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) faults.push(message.text());
    });
    await page.goto(`${world.url}/explorer`);
    await page.getByText("2. One person, two roles").click();
    await page.getByText("Signed in as legal.aurora").waitFor();
    await page.getByRole("button", { name: /Execute query/ }).click();
    await page.locator(".result-window", { hasText: "MobileLine.costCenter" }).waitFor();
    if (process.env["SHOT"] !== undefined) await page.screenshot({ path: process.env["SHOT"] });
    expect(elsewhere).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });
});
