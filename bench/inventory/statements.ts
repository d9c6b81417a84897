/** Everything that a line has one of, in one statement over both databases. */
export function linesStatement({ mobile, identity }: { mobile: string; identity: string }): string {
  return `SELECT l.id, l.msisdn, l.status, l.activated_on, l.terminated_on, l.frozen_on, l.label, l.roaming,
  c.id AS contract_id, c.number AS contract_number, c.status AS contract_status,
  t.id AS tariff_plan_id, t.name AS tariff_plan_name,
  k.id AS cost_center_id, k.code AS cost_center_code, k.name AS cost_center_name,
  s.iccid, s.imsi, s.puk, s.kind AS sim_kind, s.administrative_state,
  d.line_id AS device_line, d.imei, d.model,
  u.id AS user_id, u.display_name
FROM ${mobile}.mobile_line l
JOIN ${mobile}.mobile_contract c ON c.id = l.contract_id
JOIN ${mobile}.tariff_plan t ON t.id = l.tariff_plan_id
LEFT JOIN ${mobile}.cost_center k ON k.id = l.cost_center_id
LEFT JOIN ${mobile}.sim s ON s.line_id = l.id
LEFT JOIN ${mobile}.device d ON d.line_id = l.id
LEFT JOIN ${identity}.profile_grant g ON g.scope_id = l.id AND g.profile = 'END_USER'
  AND g.revoked_at IS NULL AND g.valid_from <= ? AND (g.valid_until IS NULL OR g.valid_until > ?)
LEFT JOIN ${identity}.user_account u ON u.id = g.user_id
WHERE l.organization_id = ?
ORDER BY l.msisdn, l.id
LIMIT ?`;
}

/** What a line has several of, each for all lines of the page at once. */
export const OF_LINES = {
  options: (mobile: string) => `SELECT a.line_id, o.id AS option_id, o.name
FROM ${mobile}.mobile_line_option a JOIN ${mobile}.line_option o ON o.id = a.option_id
WHERE a.line_id IN (?) ORDER BY o.name, o.id`,
  blocks: (mobile: string) =>
    `SELECT line_id, service FROM ${mobile}.premium_service_block WHERE line_id IN (?) ORDER BY service`,
  buckets: (mobile: string) => `SELECT line_id, kind, allowance, used, as_of
FROM ${mobile}.usage_bucket WHERE line_id IN (?) AND period = ?
ORDER BY FIELD(kind, 'VOICE', 'DATA', 'SMS')`,
};
