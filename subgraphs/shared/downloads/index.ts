export { fileTokens, type CompanyFile, type FileServices } from "./company-file";
export { openFile } from "./open-file";
export { prepareFile } from "./prepare-file";
