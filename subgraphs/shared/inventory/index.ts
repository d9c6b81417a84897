export { groupBy, manyByKey, oneByKey } from "./batch";
export { between, oneOf, type Narrowing } from "./filters";
export { groupCounts, type CountRequest, type GroupCount, type GroupSource } from "./group-counts";
export { PageArguments, SearchArguments } from "./page-arguments.type";
export { firstRowsByParent, type FirstRows } from "./rows-by-parent";
export { scopedList, type ScopedList } from "./scoped-list";
export { scopedRows, type ScopedRows } from "./scoped-rows";
export {
  beginsWith,
  FOLDED_LENGTH,
  foldOptional,
  foldText,
  numberMatches,
  reversed,
  searchTerm,
} from "./search";
export { remembered } from "./remembered";
