CREATE TABLE `access_request` (
  `id` varchar(64) NOT NULL,
  `user_id` varchar(64) NOT NULL,
  `organization_id` varchar(64) NOT NULL,
  `contract_id` varchar(64) NOT NULL,
  `contract_number` varchar(32) NOT NULL,
  `message` varchar(500) DEFAULT NULL,
  `status` varchar(16) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `decided_at` bigint(20) DEFAULT NULL,
  `decided_by` varchar(64) DEFAULT NULL,
  `refusal_reason` varchar(500) DEFAULT NULL,
  `grant_id` varchar(64) DEFAULT NULL,
  `pending_key` varchar(130) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `access_request_pending` (`pending_key`),
  KEY `access_request_by_user` (`user_id`,`created_at`,`id`),
  KEY `access_request_by_organization` (`organization_id`,`created_at`,`id`),
  KEY `access_request_by_contract` (`contract_id`,`created_at`,`id`),
  KEY `access_request_decided_by` (`decided_by`),
  KEY `access_request_grant` (`grant_id`),
  CONSTRAINT `access_request_decided_by` FOREIGN KEY (`decided_by`) REFERENCES `user_account` (`id`),
  CONSTRAINT `access_request_grant` FOREIGN KEY (`grant_id`) REFERENCES `profile_grant` (`id`),
  CONSTRAINT `access_request_organization` FOREIGN KEY (`organization_id`) REFERENCES `organization` (`id`),
  CONSTRAINT `access_request_user` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`),
  CONSTRAINT `access_request_status` CHECK (`status` in ('PENDING','APPROVED','REFUSED')),
  CONSTRAINT `access_request_decided` CHECK (`status` = 'PENDING' and `decided_at` is null and `decided_by` is null and `pending_key` is not null or `status` <> 'PENDING' and `decided_at` is not null and `decided_by` is not null and `pending_key` is null),
  CONSTRAINT `access_request_granted` CHECK (`status` = 'APPROVED' = (`grant_id` is not null)),
  CONSTRAINT `access_request_reason` CHECK (`refusal_reason` is null or `status` = 'REFUSED')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `access_request_service` (
  `request_id` varchar(64) NOT NULL,
  `service` varchar(32) NOT NULL,
  PRIMARY KEY (`request_id`,`service`),
  CONSTRAINT `access_request_service_request` FOREIGN KEY (`request_id`) REFERENCES `access_request` (`id`),
  CONSTRAINT `access_request_service_known` CHECK (`service` in ('INVENTORY','USAGE','INVOICES','SIM_OPERATIONS','OPTIONS'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `audit_chain` (
  `chain` varchar(64) NOT NULL,
  `sequence` bigint(20) NOT NULL,
  `hash` varchar(64) NOT NULL,
  PRIMARY KEY (`chain`),
  CONSTRAINT `audit_chain_sequence` CHECK (`sequence` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `audit_chain` VALUES ('org-1',0,'0000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE `audit_event` (
  `id` varchar(64) NOT NULL,
  `chain` varchar(64) NOT NULL,
  `sequence` bigint(20) NOT NULL,
  `at` bigint(20) NOT NULL,
  `actor_id` varchar(64) DEFAULT NULL,
  `grant_id` varchar(64) DEFAULT NULL,
  `action` varchar(128) NOT NULL,
  `target_type` varchar(64) DEFAULT NULL,
  `target_id` varchar(64) DEFAULT NULL,
  `target_label` varchar(255) DEFAULT NULL,
  `outcome` varchar(16) NOT NULL,
  `reason` varchar(500) DEFAULT NULL,
  `ip_address` varchar(45) DEFAULT NULL,
  `user_agent` varchar(255) DEFAULT NULL,
  `request_id` varchar(64) DEFAULT NULL,
  `hash` varchar(64) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `audit_event_sequence` (`chain`,`sequence`),
  KEY `audit_event_list` (`chain`,`at`,`sequence`),
  KEY `audit_event_by_actor` (`chain`,`actor_id`,`at`,`sequence`),
  KEY `audit_event_by_target` (`chain`,`target_id`,`at`,`sequence`),
  CONSTRAINT `audit_event_sequence_positive` CHECK (`sequence` > 0),
  CONSTRAINT `audit_event_outcome` CHECK (`outcome` in ('ALLOWED','REFUSED','FAILED')),
  CONSTRAINT `audit_event_target` CHECK (`target_type` is null and `target_id` is null and `target_label` is null or `target_type` is not null and `target_id` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `holding` (
  `id` varchar(64) NOT NULL,
  `name` varchar(200) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `holding` VALUES ('h-1','Alfa Holding');
CREATE TABLE `invitation` (
  `id` varchar(64) NOT NULL,
  `user_id` varchar(64) NOT NULL,
  `organization_id` varchar(64) NOT NULL,
  `token_hash` varchar(43) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `invitation_token` (`token_hash`),
  UNIQUE KEY `invitation_of_member` (`user_id`,`organization_id`),
  KEY `invitation_expired` (`expires_at`),
  CONSTRAINT `invitation_membership` FOREIGN KEY (`user_id`, `organization_id`) REFERENCES `organization_membership` (`user_id`, `organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `known_address` (
  `user_id` varchar(64) NOT NULL,
  `address_hash` varchar(43) NOT NULL,
  `seen_at` bigint(20) NOT NULL,
  PRIMARY KEY (`user_id`,`address_hash`),
  KEY `known_address_seen` (`seen_at`),
  CONSTRAINT `known_address_user` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `migrations` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `timestamp` bigint(20) NOT NULL,
  `name` varchar(255) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=11 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `migrations` VALUES (1,1764000000000,'CreateIdentity1764000000000');
INSERT INTO `migrations` VALUES (2,1764100000000,'CreateAudit1764100000000');
INSERT INTO `migrations` VALUES (3,1764200000000,'CreateOutbox1764200000000');
INSERT INTO `migrations` VALUES (4,1764300000000,'CreateRegistration1764300000000');
INSERT INTO `migrations` VALUES (5,1764400000000,'CreateThrottle1764400000000');
INSERT INTO `migrations` VALUES (6,1764410000000,'CreateSecondFactor1764410000000');
INSERT INTO `migrations` VALUES (7,1764420000000,'CreateRecovery1764420000000');
INSERT INTO `migrations` VALUES (8,1764430000000,'RotateSigningKeys1764430000000');
INSERT INTO `migrations` VALUES (9,1764500000000,'CreateAccessRequests1764500000000');
INSERT INTO `migrations` VALUES (10,1764600000000,'AddRecoveryNumber1764600000000');
CREATE TABLE `mobile_number_proof` (
  `id` varchar(64) NOT NULL,
  `user_id` varchar(64) NOT NULL,
  `mobile_number` varchar(16) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `mobile_number_proof_expired` (`expires_at`),
  KEY `mobile_number_proof_user` (`user_id`),
  CONSTRAINT `mobile_number_proof_user` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `one_time_code` (
  `id` varchar(64) NOT NULL,
  `code_hash` varchar(43) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  `tries` bigint(20) NOT NULL,
  `made` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `one_time_code_tries` CHECK (`tries` >= 0),
  CONSTRAINT `one_time_code_made` CHECK (`made` >= 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `organization` (
  `id` varchar(64) NOT NULL,
  `legal_name` varchar(200) NOT NULL,
  `sort_name` varchar(100) NOT NULL,
  `vat_number` varchar(11) NOT NULL,
  `fiscal_code` varchar(16) NOT NULL,
  `holding_id` varchar(64) DEFAULT NULL,
  `street_name` varchar(200) NOT NULL,
  `street_nr` varchar(20) DEFAULT NULL,
  `postcode` varchar(20) NOT NULL,
  `locality` varchar(100) NOT NULL,
  `state_or_province` varchar(100) NOT NULL,
  `country` varchar(2) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `organization_by_holding` (`holding_id`,`sort_name`,`id`),
  KEY `organization_by_vat_number` (`vat_number`),
  KEY `organization_vat_number` (`vat_number`),
  CONSTRAINT `organization_holding` FOREIGN KEY (`holding_id`) REFERENCES `holding` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `organization` VALUES ('org-1','Alfa S.r.l.','alfa','01234567890','01234567890','h-1','Via Roma','1','20100','Milano','MI','IT');
CREATE TABLE `organization_membership` (
  `user_id` varchar(64) NOT NULL,
  `organization_id` varchar(64) NOT NULL,
  `status` varchar(16) NOT NULL,
  `sort_name` varchar(100) NOT NULL,
  PRIMARY KEY (`user_id`,`organization_id`),
  KEY `organization_membership_list` (`organization_id`,`sort_name`,`user_id`),
  CONSTRAINT `organization_membership_organization` FOREIGN KEY (`organization_id`) REFERENCES `organization` (`id`),
  CONSTRAINT `organization_membership_user` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`),
  CONSTRAINT `organization_membership_status` CHECK (`status` in ('PENDING','INVITED','ACTIVE','DEACTIVATED'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `organization_membership` VALUES ('u-1','org-1','ACTIVE','rossi anna');
INSERT INTO `organization_membership` VALUES ('u-2','org-1','INVITED','verdi bruno');
CREATE TABLE `outbox_message` (
  `id` varchar(64) NOT NULL,
  `channel` varchar(8) NOT NULL,
  `recipient` varchar(254) NOT NULL,
  `subject` varchar(200) NOT NULL,
  `text` varchar(2000) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `expires_at` bigint(20) DEFAULT NULL,
  `next_attempt_at` bigint(20) DEFAULT NULL,
  `attempts` bigint(20) NOT NULL,
  `sent_at` bigint(20) DEFAULT NULL,
  `given_up_at` bigint(20) DEFAULT NULL,
  `last_error` varchar(255) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `outbox_message_due` (`channel`,`next_attempt_at`),
  KEY `outbox_message_created` (`created_at`),
  CONSTRAINT `outbox_message_channel` CHECK (`channel` in ('sms','email')),
  CONSTRAINT `outbox_message_attempts` CHECK (`attempts` >= 0),
  CONSTRAINT `outbox_message_state` CHECK (`next_attempt_at` is not null and `sent_at` is null and `given_up_at` is null or `next_attempt_at` is null and `sent_at` is not null and `given_up_at` is null or `next_attempt_at` is null and `sent_at` is null and `given_up_at` is not null),
  CONSTRAINT `outbox_message_blanked` CHECK (`next_attempt_at` is not null or `text` = '')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `outbox_message` VALUES ('m-1','email','anna@alfa.example','Waiting','A code',1790000000000,NULL,1790000000000,0,NULL,NULL,NULL);
INSERT INTO `outbox_message` VALUES ('m-2','email','anna@alfa.example','Sent','',1790000000000,NULL,NULL,1,1790000000001,NULL,NULL);
INSERT INTO `outbox_message` VALUES ('m-3','sms','+393330000001','Given up','',1790000000000,NULL,NULL,9,NULL,1790000000002,NULL);
CREATE TABLE `password_reset` (
  `token_hash` varchar(43) NOT NULL,
  `user_id` varchar(64) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  `used_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`token_hash`),
  KEY `password_reset_user` (`user_id`),
  KEY `password_reset_expired` (`expires_at`),
  CONSTRAINT `password_reset_user_account` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `profile_grant` (
  `id` varchar(64) NOT NULL,
  `user_id` varchar(64) NOT NULL,
  `profile` varchar(32) NOT NULL,
  `scope_kind` varchar(32) NOT NULL,
  `scope_id` varchar(64) NOT NULL,
  `organization_id` varchar(64) DEFAULT NULL,
  `contract_id` varchar(64) DEFAULT NULL,
  `valid_from` bigint(20) NOT NULL,
  `valid_until` bigint(20) DEFAULT NULL,
  `granted_by` varchar(64) DEFAULT NULL,
  `revoked_at` bigint(20) DEFAULT NULL,
  `exclusive_key` varchar(100) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `profile_grant_exclusive` (`exclusive_key`),
  KEY `profile_grant_by_user` (`user_id`),
  KEY `profile_grant_by_scope` (`scope_id`,`profile`),
  KEY `profile_grant_list` (`organization_id`,`valid_from`,`id`),
  KEY `profile_grant_granted_by` (`granted_by`),
  CONSTRAINT `profile_grant_granted_by` FOREIGN KEY (`granted_by`) REFERENCES `user_account` (`id`),
  CONSTRAINT `profile_grant_organization` FOREIGN KEY (`organization_id`) REFERENCES `organization` (`id`),
  CONSTRAINT `profile_grant_user` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`),
  CONSTRAINT `profile_grant_scope` CHECK (`profile` in ('LEGAL_REP','FIXED_OWNER','FIXED_MASTER') and `scope_kind` = 'ORGANIZATION' or `profile` = 'HOLDING_REFERENT' and `scope_kind` = 'HOLDING' or `profile` in ('MOBILE_MASTER','MOBILE_ADDITIONAL') and `scope_kind` = 'MOBILE_CONTRACT' or `profile` = 'END_USER' and `scope_kind` = 'MOBILE_LINE' or `profile` = 'FIXED_STANDARD' and `scope_kind` = 'BILLING_ACCOUNT'),
  CONSTRAINT `profile_grant_ancestors` CHECK (`scope_kind` = 'HOLDING' and `organization_id` is null and `contract_id` is null or `scope_kind` = 'ORGANIZATION' and `organization_id` is not null and `organization_id` = `scope_id` and `contract_id` is null or `scope_kind` = 'MOBILE_CONTRACT' and `organization_id` is not null and `contract_id` is not null and `contract_id` = `scope_id` or `scope_kind` = 'MOBILE_LINE' and `organization_id` is not null and `contract_id` is not null or `scope_kind` = 'BILLING_ACCOUNT' and `organization_id` is not null and `contract_id` is null),
  CONSTRAINT `profile_grant_validity` CHECK (`valid_until` is null or `valid_until` > `valid_from`),
  CONSTRAINT `profile_grant_exclusive_holder` CHECK (`exclusive_key` is null or `revoked_at` is null and `profile` in ('MOBILE_MASTER','FIXED_MASTER','END_USER'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `profile_grant` VALUES ('g-1','u-1','LEGAL_REP','ORGANIZATION','org-1','org-1',NULL,1790000000000,NULL,NULL,NULL,NULL);
CREATE TABLE `profile_grant_service` (
  `grant_id` varchar(64) NOT NULL,
  `service` varchar(32) NOT NULL,
  PRIMARY KEY (`grant_id`,`service`),
  CONSTRAINT `profile_grant_service_grant` FOREIGN KEY (`grant_id`) REFERENCES `profile_grant` (`id`),
  CONSTRAINT `profile_grant_service_known` CHECK (`service` in ('INVENTORY','USAGE','INVOICES','SIM_OPERATIONS','OPTIONS'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `recovery_code` (
  `user_id` varchar(64) NOT NULL,
  `code_hash` varchar(43) NOT NULL,
  `used_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`user_id`,`code_hash`),
  CONSTRAINT `recovery_code_second_factor` FOREIGN KEY (`user_id`) REFERENCES `second_factor` (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `recovery_request` (
  `id` varchar(64) NOT NULL,
  `wanted` varchar(16) NOT NULL,
  `identified_by` varchar(16) NOT NULL,
  `sealed_identifier` varchar(1500) NOT NULL,
  `request_id` varchar(64) NOT NULL,
  `user_agent` varchar(255) DEFAULT NULL,
  `ip_address` varchar(45) DEFAULT NULL,
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `recovery_request_wanted` CHECK (`wanted` in ('USERNAME','PASSWORD')),
  CONSTRAINT `recovery_request_identified_by` CHECK (`identified_by` in ('USERNAME','EMAIL','FISCAL_CODE','VAT_NUMBER'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `registration` (
  `id` varchar(64) NOT NULL,
  `vat_number` varchar(11) NOT NULL,
  `username` varchar(64) NOT NULL,
  `display_name` varchar(100) NOT NULL,
  `email` varchar(254) NOT NULL,
  `mobile_number` varchar(16) DEFAULT NULL,
  `password_hash` varchar(255) NOT NULL,
  `language` varchar(2) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `registration_expired` (`expires_at`),
  CONSTRAINT `registration_language` CHECK (`language` in ('it','en'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `second_factor` (
  `user_id` varchar(64) NOT NULL,
  `sealed_secret` varchar(255) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `confirmed_at` bigint(20) DEFAULT NULL,
  `last_step` bigint(20) NOT NULL,
  PRIMARY KEY (`user_id`),
  CONSTRAINT `second_factor_user` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`),
  CONSTRAINT `second_factor_confirmed` CHECK (`confirmed_at` is null or `confirmed_at` >= `created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `session` (
  `id` varchar(64) NOT NULL,
  `user_id` varchar(64) NOT NULL,
  `token_hash` varchar(43) NOT NULL,
  `previous_token_hash` varchar(43) DEFAULT NULL,
  `user_agent` varchar(255) DEFAULT NULL,
  `ip_address` varchar(45) DEFAULT NULL,
  `created_at` bigint(20) NOT NULL,
  `last_used_at` bigint(20) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  `ended_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `session_by_user` (`user_id`,`last_used_at`),
  CONSTRAINT `session_user` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `session` VALUES ('s-1','u-1','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',NULL,NULL,1790000000000,1790000000000,3580000000000,NULL);
CREATE TABLE `sign_in_challenge` (
  `id_hash` varchar(43) NOT NULL,
  `user_id` varchar(64) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  `tries` bigint(20) NOT NULL,
  `used_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id_hash`),
  KEY `sign_in_challenge_user` (`user_id`),
  KEY `sign_in_challenge_expired` (`expires_at`),
  CONSTRAINT `sign_in_challenge_user_account` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`),
  CONSTRAINT `sign_in_challenge_tries` CHECK (`tries` >= 0 and `tries` <= 5)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `signing_key` (
  `kid` varchar(64) NOT NULL,
  `public_jwk` text NOT NULL,
  `sealed_private_jwk` text NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `signs` varchar(16) DEFAULT NULL,
  `signs_from` bigint(20) NOT NULL DEFAULT 0,
  `retired_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`kid`),
  UNIQUE KEY `signing_key_signs` (`signs`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `signing_key` VALUES ('k-1','{}','sealed',1790000000000,NULL,0,NULL);
CREATE TABLE `throttle` (
  `key_hash` varchar(43) NOT NULL,
  `attempts` bigint(20) NOT NULL,
  `free_at` bigint(20) NOT NULL,
  `forgotten_at` bigint(20) NOT NULL,
  PRIMARY KEY (`key_hash`),
  KEY `throttle_forgotten` (`forgotten_at`),
  CONSTRAINT `throttle_attempts` CHECK (`attempts` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `user_account` (
  `id` varchar(64) NOT NULL,
  `username` varchar(64) NOT NULL,
  `username_key` varchar(100) NOT NULL,
  `display_name` varchar(100) NOT NULL,
  `sort_name` varchar(100) NOT NULL,
  `email` varchar(254) NOT NULL,
  `email_key` varchar(100) NOT NULL,
  `mobile_number` varchar(16) DEFAULT NULL,
  `fiscal_code` varchar(16) DEFAULT NULL,
  `status` varchar(16) NOT NULL,
  `password_hash` varchar(255) DEFAULT NULL,
  `language` varchar(2) NOT NULL DEFAULT 'it' CHECK (`language` in ('it','en')),
  `applied_vat_number` varchar(11) DEFAULT NULL,
  `recovers_by` varchar(8) NOT NULL DEFAULT 'EMAIL' CHECK (`recovers_by` in ('EMAIL','SMS')),
  `recovery_number` varchar(16) DEFAULT NULL,
  `recovery_line_id` varchar(64) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `user_account_username` (`username_key`),
  KEY `user_account_email` (`email_key`),
  KEY `user_account_fiscal_code` (`fiscal_code`),
  KEY `user_account_recovery_number` (`recovery_number`),
  CONSTRAINT `user_account_status` CHECK (`status` in ('INVITED','ACTIVE','DEACTIVATED')),
  CONSTRAINT `user_account_password` CHECK (`status` = 'INVITED' and `password_hash` is null or `status` = 'ACTIVE' and `password_hash` is not null or `status` = 'DEACTIVATED')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `user_account` VALUES ('u-1','anna','anna','Anna Rossi','rossi anna','anna@alfa.example','anna@alfa.example','+393330000001',NULL,'ACTIVE','hash','it',NULL,'SMS','+393330000001','l-1');
INSERT INTO `user_account` VALUES ('u-2','bruno','bruno','Bruno Verdi','verdi bruno','bruno@alfa.example','bruno@alfa.example',NULL,NULL,'INVITED',NULL,'it',NULL,'EMAIL',NULL,NULL);
