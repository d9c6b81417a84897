import { ProfileGrantEntity } from "../../subgraphs/identity/grants/profile-grant.entity";
import { ProfileGrantServiceEntity } from "../../subgraphs/identity/grants/profile-grant-service.entity";
import { UserAccountEntity } from "../../subgraphs/identity/people/user-account.entity";
import { OrganizationMembershipEntity } from "../../subgraphs/identity/people/organization-membership.entity";
import { ConstraintViolation } from "../../subgraphs/shared/database";
import { eachDatabase } from "../kit/databases";
import { startWithFeed, type Identity } from "./kit";

const GRANT = {
  id: "grant-new",
  userId: "user-employee",
  profile: "MOBILE_MASTER",
  scopeKind: "MOBILE_CONTRACT",
  scopeId: "mc-aurora-9",
  organizationId: "org-aurora",
  contractId: "mc-aurora-9",
  validFrom: 1,
  validUntil: null,
  grantedBy: null,
  revokedAt: null,
  exclusiveKey: "MOBILE_MASTER mc-aurora-9",
} as const;
type Grant = Partial<ProfileGrantEntity>;

const ACCOUNT = {
  id: "user-new",
  username: "new",
  usernameKey: "new",
  displayName: "New",
  sortName: "new",
  email: "new@aurora.example",
  emailKey: "new@aurora.example",
  mobileNumber: null,
  fiscalCode: null,
  status: "INVITED",
  passwordHash: null,
  language: "it",
} as const;

eachDatabase("identity's tables", (databases) => {
  let system: Identity;
  beforeAll(async () => {
    system = await startWithFeed(databases);
  });

  /** What refused the row, or null: then it is taken back. */
  async function refusalOf(insert: Parameters<Identity["database"]["write"]>[0]): Promise<string | null> {
    const taken = new Error("taken");
    try {
      await system.database.write(async (transaction) => {
        await insert(transaction);
        throw taken;
      });
    } catch (error) {
      if (error === taken) return null;
      if (error instanceof ConstraintViolation)
        return [error.kind, ...(error.kind === "foreign-key" ? [] : [error.constraint])].join(" ");
      throw error;
    }
    return null;
  }
  const grantRefusal = (changes: Grant) =>
    refusalOf((transaction) => transaction.insert(ProfileGrantEntity, [{ ...GRANT, ...changes }]));

  it("take a grant that is as it should be", async () => {
    expect(await grantRefusal({})).toBeNull();
  });

  it.each<[string, Grant, string]>([
    [
      "a second master of a contract (R11)",
      { exclusiveKey: "MOBILE_MASTER mc-aurora-1" },
      "unique profile_grant_exclusive",
    ],
    [
      "a profile on another kind of scope",
      { profile: "LEGAL_REP", exclusiveKey: null },
      "check profile_grant_scope",
    ],
    ["an unknown profile", { profile: "KING" as never, exclusiveKey: null }, "check profile_grant_scope"],
    ["a contract that is not its own ancestor", { contractId: "mc-other" }, "check profile_grant_ancestors"],
    ["a scope without its organization", { organizationId: null }, "check profile_grant_ancestors"],
    [
      "a line without its contract",
      { profile: "END_USER", scopeKind: "MOBILE_LINE", contractId: null },
      "check profile_grant_ancestors",
    ],
    ["an end before the beginning", { validUntil: 1 }, "check profile_grant_validity"],
    ["a revoked grant that keeps its place", { revokedAt: 2 }, "check profile_grant_exclusive_holder"],
    [
      "an exclusive place for a profile that has none",
      { profile: "MOBILE_ADDITIONAL" },
      "check profile_grant_exclusive_holder",
    ],
    ["a grant of nobody", { userId: "user-nobody" }, "foreign-key"],
    ["a grant in no company", { organizationId: "org-nowhere" }, "foreign-key"],
  ])("refuse %s", async (_what, changes, refusal) => {
    expect(await grantRefusal(changes)).toBe(refusal);
  });

  it("refuse two master places of one company (R19) and two users of one line", async () => {
    const fixed = {
      profile: "FIXED_MASTER",
      scopeKind: "ORGANIZATION",
      scopeId: "org-aurora",
      contractId: null,
    } as const;
    const twice = (changes: Grant) =>
      refusalOf((transaction) =>
        transaction.insert(ProfileGrantEntity, [
          { ...GRANT, ...changes, id: "grant-1" },
          { ...GRANT, ...changes, id: "grant-2", userId: "user-two" },
        ]),
      );
    expect(await twice({ ...fixed, exclusiveKey: "FIXED_MASTER org-aurora" })).toBe(
      "unique profile_grant_exclusive",
    );
    expect(await twice({ ...fixed, exclusiveKey: null })).toBeNull();
    expect(
      await grantRefusal({
        profile: "END_USER",
        scopeKind: "MOBILE_LINE",
        scopeId: "ml-aurora-7",
        exclusiveKey: "END_USER ml-aurora-7",
      }),
    ).toBe("unique profile_grant_exclusive");
  });

  it("refuse an unknown service", async () => {
    const row = { grantId: "grant-additional", service: "COFFEE" as never };
    expect(await refusalOf((transaction) => transaction.insert(ProfileGrantServiceEntity, [row]))).toBe(
      "check profile_grant_service_known",
    );
  });

  it("refuse a user name twice, an unknown status, an invited account with a password, and an active one without", async () => {
    const account = (changes: Partial<UserAccountEntity>) =>
      refusalOf((transaction) => transaction.insert(UserAccountEntity, [{ ...ACCOUNT, ...changes }]));
    expect([
      await account({}),
      await account({ usernameKey: "legal.aurora" }),
      await account({ status: "ASLEEP" as never }),
      await account({ passwordHash: "hash" }),
      await account({ status: "ACTIVE" }),
    ]).toEqual([
      null,
      "unique user_account_username",
      "check user_account_status",
      "check user_account_password",
      "check user_account_password",
    ]);
  });

  it("refuse a membership twice, of an unknown status, and in no company", async () => {
    const membership = {
      userId: "user-cometa",
      organizationId: "org-aurora",
      status: "ACTIVE",
      sortName: "x",
    } as const;
    const insert = (changes: Partial<OrganizationMembershipEntity>) =>
      refusalOf((transaction) =>
        transaction.insert(OrganizationMembershipEntity, [{ ...membership, ...changes }]),
      );
    expect([
      await insert({}),
      await insert({ organizationId: "org-cometa" }),
      await insert({ status: "ASLEEP" as never }),
      await insert({ organizationId: "org-nowhere" }),
    ]).toEqual([null, "unique PRIMARY", "check organization_membership_status", "foreign-key"]);
  });
});
