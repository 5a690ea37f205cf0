import { DAY, HOUR, KB } from "../../../datasets/sizes.ts";
import { openLife } from "../../../simulators/life/life.ts";
import { drawPersona } from "../../../simulators/life/persona.ts";
import { PLAIN_SCENARIO, type Play } from "../../../simulators/model-kit/model-play.ts";
import type { RecordedTransfer } from "../../../simulators/model-kit/recorder.ts";

const NOON = PLAIN_SCENARIO.from + 12 * HOUR;

/** Most bytes that an episode moves from one noon to the next. */
export function bytesANight({ transfers, logins }: Play): number {
  const nights = new Map<number, number>();
  const add = (t: number, bytes: number) => {
    const night = Math.floor((t - NOON) / DAY);
    nights.set(night, (nights.get(night) ?? 0) + bytes);
  };
  for (const { start, up, down } of transfers) add(start, up + down);
  for (const { start, end, up, down } of logins) {
    const perMs = (up + down) / (end - start);
    for (let t = start; t < end; ) {
      const next = Math.min(end, NOON + (Math.floor((t - NOON) / DAY) + 1) * DAY);
      add(t, perMs * (next - t));
      t = next;
    }
  }
  return Math.max(0, ...nights.values());
}

/** Median over transfers, weighed by nothing, of the distinct remotes of a minute: behaviour's, or what is usual for the protocol. */
export function peers({ transfers }: Play): number {
  const sorted = transfers.map(remotesOf).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Share of remotes whose port is above 1024, as is usual for their protocol. */
export function highPorts({ transfers }: Play): number {
  return weighted(transfers.map((t) => [remotesOf(t), t.protocol.highPorts.median]));
}

function remotesOf({ remotes, protocol }: RecordedTransfer): number {
  return remotes > 0 ? remotes : protocol.remotes.median;
}

/** Share of bytes that pass while their app is on screen. */
export function foreground({ transfers }: Play): number {
  return weighted(transfers.map((t) => [t.up + t.down, t.foreground]));
}

/** Share of bytes that pass from 22:00 to 08:00. */
export function nightShare({ transfers }: Play): number {
  const isNight = (t: number) => {
    const hour = hourOf(t);
    return hour < 8 || hour >= 22 ? 1 : 0;
  };
  return weighted(transfers.map((t) => [t.up + t.down, isNight(t.start)]));
}

/** Share of bytes that go up. */
export function upShare({ transfers, logins }: Play): number {
  return weighted([...transfers, ...logins].map(({ up, down }) => [up + down, up / (up + down)]));
}

/** 1 where it begins while people are up. */
export function ownerAwake({ episode }: Play): number {
  return hourOf(episode.start) >= 5 ? 1 : 0;
}

/** Share of bytes of its first day and night that pass while its owner sleeps, on lines of the seed. */
export const asleepOf =
  (seed: string) =>
  ({ device, day, transfers }: Play): number => {
    const life = openLife(seed, PLAIN_SCENARIO, drawPersona(seed, PLAIN_SCENARIO, device));
    life.enterDay(day + 1);
    const { wakesAt } = life;
    life.enterDay(day);
    const night = transfers.filter(({ start }) => start < wakesAt);
    return weighted(night.map((t) => [t.up + t.down, t.start >= life.sleepsAt ? 1 : 0]));
  };

/** Share of logins in the province in which the owner lives, on lines of the seed. */
export const atHomeOf =
  (seed: string) =>
  ({ device, logins }: Play): number => {
    const { homeProvince } = drawPersona(seed, PLAIN_SCENARIO, device);
    return weighted(logins.map(({ province }) => [1, province === homeProvince ? 1 : 0]));
  };

/** Nights, from noon to noon, in which anything passes. */
export function nights({ transfers }: Play): number {
  return new Set(transfers.map(({ start }) => Math.floor((start - NOON) / DAY))).size;
}

/** Packages of a batch. */
export function packages({ episode }: Play): number {
  return episode.notes?.["apps"] ?? 0;
}

/** 1 where the phone's Wi-Fi has to fail for it. */
export function wifiMissing({ episode }: Play): number {
  return episode.wifiDown === undefined ? 0 : 1;
}

/** Apps that move anything. */
export function apps({ transfers }: Play): number {
  return new Set(transfers.map(({ app }) => app)).size;
}

/** Times that it asks for something. */
export function requests({ transfers }: Play): number {
  return transfers.length;
}

/** Exchanges too small for content, an hour. */
export function beats(play: Play): number {
  return play.transfers.filter(({ up, down }) => up + down < 4 * KB).length / hours(play);
}

/** What a probe takes its bytes for, how many things. */
export function uses({ transfers }: Play): number {
  return new Set(transfers.map(({ guess }) => guess)).size;
}

/** Hours from its beginning to its end. */
export function hours({ episode }: Play): number {
  return (episode.end - episode.start) / HOUR;
}

/** Bytes of the last third of its days beside those of the first, at least one each. */
export function growth({ episode, transfers }: Play): number {
  const third = (episode.end - episode.start) / 3;
  const within = (from: number) =>
    transfers
      .filter(({ start }) => start >= from && start <= from + third)
      .reduce((sum, { up, down }) => sum + up + down, 1);
  return within(episode.end - third) / within(episode.start);
}

/** Clients, provinces and logins of the day that has most of them. */
export const clients = (play: Play) => busiest(play, (login) => login.clientMac);
export const places = (play: Play) => busiest(play, (login) => login.province);
export const logins = (play: Play) => busiest(play, (login) => login.start);

function busiest({ logins }: Play, of: (login: Play["logins"][number]) => number): number {
  const days = new Map<number, Set<number>>();
  for (const login of logins) {
    const day = Math.floor((login.start - NOON) / DAY);
    days.set(day, (days.get(day) ?? new Set()).add(of(login)));
  }
  return Math.max(0, ...[...days.values()].map(({ size }) => size));
}

function hourOf(t: number): number {
  return ((((t - PLAIN_SCENARIO.from) % DAY) + DAY) % DAY) / HOUR;
}

/** Most sessions that accounting holds open at once. */
export function overlap({ logins }: Play): number {
  const open = logins.map(({ start, end, stopLost }) => ({
    start,
    end: stopLost ? end + DAY : end,
  }));
  return most(open);
}

/** Most sessions that move bytes at once. */
export function movingAtOnce({ logins }: Play): number {
  return most(logins);
}

function most(spans: readonly { start: number; end: number }[]): number {
  const at = (t: number) => spans.filter(({ start, end }) => start <= t && end > t).length;
  return Math.max(0, ...spans.map(({ start }) => at(start)));
}

function weighted(pairs: readonly (readonly [weight: number, value: number])[]): number {
  let sum = 0;
  let weights = 0;
  for (const [weight, value] of pairs) {
    if (weight === 0) continue;
    sum += weight * value;
    weights += weight;
  }
  return weights === 0 ? 0 : sum / weights;
}

/** Chance that an episode of the first group shows more than one of the second, equals counted half. */
export function areaUnderCurve(first: readonly number[], second: readonly number[]): number {
  let wins = 0;
  for (const a of first) for (const b of second) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (first.length * second.length);
}
