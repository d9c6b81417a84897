import type { LabelledLookUp } from "../shared/scope/scope-path-function";
import { scopePathFunction } from "../shared/scope/scope-path-function";
import { contractsById, visibleContractsById } from "./contract/contract.repository";
import { linesById, visibleLinesById } from "./line/line.repository";
import { contractPath, linePath } from "./scope";

/** Known by their number. */
const contracts: LabelledLookUp = async (reader, caller, ids) => {
  const found =
    caller === null ? await contractsById(reader, ids) : await visibleContractsById(reader, caller, ids);
  return found.map((contract) => ({
    id: contract.id,
    scopes: contractPath(contract).scopes,
    label: contract.number,
  }));
};

/** Known by their msisdn. */
const lines: LabelledLookUp = async (reader, caller, ids) => {
  const found = caller === null ? await linesById(reader, ids) : await visibleLinesById(reader, caller, ids);
  return found.map((line) => ({
    id: line.id,
    scopes: linePath({ ...line, lineId: line.id }).scopes,
    label: line.msisdn,
  }));
};

/** Internal function `scopePath` for contracts and lines. */
export const scopePath = scopePathFunction({ MOBILE_CONTRACT: contracts, MOBILE_LINE: lines });
