import { type EnforcementRow, fillEnforcement, type GivenRow } from "../../datasets/enforcement.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS, END_KINDS } from "../../datasets/vocabularies.ts";
import type { Carried } from "../network/carried.ts";
import type { Seat } from "./desk.ts";
import { cutEpisode, type EpisodeRecord } from "./episode-record.ts";
import type { LineEpisodes } from "./line-episodes.ts";
import { type Deed, type LineNotices, ON_WLAN } from "./line-notices.ts";

const WLAN = codeOf(ACCESS, "wlan");
const OWNER = codeOf(END_KINDS, "owner");

/** Whose hand it is: his line's episodes, account and orders, on the civil day from `from`. */
export interface Hand {
  readonly device: number;
  readonly told: LineEpisodes;
  readonly carried: Carried;
  readonly notices: LineNotices;
  readonly from: number;
}

/**
 * Lets an owner end what burns data that he did not want, in the midst of a day that is planned already:
 * what was to move after that moment does not. It is what an order of that moment does (`owner-stops`;
 * on WLAN, where it is another password, `require-second-factor`), and that order holds for the days to
 * come. Where nothing had begun that he could find he does nothing.
 */
export function endByHand(deed: Deed, hand: Hand, seat: Seat): void {
  const { time, plane } = deed;
  const isEnded = plane === ON_WLAN ? changePassword(time, hand, seat) : stop(time, hand, seat);
  if (isEnded) hand.notices.count.ended.push(deed);
}

/** Whether there was something to end. */
function stop(time: number, hand: Hand, { transfers, bearer }: Seat): boolean {
  const { told, carried, device } = hand;
  const begun = told.all.filter((episode) => hasBegun(episode, time));
  if (begun.length === 0) return false;
  const { access, episode, start, stop: stops } = transfers;
  let isEnded = begun.some(({ planned, cutBy }) => planned.end > time && cutBy !== OWNER);
  for (let i = 0; i < transfers.length; i++) {
    const number = episode[i] as number;
    if (number < 0 || access[i] === WLAN || stops[i] <= Math.max(time, start[i])) continue;
    const record = told.numbered(number);
    if (!hasBegun(record, time)) continue;
    transfers.halt(i, time);
    cutEpisode(record, time, OWNER);
    isEnded = true;
  }
  bearer.active.refit(stops);
  if (isEnded) give(carried, { device, from: time, action: "owner-stops", plane: "cellular" });
  return isEnded;
}

function hasBegun({ model, planned }: EpisodeRecord, time: number): boolean {
  return model.role === "incident" && planned.start <= time;
}

function changePassword(time: number, hand: Hand, { link, transfers }: Seat): boolean {
  const { told, carried, device, notices, from } = hand;
  const { account } = carried;
  if (account.strangerSince > time) return false;
  for (const session of account.changePassword(time, from)) {
    link.stopSession(session);
    const { episode, login } = session;
    if (episode < 0 || !login.stranger) continue;
    const record = told.numbered(episode);
    // What would have stopped it later has nothing left to stop.
    const runsOn = account.sessions.some((each) => each.episode === episode && each.stopAt > time);
    if (!runsOn) record.cutAt = -Infinity;
    cutEpisode(record, time, OWNER);
  }
  link.admit();
  transfers.sort(from);
  notices.watch(account.sessions, time);
  give(carried, { device, from: time, action: "require-second-factor" });
  return true;
}

function give({ orders }: Carried, given: GivenRow): void {
  const row = fillEnforcement({ ...given, by: "owner" }, (column, message) => {
    throw new RangeError(`${column} ${message}`);
  });
  orders?.give(row as EnforcementRow);
}
