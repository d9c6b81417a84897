/**
 * Operations over everything that can be read, in the ways in which clients ask. Nothing of a single session is in it,
 * and no id of a cost centre: the import makes those up.
 */
export const CORPUS: Readonly<Record<string, string>> = {
  "who am I": `{ viewer {
    user { id displayName username email mobileNumber status }
    grants { id profile services validFrom validUntil scope {
      kind id label organization { id legalName } mobileContract { id number } mobileLine { id msisdn }
    } user { id } grantedBy { id displayName } }
    organizations { totalCount edges { cursor node { id legalName } } pageInfo { hasNextPage endCursor } }
  } }`,
  "a company in full": `{ organization(id: "org-aurora") {
    id legalName vatNumber fiscalCode
    registeredOffice { streetName streetNr postcode locality stateOrProvince country }
    holding { id name organizations { totalCount edges { node { id legalName vatNumber } } } }
    users(first: 5) { totalCount edges { cursor node { id displayName username email mobileNumber status } } }
    grants(first: 5) { totalCount edges { node { id profile scope { kind id label } user { displayName } } } }
  } }`,
  "three companies under aliases": `query ($first: Int!) {
    a: organization(id: "org-aurora") { ...Company }
    b: organization(id: "org-borea") { ...Company }
    c: organization(id: "org-cometa") { ...Company }
    none: organization(id: "org-none") { ...Company }
  }
  fragment Company on Organization {
    __typename legalName
    mobileContracts(first: $first) { totalCount edges { node { id number signedOn status master { id displayName email } } } }
    mobileInventory { ...Inventory }
  }
  fragment Inventory on MobileInventorySummary {
    total asOf coverage { kind asOf scopes { grantId profile kind id } }
    byStatus { status count } byContract { count contract { id number } }
    byTariffPlan { count tariffPlan { id name } } byCostCenter { count costCenter { code name } }
  }`,
  "lines with all details": `{ organization(id: "org-aurora") { mobileLines(first: 25) {
    totalCount coverage { kind asOf scopes { grantId profile kind id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node {
      id msisdn status activatedOn terminatedOn frozenOn label roaming
      contract { id number } organization { id legalName } user { id displayName email }
      tariffPlan { id name } options { id name } premiumServiceBlacklist costCenter { code name }
      sim { iccid imsi puk kind administrativeState } device { imei model }
      usage { period asOf buckets { kind allowance used remaining thresholdReached } }
    } }
  } } }`,
  "lines filtered, sorted and searched": `{ organization(id: "org-aurora") {
    terminated: mobileLines(first: 10, filter: { status: [TERMINATED] }) { totalCount edges { node { id terminatedOn } } }
    frozen: mobileLines(first: 10, filter: { status: [FROZEN] }) { totalCount edges { node { id frozenOn } } }
    searched: mobileLines(first: 10, filter: { search: "39320" }) { totalCount edges { node { msisdn label } } }
    ofCenter: mobileInventory(filter: { search: "a" }) { total byStatus { status count } }
  } }`,
  "one line by id and by number, of two companies": `{
    aurora: mobileLine(id: "ml-aurora-1-00007") { ...Line }
    borea: mobileLine(id: "ml-borea-1-00001") { ...Line }
    nobody: mobileLine(id: "ml-none") { ...Line }
    byNumber: mobileLine(msisdn: "+393200073390") { ...Line }
  }
  fragment Line on MobileLine {
    id msisdn user { displayName username } sim { imsi puk } costCenter { code }
    device { imei model } usage(period: "2026-05") { period buckets { kind used } }
  }`,
  "a contract with its lines and cost centres": `{ mobileContract(id: "mc-aurora-1") {
    id number signedOn status master { id displayName username } organization { id vatNumber }
    costCenters(first: 5) { totalCount edges { cursor node { code name } } }
    lines(first: 3) { totalCount coverage { kind } edges { node { id msisdn } } }
    inventory { total byStatus { status count } byTariffPlan { count } }
  } }`,
  "fixed lines, sites and both sums": `{ organization(id: "org-aurora") {
    sites(first: 5) { totalCount edges { cursor node {
      id code name address { streetName streetNr postcode locality } lines(first: 2) { totalCount edges { node { number } } }
      inventory { total byService { family total services { name count } } }
    } } }
    fixedLines(first: 10) { totalCount coverage { kind scopes { profile kind id } } edges { cursor node {
      id number family accessTechnology status activatedOn terminatedOn
      organization { id legalName } site { id name } services { id name activatedOn } billingAccount { id }
    } } }
    fixedInventory { total asOf coverage { kind } byService { family total services { name count } }
      bySite(first: 4) { totalCount edges { cursor node { total site { id name } } } } }
  } }`,
  "mobile and fixed beside each other": `{
    holding(id: "hold-levante") { id name organizations { edges { node {
      id legalName mobileInventory { total coverage { kind } } fixedInventory { total coverage { kind } }
    } } } }
  }`,
  "refusals in a list": `{ organization(id: "org-borea") {
    vatNumber mobileLines(first: 8) { edges { node { id sim { imsi puk } costCenter { code } } } }
  } }`,
  "mistakes in arguments": `{
    organization(id: "org-aurora") { mobileLines(first: -1) { totalCount } }
    mobileLine { id }
    fixedLine { id }
  }`,
  "a cursor of another list": `{ organization(id: "org-aurora") { mobileLines(after: "bm9uc2Vuc2U", first: 1) { totalCount } } }`,
  "an unknown field": `{ organization(id: "org-aurora") { legalNames } }`,
  "the type of everything": `{ __typename viewer { __typename user { __typename } } }`,
  "a sign-in that fails": `mutation { signIn(username: "legal.aurora", password: "wrong") {
    accessToken viewer { user { id } } userErrors { code message field }
  } }`,
};

/** The variables of every operation; those that it does not declare are ignored. */
export const CORPUS_VARIABLES = { first: 3 };
