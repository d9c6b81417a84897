import { Kind, visit, type DocumentNode, type SelectionNode } from "graphql";

/**
 * The outcome of every `@skip` and `@include` of an operation for one request. Operations are compiled once per
 * combination of outcomes, so that nothing skipped is ever planned, fetched or looked at again.
 */
export class Conditions {
  private constructor(
    /** One character per condition variable; part of the cache key. */
    readonly key: string,
    private readonly on: ReadonlySet<string>,
  ) {}

  static of(variableNames: readonly string[], variables: Readonly<Record<string, unknown>>): Conditions {
    let key = "";
    const on = new Set<string>();
    for (const name of variableNames) {
      const isOn = variables[name] === true;
      key += isOn ? "1" : "0";
      if (isOn) on.add(name);
    }
    return new Conditions(key, on);
  }

  /** Whether a selection is part of the operation (spec sections 3.13.1, 3.13.2). */
  includes(selection: SelectionNode): boolean {
    for (const directive of selection.directives ?? []) {
      const name = directive.name.value;
      if (name !== "skip" && name !== "include") continue;
      const value = directive.arguments?.[0]?.value;
      const isTrue =
        value?.kind === Kind.VARIABLE
          ? this.on.has(value.name.value)
          : value?.kind === Kind.BOOLEAN && value.value;
      if (isTrue === (name === "skip")) return false;
    }
    return true;
  }
}

/** The variables that decide a `@skip` or `@include` anywhere in a document, in order of appearance. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      if (node.name.value !== "skip" && node.name.value !== "include") return;
      const value = node.arguments?.[0]?.value;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
