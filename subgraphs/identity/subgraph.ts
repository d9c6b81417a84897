import { identityImports } from "./import";
import type { SubgraphDefinition } from "../shared/subgraph/definition";
import { grantPreviewById } from "./explain/grant-preview.reference";
import type { GrantPreviewType } from "./explain/grant-preview.type";
import { tellRefusals } from "./messages/tell-refusals";
import { grantPreview } from "./explain/internal";
import { recordEvents } from "./audit/record-events";
import { objectPaths } from "./explain/object-paths";
import { OrganizationAccessResolver } from "./explain/organization-access.resolver";
import { ViewerAccessResolver } from "./explain/viewer-access.resolver";
import { AuditChainEntity } from "./audit/audit-chain.entity";
import { AuditEventEntity } from "./audit/audit-event.entity";
import { AuditEventResolver, AuditLogResolver } from "./audit/audit.resolver";
import { internalFunctions } from "./grants/callers/internal";
import { ExportAuditLogResolver } from "./audit/export-audit-log.resolver";
import { auditLogFile } from "./audit/audit-log-file";
import { openFile } from "../shared/downloads";
import { ExportUsersResolver } from "./people/export-users.resolver";
import { usersFile } from "./people/users-file";
import { ViewerOrganizationsResolver } from "./companies/viewer-organizations.resolver";
import { ViewerCredentialsResolver } from "./credentials/viewer-credentials.resolver";
import { OrganizationGrantsResolver, ViewerGrantsResolver } from "./grants/grant-lists.resolver";
import { GrantMutationsResolver } from "./grants/grant-mutations.resolver";
import { GrantScopeResolver } from "./grants/grant-scope.resolver";
import { ProfileGrantEntity } from "./grants/profile-grant.entity";
import { ProfileGrantResolver } from "./grants/profile-grant.resolver";
import { ProfileGrantServiceEntity } from "./grants/profile-grant-service.entity";
import { HoldingEntity } from "./companies/holding.entity";
import { HoldingResolver } from "./companies/holding.resolver";
import { SigningKeyEntity } from "./credentials/keys/signing-key.entity";
import { InvitationResolver } from "./registration/invitations/invitation.resolver";
import { InvitationEntity } from "./registration/invitations/invitation.entity";
import { identityLoaders, type IdentityLoaders } from "./loaders";
import { BindProofs1796190000001 } from "./migrations/bind-proofs.migration";
import { EmailChanges1796190000003 } from "./migrations/email-changes.migration";
import { LostSecondFactors1796190000004 } from "./migrations/lost-second-factors.migration";
import { CorrectedValues1796190000002 } from "./migrations/corrected-values.migration";
import { CreateAccessRequests1764500000000 } from "./migrations/create-access-requests.migration";
import { CreateAudit1764100000000 } from "./migrations/create-audit.migration";
import { CreateIdentity1764000000000 } from "./migrations/create-identity.migration";
import { CreateOutbox1764200000000 } from "./migrations/create-outbox.migration";
import { CreateRegistration1764300000000 } from "./migrations/create-registration.migration";
import { CreateRecovery1764420000000 } from "./migrations/create-recovery.migration";
import { CreateSecondFactor1764410000000 } from "./migrations/create-second-factor.migration";
import { CreateThrottle1764400000000 } from "./migrations/create-throttle.migration";
import { IndexSweeps1796100000001 } from "./migrations/index-sweeps.migration";
import { RepairEarlierReleases1796100000000 } from "./migrations/repair-earlier-releases.migration";
import { RotateSigningKeys1764430000000 } from "./migrations/rotate-signing-keys.migration";
import { OutboxMessageEntity } from "../shared/work/delivery/outbox-message.entity";
import { MobileContractResolver } from "./grants/holders/mobile-contract.resolver";
import { mobileLinePath } from "./grants/holders/mobile-line.type";
import { MobileLineResolver } from "./grants/holders/mobile-line.resolver";
import { OneTimeCodeEntity } from "../shared/codes/one-time-code.entity";
import { mobileContractPath } from "./grants/holders/mobile-contract.type";
import { OrganizationEntity } from "./companies/organization.entity";
import { OrganizationMutationsResolver } from "./companies/organization-mutations.resolver";
import { OrganizationResolver } from "./companies/organization.resolver";
import type { OrganizationType } from "./companies/organization.type";
import { EmailChangeEntity } from "./own-data/email-change.entity";
import { OwnDataResolver } from "./own-data/own-data.resolver";
import { ApplicationResolver } from "./registration/application.resolver";
import { MobileNumberProofEntity } from "./registration/mobile-number-proof.entity";
import { MobileNumberResolver } from "./registration/mobile-number.resolver";
import { RegistrationEntity } from "./registration/registration.entity";
import { PasswordResolver } from "./credentials/passwords/password.resolver";
import { PasswordResetEntity } from "./recovery/password-reset.entity";
import { RecoveryRequestEntity } from "./recovery/recovery-request.entity";
import { RecoveryResolver } from "./recovery/recovery.resolver";
import { RecoveryCodeEntity } from "./credentials/second-factor/recovery-code.entity";
import { SecondFactorEntity } from "./credentials/second-factor/second-factor.entity";
import { SecondFactorResolver } from "./credentials/second-factor/second-factor.resolver";
import { RegistrationResolver } from "./registration/registration.resolver";
import { startIdentity, type IdentityServices } from "./services";
import { AccessRequestMutationsResolver } from "./requests/access-request-mutations.resolver";
import { AccessRequestEntity, AccessRequestServiceEntity } from "./requests/access-request.entity";
import {
  AccessRequestResolver,
  ContractRequestsResolver,
  OrganizationRequestsResolver,
  ViewerRequestsResolver,
} from "./requests/access-request.resolver";
import { SessionEntity } from "./credentials/sessions/session.entity";
import { SignInChallengeEntity } from "./credentials/sessions/sign-in-challenge.entity";
import { SessionResolver } from "./credentials/sessions/session.resolver";
import { KnownAddressEntity } from "../shared/throttle/known-address.entity";
import { ThrottleEntity } from "../shared/throttle/throttle.entity";
import { OrganizationMembershipEntity } from "./people/organization-membership.entity";
import { UserAccountEntity } from "./people/user-account.entity";
import { DeactivateUserResolver } from "./grants/deactivate-user.resolver";
import { userPath } from "./people/user-path";
import { ViewerResolver } from "./people/viewer.resolver";
import { SecondFactorEndingEntity } from "./credentials/second-factor/second-factor-ending.entity";

/** People, sessions, companies, and the only writer of grants. */
export const identity: SubgraphDefinition<IdentityLoaders, IdentityServices> = {
  name: "identity",
  federationImports: ["@key", "@shareable", "@external", "@requires"],
  resolvers: [
    ViewerResolver,
    ViewerOrganizationsResolver,
    ViewerCredentialsResolver,
    ViewerGrantsResolver,
    ViewerAccessResolver,
    OrganizationResolver,
    OrganizationGrantsResolver,
    OrganizationAccessResolver,
    HoldingResolver,
    SessionResolver,
    SecondFactorResolver,
    PasswordResolver,
    RecoveryResolver,
    ProfileGrantResolver,
    GrantScopeResolver,
    GrantMutationsResolver,
    DeactivateUserResolver,
    OrganizationMutationsResolver,
    ExportUsersResolver,
    ExportAuditLogResolver,
    AccessRequestResolver,
    AccessRequestMutationsResolver,
    ViewerRequestsResolver,
    OrganizationRequestsResolver,
    ContractRequestsResolver,
    MobileContractResolver,
    MobileLineResolver,
    OwnDataResolver,
    RegistrationResolver,
    MobileNumberResolver,
    ApplicationResolver,
    InvitationResolver,
    AuditLogResolver,
    AuditEventResolver,
  ],
  entities: [
    HoldingEntity,
    OrganizationEntity,
    UserAccountEntity,
    OrganizationMembershipEntity,
    ProfileGrantEntity,
    ProfileGrantServiceEntity,
    SessionEntity,
    SigningKeyEntity,
    AuditChainEntity,
    AuditEventEntity,
    OutboxMessageEntity,
    AccessRequestEntity,
    AccessRequestServiceEntity,
    OneTimeCodeEntity,
    RegistrationEntity,
    MobileNumberProofEntity,
    InvitationEntity,
    ThrottleEntity,
    KnownAddressEntity,
    SecondFactorEntity,
    RecoveryCodeEntity,
    SignInChallengeEntity,
    RecoveryRequestEntity,
    PasswordResetEntity,
    EmailChangeEntity,
    SecondFactorEndingEntity,
  ],
  migrations: [
    CreateIdentity1764000000000,
    CreateAudit1764100000000,
    CreateOutbox1764200000000,
    CreateRegistration1764300000000,
    CreateThrottle1764400000000,
    CreateAccessRequests1764500000000,
    CreateSecondFactor1764410000000,
    CreateRecovery1764420000000,
    RotateSigningKeys1764430000000,
    RepairEarlierReleases1796100000000,
    IndexSweeps1796100000001,
    BindProofs1796190000001,
    CorrectedValues1796190000002,
    EmailChanges1796190000003,
    LostSecondFactors1796190000004,
  ],
  imports: identityImports,
  needsIdentitySecret: true,
  start: startIdentity,
  async stop({ chores, messages }) {
    await chores.close();
    await messages.close();
  },
  loaders: identityLoaders,
  references: {
    Organization: ({ id }, { loaders }) => loaders.organization.byId.load(id),
    Holding: ({ id }, { loaders }) => loaders.holding.byId.load(id),
    // Any id: its guarded fields are decided on the organizations that the person is registered with.
    User: ({ id }, { loaders }) => loaders.user.byId.load(id),
    GrantPreview: ({ id }, context) => grantPreviewById(id, context),
    // Stubs: what they lead to carries its own scope and rules.
    MobileContract: (reference) => reference,
    MobileLine: (reference) => reference,
  },
  scopePaths: {
    Organization: ({ id }: OrganizationType) => ({ scopes: [{ kind: "ORGANIZATION", id }] }),
    User: userPath,
    MobileContract: mobileContractPath,
    MobileLine: mobileLinePath,
    GrantPreview: ({ organizationId }: GrantPreviewType) => ({
      scopes: [{ kind: "ORGANIZATION", id: organizationId }],
    }),
  },
  lookups: objectPaths,
  download: (token, context) =>
    openFile(token, context, [usersFile, auditLogFile], async () => {
      const { caller, database, services, now } = context;
      const { userId, sessionId } = caller;
      if (userId === null || sessionId === null) return null;
      return await services.callerOf(database.read, { userId, sessionId }, now());
    }),
  internal: [...internalFunctions, grantPreview, recordEvents, tellRefusals],
};
