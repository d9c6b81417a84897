/** Why a schema is refused, and what puts it right. */
export interface AccessFault {
  /** `Type.field`, `Type`, `Type.field(argument:)` or `schema`. */
  readonly coordinate: string;
  readonly reason: string;
  readonly remedy: string;
}

/** One line for each fault, each once. */
export function wordFaults(faults: readonly AccessFault[]): string {
  const lines = faults.map(({ coordinate, reason, remedy }) => `- ${coordinate} ${reason}. ${remedy}.`);
  return [...new Set(lines)].join("\n");
}
