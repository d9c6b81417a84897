import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** Where citations resolve: the texts that a reader may be sent to. */
export interface Library {
  /** The text of the document that `name` means to a reader of the file `from`; null when there is none. */
  document(name: string, from: string): string | null;
  /** Whether a decision record has these four digits. */
  hasDecision(number: string): boolean;
}

const SHELVES = ["docs/design", "docs", "schema/generated"];

/** The library of a checkout: first the folders of documents, then the root, then the folder of the citing file. */
export function libraryAt(root: string): Library {
  const decisions = readdirSync(join(root, "docs/decisions"));
  return {
    document(name, from) {
      // A sentence may begin with a document's name.
      const named = name === "README.md" ? name : name.charAt(0).toLowerCase() + name.slice(1);
      const places = [...SHELVES.map((shelf) => join(shelf, named)), named, join(dirname(from), named)];
      const found = places.map((place) => join(root, normalize(place))).find(existsSync);
      return found === undefined ? null : readFileSync(found, "utf8");
    },
    hasDecision: (number) => decisions.some((file) => file.startsWith(`${number}-`)),
  };
}

/**
 * The citations of a file's text that lead nowhere, each with what is missing. Read are: documents (`access.md`) with
 * or without a section behind them (`access.md, "In the schema"`, `access.md, Grant`), links of Markdown,
 * requirements (`R11`), decisions (`decision 0081`, `docs/decisions/0005`) and RFCs.
 * @param from the file's path, relative to the repository
 */
export function brokenCitations(from: string, text: string, library: Library): string[] {
  // A comment's line break and its margin are a space to its reader.
  const prose = text.replace(/\n\s*(?:\*|\/\/)?\s*/g, " ");
  return [
    ...documentFaults(from, prose, library),
    ...[...prose.matchAll(/\bR(\d{1,2})\b/g)].flatMap(([cited]) =>
      library.document("domain.md", from)?.includes(`**${cited}**`) === true
        ? []
        : [`${cited} is no requirement of docs/design/domain.md`],
    ),
    ...[...prose.matchAll(/\bdecisions?[ /](\d{4})\b(?: and (\d{4})\b)?/gi)]
      .flatMap(([, one, other]) => [one, other])
      .flatMap((number) =>
        number === undefined || library.hasDecision(number) ? [] : [`there is no decision ${number}`],
      ),
    ...[...prose.matchAll(/\bRFC ?(\d{3,5})\b/g)].flatMap(([, number]) =>
      library.document("sources.md", from)?.includes(`| RFC ${number} |`) === true
        ? []
        : [`docs/design/sources.md does not list RFC ${number}`],
    ),
  ];
}

const DOCUMENT =
  /(?<![\w/*.-])((?:\.{0,2}\/)?[\w/.-]*\w\.md)\b`?(?:,? "([^"]+)"|, ([A-Z]\w+|scale rules)\b)?/g;

function documentFaults(from: string, prose: string, library: Library): string[] {
  return [...prose.matchAll(DOCUMENT)].flatMap(([, name = "", quoted, bare]) => {
    const document = library.document(name, from);
    if (document === null) return [`there is no ${name}`];
    const section = quoted ?? bare;
    return section === undefined || hasSection(document, section) ? [] : [`${name} has no "${section}"`];
  });
}

/** A section is a heading, or a paragraph that begins with its name in bold. */
function hasSection(document: string, section: string): boolean {
  return document.split("\n").some((line) => {
    const heading = /^#+ (.*)$|^(?:- )?\*\*([^*]+)\*\*/.exec(line);
    const name = heading?.[1] ?? heading?.[2] ?? "";
    return name.toLowerCase() === section.toLowerCase();
  });
}
