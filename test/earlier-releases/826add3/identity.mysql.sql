CREATE TABLE `holding` (
  `id` varchar(64) NOT NULL,
  `name` varchar(200) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `holding` VALUES ('h-1','Alfa Holding');
CREATE TABLE `migrations` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `timestamp` bigint(20) NOT NULL,
  `name` varchar(255) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `migrations` VALUES (1,1764000000000,'CreateIdentity1764000000000');
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
CREATE TABLE `signing_key` (
  `kid` varchar(64) NOT NULL,
  `public_jwk` text NOT NULL,
  `sealed_private_jwk` text NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `signs` varchar(16) DEFAULT NULL,
  PRIMARY KEY (`kid`),
  UNIQUE KEY `signing_key_signs` (`signs`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `signing_key` VALUES ('k-1','{}','sealed',1790000000000,NULL);
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
  PRIMARY KEY (`id`),
  UNIQUE KEY `user_account_username` (`username_key`),
  CONSTRAINT `user_account_status` CHECK (`status` in ('INVITED','ACTIVE','DEACTIVATED')),
  CONSTRAINT `user_account_password` CHECK (`status` = 'INVITED' and `password_hash` is null or `status` <> 'INVITED')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `user_account` VALUES ('u-1','anna','anna','Anna Rossi','rossi anna','anna@alfa.example','anna@alfa.example','+393330000001',NULL,'ACTIVE','hash');
INSERT INTO `user_account` VALUES ('u-2','bruno','bruno','Bruno Verdi','verdi bruno','bruno@alfa.example','bruno@alfa.example',NULL,NULL,'INVITED',NULL);
INSERT INTO `user_account` VALUES ('u-3','carla','carla','Bruno Verdi','verdi bruno','bruno@alfa.example','bruno@alfa.example',NULL,NULL,'ACTIVE',NULL);
