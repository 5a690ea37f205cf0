import { codeOf } from "../../datasets/table.ts";
import { CAUSES } from "../../datasets/vocabularies.ts";

/** Why a record closed: the codes of CAUSES that the charging plane gives. */
export const NORMAL_RELEASE = codeOf(CAUSES, "normalRelease");
export const VOLUME_LIMIT = codeOf(CAUSES, "volumeLimit");
export const TIME_LIMIT = codeOf(CAUSES, "timeLimit");
export const SERVING_NODE_CHANGE = codeOf(CAUSES, "servingNodeChange");
export const MANAGEMENT_INTERVENTION = codeOf(CAUSES, "managementIntervention");
export const RAT_CHANGE = codeOf(CAUSES, "rATChange");
