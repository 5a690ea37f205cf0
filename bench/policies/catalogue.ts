import type { Policy } from "../policy.ts";
import { blockApp } from "./block-app.ts";
import { blockNewLogin } from "./block-new-login.ts";
import { blockTether } from "./block-tether.ts";
import { cutData } from "./cut-data.ts";
import { deferToWifi } from "./defer-to-wifi.ts";
import { deferUntil } from "./defer-until.ts";
import { disconnectSession } from "./disconnect-session.ts";
import { escalate } from "./escalate.ts";
import { notify } from "./notify.ts";
import { refund } from "./refund.ts";
import { requireSecondFactor } from "./require-second-factor.ts";
import { stopAtCap } from "./stop-at-cap.ts";
import { suspendLine } from "./suspend-line.ts";
import { throttle } from "./throttle.ts";

/** Every policy that a strategy can name, in order of their names. */
export const POLICIES: readonly Policy[] = [
  blockApp,
  blockNewLogin,
  blockTether,
  cutData,
  deferToWifi,
  deferUntil,
  disconnectSession,
  escalate,
  notify,
  refund,
  requireSecondFactor,
  stopAtCap,
  suspendLine,
  throttle,
] as readonly Policy[];
