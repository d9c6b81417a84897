/** Why a row is refused; `column` in snake_case, absent when the fault is the whole row's. */
export interface Reject {
  readonly column?: string;
  readonly reason: string;
}
