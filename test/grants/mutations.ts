/** The mutations that manage grants, as a client would send them. */
const GRANT = "id profile services scope { kind id label } validFrom validUntil user { id } grantedBy { id }";
const PAYLOAD = `grant { ${GRANT} } ended { id profile user { id } } userErrors { code message field }`;

export const GRANT_PROFILE = `mutation ($input: GrantProfileInput!) { grantProfile(input: $input) { ${PAYLOAD} } }`;
export const REVOKE_PROFILE = `mutation ($grantId: ID!) { revokeProfile(grantId: $grantId) { ${PAYLOAD} } }`;
export const APPOINT_MOBILE_MASTER = `mutation ($contractId: ID!, $userId: ID!) {
  appointMobileMaster(contractId: $contractId, userId: $userId) { ${PAYLOAD} }
}`;
export const APPOINT_FIXED_MASTER = `mutation ($organizationId: ID!, $userId: ID!) {
  appointFixedMaster(organizationId: $organizationId, userId: $userId) { ${PAYLOAD} }
}`;
export const ASSIGN_LINE_USER = `mutation ($lineId: ID!, $userId: ID) {
  assignLineUser(lineId: $lineId, userId: $userId) {
    line { id user { id } } grant { profile scope { id } user { id } } userErrors { code message field }
  }
}`;

const REQUEST = `accessRequest {
  id status contractNumber services message refusalReason createdAt decidedAt
  requestedBy { id } decidedBy { id } contract { id } grant { id profile services }
} userErrors { code message field }`;
export const REQUEST_REFERENT = `mutation ($input: RequestAdditionalReferentInput!) {
  requestAdditionalReferent(input: $input) { ${REQUEST} }
}`;
export const APPROVE = `mutation ($id: ID!) { approveAccessRequest(id: $id) { ${REQUEST} } }`;
export const REFUSE = `mutation ($id: ID!, $reason: String) { refuseAccessRequest(id: $id, reason: $reason) { ${REQUEST} } }`;

export const DEACTIVATE = `mutation ($input: DeactivateUserInput!) {
  deactivateUser(input: $input) { user { id status } userErrors { code message field } }
}`;
export const CHANGE_OFFICE = `mutation ($organizationId: ID!, $address: PostalAddressInput!) {
  changeRegisteredOffice(organizationId: $organizationId, address: $address) {
    organization { id registeredOffice { streetName streetNr postcode locality stateOrProvince country } }
    userErrors { code message field }
  }
}`;
