import { parse } from "graphql";
import { createEngine, inProcessTransport } from "../../gateway/engine";
import { compose } from "./kit/world";

const PRODUCT = `type Query { product: Product } type Product @key(fields: "id") { id: ID! tags: [Tag!] @shareable price: Int }
  type Tag @shareable { name: String }`;
const STORE = `type Product @key(fields: "id") { id: ID! tags: [Tag!] @shareable stock: Int }
  type Tag { name: String @shareable size: Int }`;
const TAX = `type Product @key(fields: "id") { id: ID! price: Int @external tax: Int @requires(fields: "price") }`;

async function ask(query: string, answers: Readonly<Record<string, string>>) {
  const engine = createEngine<object>({
    supergraphSdl: compose({ product: PRODUCT, store: STORE, tax: TAX }),
    transport: ({ name }) => inProcessTransport(() => Promise.resolve(JSON.parse(answers[name]!) as object)),
  });
  return engine.execute({ document: parse(query), context: {} });
}

describe("what subgraphs answer otherwise than they should", () => {
  it("is an error where two of them give lists of different lengths", async () => {
    const { data, errors } = await ask("{ product { tags { name size } } }", {
      product: `{ "data": { "product": { "__typename": "Product", "id": "1", "tags": [{ "name": "a" }, { "name": "b" }] } } }`,
      store: `{ "data": { "_entities": [{ "tags": [{ "size": 1 }] }] } }`,
    });
    expect(data).toEqual({ product: { tags: null } });
    expect(errors).toHaveLength(1);
  });

  it("is an error where a required field is left out", async () => {
    const { data, errors } = await ask("{ product { tax } }", {
      product: `{ "data": { "product": { "__typename": "Product", "id": "1" } } }`,
      tax: `{ "data": { "_entities": [{ "tax": 9 }] } }`,
    });
    expect(data).toEqual({ product: { tax: null } });
    expect(errors).toHaveLength(1);
  });

  it.each(["__proto__", "toString", "constructor"])("reaches no prototype by the key %s", async (key) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const { data } = await ask("{ product { stock } }", {
      product: `{ "data": { "product": { "__typename": "Product", "id": "1", "${key}": { "stock": 5 } }, "${key}": { "stock": 5 } },
        "errors": [{ "message": "x", "path": ["${key}", "stock"] }, { "message": "x", "path": ["product", "${key}", "y"] }] }`,
      store: `{ "data": { "_entities": [{ "stock": 7, "${key}": { "stock": 5 } }], "${key}": { "stock": 5 } },
        "errors": [{ "message": "x", "path": ["_entities", 0, "${key}", "stock"] }] }`,
    });
    expect(data).toEqual({ product: { stock: 7 } });
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as { stock?: number }).stock).toBeUndefined();
  });
});
