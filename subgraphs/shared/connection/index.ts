export {
  keysetConnection,
  type Connection,
  type ConnectionArguments,
  type ConnectionOptions,
  type Edge,
  type PageInfo,
  type PageRequest,
} from "./keyset-connection";
export type { ListIdentity } from "./list-identity";
export { DEFAULT_PAGE_SIZE, MAXIMUM_PAGE_SIZE } from "./page-size";
export { rowConnection } from "./row-connection";
export type { SortColumn, SortOrder } from "./sort-order";
