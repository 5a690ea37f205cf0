import type { TrafficModel } from "./model.ts";
import { checkDescription, checkPlay } from "./model-kit/model-checks.ts";
import { eligibleDevices, type Play, type PlaySetting, playModel } from "./model-kit/model-play.ts";
import { drawnSets, setsAtBounds } from "./model-kit/option-sets.ts";
import { btOverHotspot } from "./models/incidents/bt-over-hotspot.ts";
import type { Protocol } from "./protocol.ts";
import { SAFEGUARDS } from "./safeguards/catalogue.ts";

/** How hard {@link testModel} looks. */
export interface TestModelOptions {
  readonly seed?: string;
  /** Lines that may have the model, and days on each. */
  readonly devices?: number;
  readonly days?: number;
  /** Sets of options drawn within their bounds. */
  readonly fuzz?: number;
}

/** Lines among which {@link testModel} looks for some that may have the model. */
const AMONG = 400;
/** Parts of a ramp of three days and of two weeks. */
const SHARES = [0.17, 0.01];

/**
 * Tests that a traffic model keeps its contract, and throws in plain words where it doesn't.
 *
 * It plays the model alone on ordinary lines and checks that it describes itself and its options
 * with bounds and sources; gives the same for the same seed, whatever was played before, in any
 * order of lines and days; plans without a trace; writes whole bytes in its own time with a pen
 * that the observers understand; survives each option at its bounds, drawn options, every
 * safeguard, and the small parts of a ramp where it spreads. An incident needs a cause, a look-alike its twin, cue and explanation, and a normal
 * model has none of these. It can't see whether the traffic is like the world's.
 *
 * Needs no test runner. Some hundred plays, a second or so.
 *
 * @example
 * testModel(gameDay);
 */
export function testModel(model: TrafficModel, options: TestModelOptions = {}): void {
  const { seed = "test-model", devices: count = 2, days: dayCount = 4, fuzz = 12 } = options;
  checkDescription(model);
  const devices = eligibleDevices(model, { seed, count, among: AMONG });
  if (devices.length === 0) {
    throw new RangeError(`${model.name}: eligible must accept some of ${AMONG} lines, got none`);
  }
  const settings = devices.flatMap((device) =>
    Array.from({ length: dayCount }, (_, day) => ({ seed, device, day })),
  );

  const first = settings.map((setting) => checked(model, setting, "defaults"));
  checkSame(model, settings, first);
  if (model.role === "incident" && !first.flat().every(({ cause }) => cause !== undefined)) {
    throw new RangeError(`${model.name}: cause must tell of every incident, got undefined`);
  }
  if (first.flat().every(movesNothing)) {
    throw new RangeError(
      `${model.name}: must move bytes, got none on ${devices.length} lines in ${dayCount} days`,
    );
  }
  checkOptions(model, { seed, device: devices[0] as number, day: 1 }, fuzz);
  const safeguards = SAFEGUARDS.map(({ name }) => name);
  for (const setting of settings) checked(model, { ...setting, safeguards }, "every safeguard on");
  if (model.spreads) checkShares(model, settings);
}

function checked(model: TrafficModel, setting: PlaySetting, how: string): readonly Play[] {
  let plays: readonly Play[];
  try {
    plays = playModel(model, setting);
  } catch (cause) {
    const where = `device ${setting.device}, day ${setting.day}, ${how}`;
    throw new Error(`${model.name}: ${where}: must not throw, got ${String(cause)}`, { cause });
  }
  for (const play of plays) checkPlay(model, play, how);
  return plays;
}

/** Plays the small parts in which a scenario may let it come on. */
function checkShares(model: TrafficModel, settings: readonly PlaySetting[]): void {
  for (const share of SHARES) {
    for (const setting of settings) {
      for (const options of [{}, ...setsAtBounds(model)]) {
        checked(
          model,
          { ...setting, share, options },
          `share ${share}, ${JSON.stringify(options)}`,
        );
      }
    }
  }
}

function movesNothing({ transfers, logins }: Play): boolean {
  const isEmpty = ({ up, down }: { up: number; down: number }) => up + down === 0;
  return transfers.every(isEmpty) && logins.every(isEmpty);
}

/** Plays again in other orders and other company; a model that remembers shows itself. */
function checkSame(
  model: TrafficModel,
  settings: readonly PlaySetting[],
  first: readonly (readonly Play[])[],
): void {
  const expected = first.map(textOf);
  const again = (order: readonly number[], rule: string, company: Company = {}) => {
    for (const i of order) {
      const setting = { ...(settings[i] as PlaySetting), rehearsals: company.rehearsals ?? 0 };
      if (company.before) playModel(company.before, setting);
      if (textOf(playModel(model, setting)) === expected[i]) continue;
      const where = `device ${setting.device}, day ${setting.day}`;
      throw new RangeError(`${model.name}: ${rule}, got another one on ${where}`);
    }
  };
  const forward = settings.map((_, i) => i);
  const byDay = [...forward].sort(
    (a, b) => (settings[a] as PlaySetting).day - (settings[b] as PlaySetting).day || a - b,
  );
  again(forward, "must give the same traffic for the same seed");
  again(forward, "plan must leave no trace", { rehearsals: 1 });
  again([...forward].reverse(), "must not depend on the order of lines and days");
  again(byDay, "must not depend on the order of lines and days");
  again(forward, "must not depend on a model played before it", { before: btOverHotspot });
}

/** Writes plays down to the bit; a protocol once, since it would be most of the text of each transfer. */
function textOf(plays: readonly Play[]): string {
  const numbers = new Map<Protocol, number>();
  const protocols: string[] = [];
  const numberOf = (protocol: Protocol) => {
    let number = numbers.get(protocol);
    if (number === undefined) {
      const text = JSON.stringify(protocol);
      if (!protocols.includes(text)) protocols.push(text);
      number = protocols.indexOf(text);
      numbers.set(protocol, number);
    }
    return number;
  };
  const brief = plays.map((play) => ({
    ...play,
    transfers: play.transfers.map((each) => ({ ...each, protocol: numberOf(each.protocol) })),
  }));
  return JSON.stringify([brief, protocols]);
}

/** What else happens just before a play. */
interface Company {
  readonly before?: TrafficModel;
  readonly rehearsals?: number;
}

function checkOptions(model: TrafficModel, setting: PlaySetting, fuzz: number): void {
  for (const options of setsAtBounds(model)) {
    const [[name, value]] = Object.entries(options) as [[string, number]];
    checked(model, { ...setting, options }, `option ${name} = ${value}`);
  }
  for (const options of drawnSets(model, setting.seed, fuzz)) {
    checked(model, { ...setting, options }, `options ${JSON.stringify(options)}`);
  }
}
