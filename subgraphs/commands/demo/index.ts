export { DEMO_ACCOUNTS, DEMO_PASSWORD, type DemoAccount } from "./accounts";
export { CONTRACTS, ORGANIZATIONS, type DemoContract } from "./companies";
export { lineRow } from "./line-rows";
export { lineOf, linesOf, type DemoLine } from "./lines";
export { userIdOf } from "./people-rows";
export { usageMonths, usageOf, type UsageMonth } from "./usage";
export { demoCsv, demoWorld, type DemoFile } from "./world";
