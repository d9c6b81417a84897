import { onMysql } from "../kit/databases";
import { signIn } from "../kit/persona";
import { endAll, freePorts, listening, start, type Started } from "../kit/processes";
import { interpolate, ownServices, type Service } from "./compose-file";

const SECRETS = {
  NODE_ENV: "test",
  SEAL_SECRET: "a seal secret of this test, long enough",
  IDENTITY_SECRET: "an identity secret of this test, long enough",
  MYSQL_PASSWORD: "unused: the test's server has no passwords",
};

onMysql("the processes of docker-compose.yml, without containers", ({ location }) => {
  const services = new Map(ownServices());
  const ports = new Map<string, number>();
  let database: Record<string, string> = {};

  beforeAll(async () => {
    const free = await freePorts(services.size);
    [...services.keys()].forEach((name, index) => ports.set(name, free[index]!));
    const place = await location();
    if (place.kind === "mysql") database = { MYSQL_URL: place.url, MYSQL_PREFIX: place.prefix };
  });
  afterAll(endAll);

  /** The service's own variables, with this machine's addresses for the containers' and the test's database. */
  function variablesOf({ environment = {} }: Service, name: string): Record<string, string> {
    const moved = Object.entries(environment).map(([variable, value]) => {
      const text = interpolate(value, SECRETS);
      if (variable === "HOST") return [variable, "127.0.0.1"];
      if (variable === "PORT") return [variable, String(ports.get(name))];
      const here = text.replaceAll(
        /http:\/\/([\w-]+):\d+/g,
        (_all, to: string) => `http://127.0.0.1:${ports.get(to)}`,
      );
      return [variable, database[variable] ?? here];
    });
    return Object.fromEntries(moved) as Record<string, string>;
  }

  async function run(name: string): Promise<Started> {
    const service = services.get(name)!;
    const [node, flag, file, ...parameters] = service.command!;
    expect([node, flag]).toEqual(["node", "--enable-source-maps"]);
    return await start(file!.replace(/^dist\//, ""), parameters, variablesOf(service, name));
  }

  /** Starts a service once those that it depends on are as it wants them. */
  async function up(name: string, running: Map<string, Promise<Started>>): Promise<Started> {
    for (const [other, { condition }] of Object.entries(services.get(name)!.depends_on ?? {})) {
      if (!services.has(other)) continue;
      if (!running.has(other)) running.set(other, up(other, running));
      const started = await running.get(other)!;
      if (condition !== "service_completed_successfully") continue;
      const ending = await started.ended;
      if (ending.code !== 0) throw new Error(`${other} failed:\n${started.output}`);
    }
    return await run(name);
  }

  it("come up in its order, sign an account of the demo world in, and answer from every subgraph", async () => {
    const running = new Map<string, Promise<Started>>();
    running.set("gateway", up("gateway", running));
    running.set("demo", up("demo", running));
    for (const name of services.keys()) await running.get(name)!;
    expect(await (await running.get("demo")!).ended).toEqual({ code: 0, signal: null });
    for (const [name, { environment }] of services) {
      if (environment?.["PORT"] === undefined) continue;
      await listening(await running.get(name)!, `http://127.0.0.1:${ports.get(name)}`);
    }
    const legal = await signIn(`http://127.0.0.1:${ports.get("gateway")}`, "legal.aurora");
    const data = await legal.read(
      `{ organization(id: "org-aurora") {
          legalName
          mobileInventory { total }
          fixedInventory { coverage { kind } }
      } }`,
    );
    expect(data).toEqual({
      organization: {
        legalName: "Aurora Meccanica S.p.A.",
        mobileInventory: { total: 1_500 },
        fixedInventory: { coverage: { kind: "ALL" } },
      },
    });
  }, 240_000);
});
