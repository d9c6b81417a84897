import { parse, validate, type DocumentNode, type GraphQLError, type GraphQLSchema } from "graphql";
import { ByteCache } from "../../../runtime/byte-cache";
import { compileOperation, type Execute } from "../compiled";

/** Bytes for each character of a text: its document and its compiled fields, measured on operations of the gateway. */
const BYTES_PER_CHARACTER = 60;
const BYTES_PER_TEXT = 4_000;
const DEFAULT_BYTES = 16 * 1024 * 1024;

/** A text that was valid: its operations, compiled when they are asked for. */
interface Known {
  readonly document: DocumentNode;
  readonly operations: Map<string | undefined, Execute>;
}

/** What is known of a text: its operations, or why it is not valid. */
export type KnownText = Known | readonly GraphQLError[];

/** The operations that a schema has been asked, parsed, validated and compiled once for as long as they are in use. */
export class Operations {
  /** @param texts keeps them; 16 MiB unless given */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly texts = new ByteCache<KnownText>(DEFAULT_BYTES),
  ) {}

  /** What runs the operation, or why the text is not valid. @throws GraphQLError when it is no GraphQL */
  get(query: string, operationName: string | undefined): Execute | readonly GraphQLError[] {
    let known = this.texts.get(query);
    if (known === undefined) {
      known = this.read(query);
      this.texts.set(query, known, BYTES_PER_TEXT + query.length * BYTES_PER_CHARACTER);
    }
    if (!("document" in known)) return known;
    let execute = known.operations.get(operationName);
    if (execute === undefined) {
      execute = compileOperation(this.schema, known.document, operationName);
      // A name that the text does not have is answered and forgotten: names are anyone's to make up.
      if (known.document.definitions.length > known.operations.size)
        known.operations.set(operationName, execute);
    }
    return execute;
  }

  private read(query: string): Known | readonly GraphQLError[] {
    const document = parse(query, { noLocation: true });
    const errors = validate(this.schema, document);
    return errors.length > 0 ? errors : { document, operations: new Map() };
  }
}
