CREATE TABLE `billing_account` (
  `id` varchar(64) NOT NULL,
  `organization_id` varchar(64) NOT NULL,
  `code` varchar(32) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_billing_account_code` (`organization_id`,`code`),
  UNIQUE KEY `uq_billing_account_organization` (`id`,`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `billing_account` VALUES ('b-1','org-1','B1');
CREATE TABLE `fixed_line` (
  `id` varchar(64) NOT NULL,
  `site_id` varchar(64) NOT NULL,
  `organization_id` varchar(64) NOT NULL,
  `billing_account_id` varchar(64) NOT NULL,
  `number` varchar(16) NOT NULL,
  `number_reversed` varchar(16) NOT NULL,
  `live_number` varchar(16) DEFAULT NULL,
  `family` varchar(32) NOT NULL,
  `access_technology` varchar(16) NOT NULL,
  `status` varchar(16) NOT NULL,
  `activated_on` varchar(10) NOT NULL,
  `terminated_on` varchar(10) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_fixed_line_live_number` (`live_number`),
  KEY `ix_fixed_line_organization_number_id` (`organization_id`,`number`,`id`),
  KEY `ix_fixed_line_organization_status_id` (`organization_id`,`status`,`id`),
  KEY `ix_fixed_line_organization_activated_on_id` (`organization_id`,`activated_on`,`id`),
  KEY `ix_fixed_line_organization_terminated_on_id` (`organization_id`,`terminated_on`,`id`),
  KEY `ix_fixed_line_organization_family` (`organization_id`,`family`),
  KEY `ix_fixed_line_organization_site_family` (`organization_id`,`site_id`,`family`),
  KEY `ix_fixed_line_billing_account_number_id` (`billing_account_id`,`number`,`id`),
  KEY `ix_fixed_line_billing_account_status_id` (`billing_account_id`,`status`,`id`),
  KEY `ix_fixed_line_billing_account_activated_on_id` (`billing_account_id`,`activated_on`,`id`),
  KEY `ix_fixed_line_billing_account_terminated_on_id` (`billing_account_id`,`terminated_on`,`id`),
  KEY `ix_fixed_line_billing_account_family` (`billing_account_id`,`family`),
  KEY `ix_fixed_line_billing_account_site_family` (`billing_account_id`,`site_id`,`family`),
  KEY `ix_fixed_line_site_number_id` (`site_id`,`number`,`id`),
  KEY `ix_fixed_line_organization_number_reversed` (`organization_id`,`number_reversed`),
  KEY `fk_fixed_line_site` (`site_id`,`organization_id`),
  KEY `fk_fixed_line_billing_account` (`billing_account_id`,`organization_id`),
  CONSTRAINT `fk_fixed_line_billing_account` FOREIGN KEY (`billing_account_id`, `organization_id`) REFERENCES `billing_account` (`id`, `organization_id`),
  CONSTRAINT `fk_fixed_line_site` FOREIGN KEY (`site_id`, `organization_id`) REFERENCES `site` (`id`, `organization_id`),
  CONSTRAINT `ck_fixed_line_family` CHECK (`family` in ('VOICE','VOICE_AND_DATA','INTELLIGENT_NETWORK')),
  CONSTRAINT `ck_fixed_line_access_technology` CHECK (`access_technology` in ('RTG','ISDN','ADSL','FTTC','FTTH','FWA','VOIP')),
  CONSTRAINT `ck_fixed_line_status` CHECK (`status` in ('ACTIVE','TERMINATED')),
  CONSTRAINT `ck_fixed_line_terminated_on` CHECK (`status` = 'TERMINATED' and `terminated_on` is not null and `terminated_on` >= `activated_on` or `status` <> 'TERMINATED' and `terminated_on` is null),
  CONSTRAINT `ck_fixed_line_live_number` CHECK (`status` = 'TERMINATED' and `live_number` is null or `status` <> 'TERMINATED' and `live_number` is not null and `live_number` = `number`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `fixed_line` VALUES ('f-1','si-1','org-1','b-1','0200000001','1000000020','0200000001','VOICE','RTG','ACTIVE','2024-01-01',NULL);
CREATE TABLE `fixed_line_service` (
  `line_id` varchar(64) NOT NULL,
  `service_id` varchar(64) NOT NULL,
  `activated_on` varchar(10) NOT NULL,
  `deactivated_on` varchar(10) DEFAULT NULL,
  PRIMARY KEY (`line_id`,`service_id`),
  KEY `fk_fixed_line_service_service` (`service_id`),
  CONSTRAINT `fk_fixed_line_service_line` FOREIGN KEY (`line_id`) REFERENCES `fixed_line` (`id`),
  CONSTRAINT `fk_fixed_line_service_service` FOREIGN KEY (`service_id`) REFERENCES `fixed_service` (`id`),
  CONSTRAINT `ck_fixed_line_service_deactivated_on` CHECK (`deactivated_on` is null or `deactivated_on` >= `activated_on`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `fixed_service` (
  `id` varchar(64) NOT NULL,
  `name` varchar(100) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `migrations` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `timestamp` bigint(20) NOT NULL,
  `name` varchar(255) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `migrations` VALUES (1,1795400000000,'CreateFixedInventory1795400000000');
CREATE TABLE `site` (
  `id` varchar(64) NOT NULL,
  `organization_id` varchar(64) NOT NULL,
  `code` varchar(32) NOT NULL,
  `name` varchar(100) NOT NULL,
  `code_folded` varchar(100) NOT NULL,
  `name_folded` varchar(100) NOT NULL,
  `street_name` varchar(200) NOT NULL,
  `street_nr` varchar(20) DEFAULT NULL,
  `postcode` varchar(20) NOT NULL,
  `locality` varchar(100) NOT NULL,
  `state_or_province` varchar(100) NOT NULL,
  `country` varchar(2) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_site_code` (`organization_id`,`code`),
  UNIQUE KEY `uq_site_organization` (`id`,`organization_id`),
  KEY `ix_site_organization_code_folded` (`organization_id`,`code_folded`),
  KEY `ix_site_organization_name_folded` (`organization_id`,`name_folded`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `site` VALUES ('si-1','org-1','S1','Sede','s1','sede','Via Roma',NULL,'20100','Milano','MI','IT');
