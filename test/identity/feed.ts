const OFFICE = "Corso Unione Sovietica,612/3,10135,Torino,TO,IT";

/** Two companies of one holding, a third of none, and their people. */
export const FEED = {
  holdings: ["id,name", "hold-levante,Gruppo Levante", "hold-empty,Gruppo Vuoto"].join("\n"),
  organizations: [
    "id,legal_name,vat_number,fiscal_code,holding_id,registered_office_street_name,registered_office_street_nr,registered_office_postcode,registered_office_locality,registered_office_state_or_province,registered_office_country",
    `org-aurora,Aurora Meccanica S.p.A.,00488410010,00488410010,hold-levante,${OFFICE}`,
    `org-borea,Borea Logistica S.r.l.,00488410010,00488410010,hold-levante,${OFFICE}`,
    `org-cometa,Cometa Servizi S.p.A.,00488410010,00488410010,,${OFFICE}`,
  ].join("\n"),
  users: [
    "id,username,display_name,email,mobile_number,fiscal_code,organization_ids",
    "user-legal,legal.aurora,Elena Ferraris,elena@aurora.example,+393351234567,,org-aurora",
    "user-master,master.aurora,Àlvaro Rossi,alvaro@aurora.example,,,org-aurora",
    "user-two,master.two,Bruna Bianchi,bruna@borea.example,,,org-aurora|org-borea",
    "user-additional,additional.aurora,Carla Neri,carla@aurora.example,,,org-aurora",
    "user-enduser,enduser.aurora,Dario Verdi,dario@aurora.example,,,org-aurora",
    "user-holding,holding.levante,Fabio Levante,fabio@levante.example,,,",
    "user-employee,employee.aurora,Gaia Gialli,gaia@aurora.example,,,org-aurora",
    "user-cometa,legal.cometa,Ivo Cometa,ivo@cometa.example,,,org-cometa",
  ].join("\n"),
  grants: [
    "id,user_id,profile,services,scope_kind,scope_id,organization_id,contract_id,valid_from,valid_until",
    "grant-legal,user-legal,LEGAL_REP,,ORGANIZATION,org-aurora,,,2024-06-15T00:00:00Z,",
    "grant-legal-line,user-legal,END_USER,,MOBILE_LINE,ml-borea-3,org-borea,mc-borea-1,2025-06-15T00:00:00Z,",
    "grant-master,user-master,MOBILE_MASTER,,MOBILE_CONTRACT,mc-aurora-1,org-aurora,,2024-06-15T00:00:00Z,",
    "grant-two-aurora,user-two,MOBILE_MASTER,,MOBILE_CONTRACT,mc-aurora-2,org-aurora,,2024-06-15T00:00:00Z,",
    "grant-two-borea,user-two,MOBILE_MASTER,,MOBILE_CONTRACT,mc-borea-1,org-borea,mc-borea-1,2024-06-16T00:00:00Z,",
    "grant-additional,user-additional,MOBILE_ADDITIONAL,USAGE|INVENTORY,MOBILE_CONTRACT,mc-aurora-1,org-aurora,,2024-06-15T00:00:00Z,",
    "grant-former,user-employee,MOBILE_ADDITIONAL,USAGE,MOBILE_CONTRACT,mc-aurora-1,org-aurora,,2024-06-15T00:00:00Z,2026-06-15T00:00:00Z",
    "grant-enduser,user-enduser,END_USER,,MOBILE_LINE,ml-aurora-7,org-aurora,mc-aurora-1,2025-06-15T00:00:00Z,",
    "grant-holding,user-holding,HOLDING_REFERENT,,HOLDING,hold-levante,,,2024-06-15T00:00:00Z,",
    "grant-cometa,user-cometa,LEGAL_REP,,ORGANIZATION,org-cometa,org-cometa,,2024-06-15T00:00:00Z,",
    "grant-cometa-master,user-cometa,MOBILE_MASTER,,MOBILE_CONTRACT,mc-cometa-1,org-cometa,,2024-06-15T00:00:00Z,",
  ].join("\n"),
} as const;
