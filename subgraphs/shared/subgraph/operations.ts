import { parse, validate, type DocumentNode, type GraphQLError, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import { compileOperation, type Execute } from "../compiled";

const CACHE_SIZE = 2_000;

/** A text that was valid: its operations, compiled when they are asked for. */
interface Known {
  readonly document: DocumentNode;
  readonly operations: Map<string | undefined, Execute>;
}

/** The operations that a schema has been asked, parsed, validated and compiled once for as long as they are in use. */
export class Operations {
  private readonly texts = new LRUCache<string, Known | readonly GraphQLError[]>({ max: CACHE_SIZE });

  constructor(private readonly schema: GraphQLSchema) {}

  /** What runs the operation, or why the text is not valid. @throws GraphQLError when it is no GraphQL */
  get(query: string, operationName: string | undefined): Execute | readonly GraphQLError[] {
    let known = this.texts.get(query);
    if (known === undefined) this.texts.set(query, (known = this.read(query)));
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
