import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  responsePathAsArray,
} from "graphql";

/** What a schema's resolvers were called with, in words. */
export interface Moods {
  /** Same seed, same values, whoever executes. */
  seed: number;
  /** Whether resolvers may fail, and give null and nonsense. */
  hasFaults: boolean;
  readonly calls: string[];
}

/**
 * Gives every field of a schema a value that depends on its place alone: at once, promised, or as a function to call;
 * some fields by a resolver, some as properties. With faults it may also be null, an Error, thrown, rejected, or of
 * another type.
 */
export function makeMoody(schema: GraphQLSchema): Moods {
  const moods: Moods = { seed: 0, hasFaults: false, calls: [] };
  const valueOf = (type: GraphQLOutputType, place: string): unknown => {
    const mood = hash(`${moods.seed} ${place}`);
    const given = () => plain(type, place, mood);
    if (!moods.hasFaults) return mood % 3 === 0 ? Promise.resolve(given()) : given();
    if (mood % 23 === 0) throw new Error(`thrown at ${place}`);
    if (mood % 23 === 1) return Promise.reject(new Error(`rejected at ${place}`));
    if (mood % 23 === 2) return new Error(`returned at ${place}`);
    if (mood % 23 === 3) return Promise.resolve(null);
    if (mood % 23 === 4) return null;
    if (mood % 23 === 5) return { nonsense: true };
    return mood % 3 === 0 ? Promise.resolve(given()) : given();
  };
  const plain = (type: GraphQLOutputType, place: string, mood: number): unknown => {
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      return Array.from({ length: mood % 4 }, (_unused, index) => {
        const item = () => valueOf(nullable.ofType, `${place} ${index}`);
        // graphql-js leaves a promise of an earlier item alone when a later one fails at once, and its rejection ends
        // the process: so where one failure fails the list, each item is promised.
        if (moods.hasFaults && isNonNullType(nullable.ofType)) return Promise.resolve().then(item);
        return attempt(item);
      });
    }
    if (isEnumType(nullable)) return nullable.getValues()[mood % nullable.getValues().length]?.value;
    if (isLeafType(nullable)) return leaf(nullable.name, mood);
    const possible = isAbstractType(nullable) ? schema.getPossibleTypes(nullable) : [nullable];
    return object(possible[mood % possible.length] as GraphQLObjectType, place);
  };
  const object = (type: GraphQLObjectType, place: string): object =>
    new Proxy(
      {},
      {
        get(_target, name) {
          if (name === "__typename") return type.name;
          const field = typeof name === "string" ? type.getFields()[name] : undefined;
          if (field === undefined) return undefined;
          const value = (args: object) =>
            valueOf(field.type, `${place} ${field.name}${JSON.stringify(args ?? {})}`);
          return hash(`${place} ${field.name}`) % 4 === 0 ? value : value({});
        },
      },
    );
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const isRoot = type === schema.getQueryType();
      if (!isRoot && hash(`${type.name}.${field.name}`) % 2 === 0) continue;
      field.resolve = (_source, args, context, info) => {
        const place = responsePathAsArray(info.path).join(".");
        moods.calls.push(
          `${type.name}.${field.name} ${place} ${JSON.stringify(args)} ${String(context)} ${info.fieldName} ` +
            `${info.fieldNodes.length} ${String(info.returnType)} ${getNamedType(info.parentType).name}`,
        );
        return valueOf(field.type, place);
      };
    }
  }
  return moods;
}

/** A list's item that throws is one that rejects: a list is made as a whole. */
function attempt(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return error;
  }
}

function leaf(name: string, mood: number): unknown {
  if (name === "Int") return mood % 1000;
  if (name === "Float") return (mood % 1000) / 4;
  if (name === "Boolean") return mood % 2 === 0;
  return name === "ID" && mood % 2 === 0 ? mood : `text ${mood % 100}`;
}

function hash(text: string): number {
  let sum = 2_166_136_261;
  for (const character of text) sum = Math.imul(sum ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return (sum ^ (sum >>> 15)) >>> 0;
}
