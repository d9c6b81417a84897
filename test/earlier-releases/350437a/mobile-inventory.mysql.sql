CREATE TABLE `cost_center` (
  `id` varchar(64) NOT NULL,
  `organization_id` varchar(64) NOT NULL,
  `code` varchar(32) NOT NULL,
  `name` varchar(100) DEFAULT NULL,
  `code_folded` varchar(100) NOT NULL,
  `name_folded` varchar(100) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_cost_center_code` (`organization_id`,`code`),
  UNIQUE KEY `uq_cost_center_organization` (`id`,`organization_id`),
  KEY `ix_cost_center_organization_code_folded` (`organization_id`,`code_folded`),
  KEY `ix_cost_center_organization_name_folded` (`organization_id`,`name_folded`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `device` (
  `line_id` varchar(64) NOT NULL,
  `imei` varchar(15) DEFAULT NULL,
  `model` varchar(100) DEFAULT NULL,
  PRIMARY KEY (`line_id`),
  CONSTRAINT `fk_device_line` FOREIGN KEY (`line_id`) REFERENCES `mobile_line` (`id`),
  CONSTRAINT `ck_device_known` CHECK (`imei` is not null or `model` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `line_option` (
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
INSERT INTO `migrations` VALUES (1,1795300000000,'CreateMobileInventory1795300000000');
CREATE TABLE `mobile_contract` (
  `id` varchar(64) NOT NULL,
  `number` varchar(32) NOT NULL,
  `organization_id` varchar(64) NOT NULL,
  `signed_on` varchar(10) NOT NULL,
  `status` varchar(16) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_mobile_contract_organization` (`id`,`organization_id`),
  KEY `ix_mobile_contract_organization_number_id` (`organization_id`,`number`,`id`),
  CONSTRAINT `ck_mobile_contract_status` CHECK (`status` in ('ACTIVE','TERMINATED'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `mobile_contract` VALUES ('c-1','C1','org-1','2024-01-01','ACTIVE');
CREATE TABLE `mobile_line` (
  `id` varchar(64) NOT NULL,
  `contract_id` varchar(64) NOT NULL,
  `organization_id` varchar(64) NOT NULL,
  `msisdn` varchar(16) NOT NULL,
  `msisdn_reversed` varchar(16) NOT NULL,
  `live_msisdn` varchar(16) DEFAULT NULL,
  `status` varchar(16) NOT NULL,
  `activated_on` varchar(10) NOT NULL,
  `terminated_on` varchar(10) DEFAULT NULL,
  `frozen_on` varchar(10) DEFAULT NULL,
  `label` varchar(100) DEFAULT NULL,
  `label_folded` varchar(100) DEFAULT NULL,
  `roaming` tinyint(1) NOT NULL,
  `tariff_plan_id` varchar(64) NOT NULL,
  `cost_center_id` varchar(64) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_mobile_line_live_msisdn` (`live_msisdn`),
  KEY `ix_mobile_line_organization_msisdn_id` (`organization_id`,`msisdn`,`id`),
  KEY `ix_mobile_line_organization_status_id` (`organization_id`,`status`,`id`),
  KEY `ix_mobile_line_organization_activated_on_id` (`organization_id`,`activated_on`,`id`),
  KEY `ix_mobile_line_organization_terminated_on_id` (`organization_id`,`terminated_on`,`id`),
  KEY `ix_mobile_line_contract_msisdn_id` (`contract_id`,`msisdn`,`id`),
  KEY `ix_mobile_line_contract_status_id` (`contract_id`,`status`,`id`),
  KEY `ix_mobile_line_contract_activated_on_id` (`contract_id`,`activated_on`,`id`),
  KEY `ix_mobile_line_contract_terminated_on_id` (`contract_id`,`terminated_on`,`id`),
  KEY `ix_mobile_line_organization_contract` (`organization_id`,`contract_id`),
  KEY `ix_mobile_line_organization_tariff_plan` (`organization_id`,`tariff_plan_id`),
  KEY `ix_mobile_line_organization_cost_center` (`organization_id`,`cost_center_id`),
  KEY `ix_mobile_line_contract_organization_status` (`contract_id`,`organization_id`,`status`),
  KEY `ix_mobile_line_contract_organization_tariff_plan` (`contract_id`,`organization_id`,`tariff_plan_id`),
  KEY `ix_mobile_line_contract_organization_cost_center` (`contract_id`,`organization_id`,`cost_center_id`),
  KEY `ix_mobile_line_organization_msisdn_reversed` (`organization_id`,`msisdn_reversed`),
  KEY `ix_mobile_line_organization_label_folded` (`organization_id`,`label_folded`),
  KEY `fk_mobile_line_tariff_plan` (`tariff_plan_id`),
  KEY `fk_mobile_line_cost_center` (`cost_center_id`,`organization_id`),
  CONSTRAINT `fk_mobile_line_contract` FOREIGN KEY (`contract_id`, `organization_id`) REFERENCES `mobile_contract` (`id`, `organization_id`),
  CONSTRAINT `fk_mobile_line_cost_center` FOREIGN KEY (`cost_center_id`, `organization_id`) REFERENCES `cost_center` (`id`, `organization_id`),
  CONSTRAINT `fk_mobile_line_tariff_plan` FOREIGN KEY (`tariff_plan_id`) REFERENCES `tariff_plan` (`id`),
  CONSTRAINT `ck_mobile_line_status` CHECK (`status` in ('ACTIVE','TERMINATED','FROZEN')),
  CONSTRAINT `ck_mobile_line_terminated_on` CHECK (`status` = 'TERMINATED' and `terminated_on` is not null and `terminated_on` >= `activated_on` or `status` <> 'TERMINATED' and `terminated_on` is null),
  CONSTRAINT `ck_mobile_line_frozen_on` CHECK (`status` = 'FROZEN' and `frozen_on` is not null and `frozen_on` >= `activated_on` or `status` <> 'FROZEN' and `frozen_on` is null),
  CONSTRAINT `ck_mobile_line_live_msisdn` CHECK (`status` = 'TERMINATED' and `live_msisdn` is null or `status` <> 'TERMINATED' and `live_msisdn` is not null and `live_msisdn` = `msisdn`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `mobile_line` VALUES ('l-1','c-1','org-1','393330000001','100000033393','393330000001','ACTIVE','2024-01-02',NULL,NULL,NULL,NULL,1,'p-1',NULL);
CREATE TABLE `mobile_line_option` (
  `line_id` varchar(64) NOT NULL,
  `option_id` varchar(64) NOT NULL,
  PRIMARY KEY (`line_id`,`option_id`),
  KEY `fk_mobile_line_option_option` (`option_id`),
  CONSTRAINT `fk_mobile_line_option_line` FOREIGN KEY (`line_id`) REFERENCES `mobile_line` (`id`),
  CONSTRAINT `fk_mobile_line_option_option` FOREIGN KEY (`option_id`) REFERENCES `line_option` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `premium_service_block` (
  `line_id` varchar(64) NOT NULL,
  `service` varchar(32) NOT NULL,
  PRIMARY KEY (`line_id`,`service`),
  CONSTRAINT `fk_premium_service_block_line` FOREIGN KEY (`line_id`) REFERENCES `mobile_line` (`id`),
  CONSTRAINT `ck_premium_service_block_service` CHECK (`service` in ('PREMIUM_SMS','PREMIUM_NUMBERS','CARRIER_BILLING'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `sim` (
  `line_id` varchar(64) NOT NULL,
  `iccid` varchar(20) NOT NULL,
  `imsi` varchar(15) NOT NULL,
  `puk` varchar(8) NOT NULL,
  `kind` varchar(16) NOT NULL,
  `administrative_state` varchar(16) NOT NULL,
  PRIMARY KEY (`line_id`),
  UNIQUE KEY `uq_sim_iccid` (`iccid`),
  UNIQUE KEY `uq_sim_imsi` (`imsi`),
  CONSTRAINT `fk_sim_line` FOREIGN KEY (`line_id`) REFERENCES `mobile_line` (`id`),
  CONSTRAINT `ck_sim_kind` CHECK (`kind` in ('VOICE','M2M')),
  CONSTRAINT `ck_sim_administrative_state` CHECK (`administrative_state` in ('UNLOCKED','LOCKED'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `tariff_plan` (
  `id` varchar(64) NOT NULL,
  `name` varchar(100) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `tariff_plan` VALUES ('p-1','Plan');
CREATE TABLE `usage_bucket` (
  `line_id` varchar(64) NOT NULL,
  `period` varchar(7) NOT NULL,
  `kind` varchar(16) NOT NULL,
  `contract_id` varchar(64) NOT NULL,
  `organization_id` varchar(64) NOT NULL,
  `allowance` bigint(20) DEFAULT NULL,
  `used` bigint(20) NOT NULL,
  `as_of` bigint(20) NOT NULL,
  PRIMARY KEY (`line_id`,`period`,`kind`),
  CONSTRAINT `fk_usage_bucket_line` FOREIGN KEY (`line_id`) REFERENCES `mobile_line` (`id`),
  CONSTRAINT `ck_usage_bucket_kind` CHECK (`kind` in ('VOICE','DATA','SMS')),
  CONSTRAINT `ck_usage_bucket_allowance` CHECK (`allowance` is null or `allowance` >= 0),
  CONSTRAINT `ck_usage_bucket_used` CHECK (`used` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
