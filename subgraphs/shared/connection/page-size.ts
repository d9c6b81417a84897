import { UserInputError } from "../../../schema/errors";

/** `architecture.md`, scale rules: the size of a page that nobody asked a size for, and the largest. */
export const DEFAULT_PAGE_SIZE = 50;
/** The most nodes that one page may have. */
export const MAXIMUM_PAGE_SIZE = 1_000;

/** The number of rows asked for. Throws `UserInputError` outside 0 to 1,000. */
export function pageSize(first: number | null | undefined): number {
  if (first === null || first === undefined) return DEFAULT_PAGE_SIZE;
  if (Number.isInteger(first) && first >= 0 && first <= MAXIMUM_PAGE_SIZE) return first;
  throw new UserInputError("first", `must be an integer between 0 and ${MAXIMUM_PAGE_SIZE}`);
}
