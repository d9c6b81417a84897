import { createHash } from "node:crypto";
import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyInstance } from "fastify";
import type { GatewayContext } from "../../request/context";
import { EXAMPLES } from "./examples";
import { PAGE_STYLE, pageScript, type DemoSignIn } from "./page-script";

export type { DemoSignIn } from "./page-script";

const ADDRESS = "/explorer";

interface Page {
  readonly html: string;
  readonly policy: string;
  readonly tag: string;
}

/**
 * `GET /explorer`: GraphiQL with all of its code from this server, for machines behind a proxy and without the internet.
 * Its policy lets it run these two scripts and ask this server, and nothing else.
 */
export function answerExplorer(app: FastifyInstance, demo: DemoSignIn | null): void {
  let page: Promise<Page> | undefined;
  app.get(ADDRESS, async (request, reply) => {
    page ??= makePage(demo);
    const { html, policy, tag } = await page;
    reply.header("cache-control", "private, no-cache").header("etag", tag);
    reply.header("content-security-policy", policy);
    if (request.headers["if-none-match"] === tag) return reply.status(304).send();
    return reply.type("text/html; charset=utf-8").send(html);
  });
}

async function makePage(demo: DemoSignIn | null): Promise<Page> {
  // 9 MB that most processes never need.
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const own = pageScript({ demo, examples: EXAMPLES });
  const rendered = renderGraphiQL({
    title: "Area Clienti explorer",
    endpoint: "/graphql",
    defaultQuery: "{\n  viewer {\n    user {\n      displayName\n    }\n  }\n}\n",
    favicon: "data:,",
  }).trimStart();
  const begin = rendered.indexOf("<script>");
  const theirs = rendered.slice(begin + "<script>".length, rendered.lastIndexOf("</script>"));
  const html = `${rendered.slice(0, rendered.indexOf("</head>"))}<style>${PAGE_STYLE}</style><script>${own}</script>${rendered.slice(rendered.indexOf("</head>"))}`;
  const scripts = [own, theirs].map((script) => `'sha256-${digest(script)}'`).join(" ");
  const policy = [
    "default-src 'none'",
    `script-src ${scripts} blob:`,
    "style-src 'unsafe-inline'",
    "font-src data:",
    "img-src 'self' data:",
    "worker-src blob:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return { html, policy, tag: `W/"${digest(html)}"` };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/** The page of Apollo Sandbox, with a link to the explorer that needs no internet. */
export function linkExplorer(
  landing: ApolloServerPlugin<GatewayContext>,
): ApolloServerPlugin<GatewayContext> {
  return {
    ...landing,
    async serverWillStart(service) {
      const listener = await landing.serverWillStart?.(service);
      const render = listener?.renderLandingPage?.bind(listener);
      if (listener === undefined || render === undefined) return listener;
      return {
        ...listener,
        async renderLandingPage() {
          const { html } = await render();
          return {
            html: async () => {
              const text = typeof html === "string" ? html : await html();
              return text.replace("</body>", `${LINK}</body>`);
            },
          };
        },
      };
    },
  };
}

const LINK = `<a href="${ADDRESS}" style="position:fixed;right:1rem;bottom:1rem;z-index:9;padding:.5rem .8rem;background:#fff;color:#111;border:1px solid #999;border-radius:4px;font:14px sans-serif">White page? The explorer without the internet</a>`;
