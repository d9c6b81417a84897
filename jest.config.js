/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: { "^.+\\.(t|j)s$": ["@swc/jest"] },
  // jose and uuid ship as ES modules only; everything else in node_modules loads as it is.
  transformIgnorePatterns: ["/node_modules/(?!(jose|uuid)/)"],
  setupFiles: ["reflect-metadata"],
  globalSetup: "<rootDir>/test/kit/global-setup.ts",
  globalTeardown: "<rootDir>/test/kit/global-teardown.ts",
  testTimeout: 30_000,
  maxWorkers: 2,
};
