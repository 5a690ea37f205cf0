import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { mix } from "../chance/mix.ts";
import { QUANTILES, quantileTable } from "../chance/quantile-table.ts";
import type { Terminal } from "../life/terminals.ts";
import type { Pen } from "../pen.ts";
import type { Protocol } from "../protocol.ts";
import { checkPen } from "./check-pen.ts";
import { type ProtocolTables, pathOf, tablesOf } from "./protocol-tables.ts";

/** What a probe is able to tell, shares of connection sets. */
export interface ProbeSight {
  /** Share of BitTorrent that it names so. */
  readonly p2pRecall: number;
  /** Share of all else whose app it can't tell. */
  readonly unknownApp: number;
  /** Share whose system a passive fingerprint can't tell. */
  readonly unknownSystem: number;
}

/** A probe that can tell everything. */
export const PERFECT_SIGHT: ProbeSight = { p2pRecall: 1, unknownApp: 0, unknownSystem: 0 };

const P2P = /* @__PURE__ */ codeOf(APPS, "p2p");

/** Least bytes of a packet: headers alone. */
const HEADERS = 40;
/** Share of connection sets whose packets lose one hop more inside their terminal (measured: 3 of 36 captures). */
const EXTRA_HOP = 0.06;
/** ln-sigma by which a minute of a connection set differs from its mean (measured: 5 to 12 %). */
const MINUTE_SIGMA = 0.09;
/** Longest time by which what goes up lags behind what comes down, ms: a minute then differs from the mean by some 7 % (measured: 5 to 12 %). */
const LAG_UP = 10_000;
/** Largest share of the time since its beginning, or until its end, that it lags (chosen: as much of a minute). */
const LAG_SHARE = 1 / 6;
/** ln-sigma by which the remotes of a minute differ from the set's (measured: 192 to 411 in a torrent's three minutes). */
const REMOTES_SIGMA = 0.25;

const BITS = QUANTILES - 1;
const TWO_32 = 4_294_967_296;
const TERMINAL_ROOM = 8;
const GUESS_ROOM = 32;
/** Chains in which the sets of one key hang, by stretch of time: 2 to the power of this (a day has some dozens). */
const CHAIN_BITS = 4;
const CHAINS = 1 << CHAIN_BITS;
const FIRST_SETS = 256;

const UNBOUNDED = { median: 1, least: 0, most: Number.POSITIVE_INFINITY };
const MINUTE_NOISE = /* @__PURE__ */ quantileTable({ ...UNBOUNDED, sigma: MINUTE_SIGMA });
const REMOTES_NOISE = /* @__PURE__ */ quantileTable({ ...UNBOUNDED, sigma: REMOTES_SIGMA });

/** Most that one transfer's cost exceeds the usual cost of its connections. */
export const MOST_NOISE: number = MINUTE_NOISE[QUANTILES - 1] as number;

/**
 * The connections that the terminals of one device keep open on one civil day. What one app of one
 * terminal moves by one protocol within some minutes goes through one set; its packets, 5-tuples,
 * remotes and ports are drawn once, keyed by device, app, terminal, protocol, the number of remotes
 * that behaviour asks for, and stretch of time, and by nothing else: neither by who asked, nor by what
 * came before, nor by how it ended. What only a probe sees is drawn when one looks: half of all sets
 * stay on private Wi-Fi.
 */
export class ConnectionSets {
  length = 0;
  /** What the probe takes a set for, and what it reads off its packets; to be looked at first. */
  guess = new Uint8Array(FIRST_SETS);
  ttl = new Uint8Array(FIRST_SETS);
  os = new Uint8Array(FIRST_SETS);
  /** Mean bytes of a packet with data, a way each, and of the largest. */
  fatUp = new Float64Array(FIRST_SETS);
  fatDown = new Float64Array(FIRST_SETS);
  full = new Float64Array(FIRST_SETS);
  /** Packets back for one with data; bytes back, and sent again, for a byte of data. */
  thin = new Float64Array(FIRST_SETS);
  back = new Float64Array(FIRST_SETS);
  again = new Float64Array(FIRST_SETS);
  /** Distinct remotes of a minute, 5-tuples for each, and share of them on high ports. */
  remotes = new Float64Array(FIRST_SETS);
  tuples = new Float64Array(FIRST_SETS);
  highPorts = new Float64Array(FIRST_SETS);
  private word = new Uint32Array(FIRST_SETS);
  /** Draw of the set's packets, and the key that it was opened by. */
  private drawn = new Uint32Array(FIRST_SETS);
  private key = new Int32Array(FIRST_SETS);
  private looked = new Uint8Array(FIRST_SETS);
  private epoch = new Int32Array(FIRST_SETS);
  /** Remotes that behaviour asked for, 0 = none in particular. */
  private asked = new Uint32Array(FIRST_SETS);
  private next = new Int32Array(FIRST_SETS);
  private columns = this.listColumns();

  private readonly sight: ProbeSight;
  private readonly shapes: ProtocolTables[] = [];
  private readonly byProtocol = new Map<Protocol, number>();
  private lastProtocol: Protocol | undefined;
  private lastShape = 0;
  /** By key: the visit for which the entry holds, the first set of each chain, how long sets are kept, and the phase. */
  private visited = new Uint32Array(0);
  private first = new Int32Array(0);
  private kept = new Float64Array(0);
  private phase = new Float64Array(0);
  private visit = 0;
  private words: Uint32Array = new Uint32Array(3);
  private path = 0;
  private terminals: readonly Terminal[] = [];

  constructor(sight: ProbeSight) {
    this.sight = sight;
  }

  /** Turns to a device and civil day; `words` are the stream of its observers. */
  enter(words: Uint32Array, terminals: readonly Terminal[]): void {
    this.words = words;
    this.terminals = terminals;
    this.path = pathOf(mix(words[0] ^ words[2]) / TWO_32);
    this.length = 0;
    this.visit++;
  }

  /** The set through which the pen's bytes go at a moment, ms UTC. */
  find(pen: Readonly<Pen>, at: number): number {
    const shape = this.shapeOf(pen.protocol);
    const key = (shape * GUESS_ROOM + pen.guess) * TERMINAL_ROOM + pen.terminal;
    if (this.visited[key] !== this.visit) this.meet(key, shape);
    const epoch = Math.floor((at + this.phase[key]) / this.kept[key]);
    let set = this.first[(key << CHAIN_BITS) + (epoch & (CHAINS - 1))] as number;
    while (set >= 0 && (this.epoch[set] !== epoch || this.asked[set] !== pen.remotes)) {
      set = this.next[set] as number;
    }
    return set >= 0 ? set : this.open(pen, key, epoch);
  }

  /** Has a probe look at a set: what it can tell of it is known from then on. */
  look(set: number): void {
    if (this.looked[set] === 1) return;
    this.looked[set] = 1;
    const key = this.key[set] as number;
    const shape = this.shapes[Math.floor(key / (GUESS_ROOM * TERMINAL_ROOM))] as ProtocolTables;
    const a = this.drawn[set] as number;
    const b = mix(a ^ this.words[2]);
    const c = this.word[set] as number;
    const full = shape.full === null ? this.path : Math.min(this.path, shape.full[a >>> 24]);
    this.full[set] = full;
    this.fatUp[set] = full * shape.fill[(a >>> 16) & BITS];
    this.fatDown[set] = full * shape.fill[(a >>> 8) & BITS];
    this.thin[set] = shape.thin[a & BITS];
    const asked = this.asked[set] as number;
    this.remotes[set] = asked > 0 ? asked : shape.remotes[(b >>> 8) & BITS];
    this.tuples[set] = shape.tuples[b & BITS];
    this.highPorts[set] = shape.highPorts[c >>> 24];
    this.name(set, key, c);
  }

  /** Bytes upwards that moving data costs beside the data: what is sent again, and what answers the other way. */
  costUp(set: number, at: number, up: number, down: number): number {
    const noise = MINUTE_NOISE[mix(this.draw(set, at) ^ down) >>> 24];
    return Math.round((up * this.again[set] + down * this.back[set]) * noise);
  }

  /** As {@link costUp}, the other way. */
  costDown(set: number, at: number, up: number, down: number): number {
    const noise = MINUTE_NOISE[mix(this.draw(set, at) ^ up) >>> 24];
    return Math.round((down * this.again[set] + up * this.back[set]) * noise);
  }

  /** Word that tells a minute, or a ms, of a set from its others. */
  draw(set: number, at: number): number {
    return mix(this.word[set] + at);
  }

  /** Packets that one way's bytes of a minute take, given the other way's and the minute's draw. */
  packetsUp(set: number, draw: number, up: number, down: number): number {
    if (up === 0) return 0;
    const noise = MINUTE_NOISE[draw & BITS];
    const wished = (up / this.fatUp[set] + (this.thin[set] * down) / this.fatDown[set]) * noise;
    const most = Math.max(1, Math.floor(up / HEADERS));
    return Math.min(most, Math.ceil(Math.max(wished, up / this.full[set])));
  }

  /** As {@link packetsUp}, the other way. */
  packetsDown(set: number, draw: number, up: number, down: number): number {
    if (down === 0) return 0;
    const noise = MINUTE_NOISE[(draw >>> 8) & BITS];
    const wished = (down / this.fatDown[set] + (this.thin[set] * up) / this.fatUp[set]) * noise;
    const most = Math.max(1, Math.floor(down / HEADERS));
    return Math.min(most, Math.ceil(Math.max(wished, down / this.full[set])));
  }

  /** Distinct remotes of a set in the minute of that draw. */
  remotesIn(set: number, draw: number): number {
    const remotes = this.remotes[set] as number;
    if (remotes < 2) return Math.round(remotes);
    const noise = REMOTES_NOISE[(draw >>> 16) & BITS];
    return Math.max(1, Math.round(remotes * noise));
  }

  /** 5-tuples of so many remotes of a set in that minute. */
  tuplesIn(set: number, draw: number, remotes: number): number {
    const dice = mix(draw) / TWO_32;
    return Math.max(remotes, Math.floor(remotes * this.tuples[set] + dice));
  }

  /** Those of them on ports above 1024. */
  highPortsIn(set: number, draw: number, tuples: number): number {
    const dice = mix(draw + 1) / TWO_32;
    return Math.min(tuples, Math.floor(tuples * this.highPorts[set] + dice));
  }

  /** A number in [0, 1) of a set and a moment. */
  dice(set: number, at: number): number {
    return mix(this.draw(set, at) + 5) / TWO_32;
  }

  /**
   * Ms by which a set's bytes upwards lag at a moment, so that no two minutes of a long transfer have the
   * same up share: none where it begins and ends, or its first minute would send nothing.
   */
  lagUp(set: number, at: number, start: number, end: number): number {
    const most = Math.min(LAG_UP, LAG_SHARE * Math.min(at - start, end - at));
    return (mix(this.draw(set, at) + 6) / TWO_32) * most;
  }

  private shapeOf(protocol: Protocol): number {
    if (protocol === this.lastProtocol) return this.lastShape;
    let shape = this.byProtocol.get(protocol);
    if (shape === undefined) {
      shape = this.shapes.push(tablesOf(protocol)) - 1;
      this.byProtocol.set(protocol, shape);
      this.growKeys((shape + 1) * GUESS_ROOM * TERMINAL_ROOM);
    }
    this.lastProtocol = protocol;
    this.lastShape = shape;
    return shape;
  }

  /** Says how long this device keeps such a set, and when it began. */
  private meet(key: number, shape: number): void {
    const { words } = this;
    this.visited[key] = this.visit;
    this.first.fill(-1, key << CHAIN_BITS, (key + 1) << CHAIN_BITS);
    const what =
      key - shape * GUESS_ROOM * TERMINAL_ROOM + (this.shapes[shape] as ProtocolTables).name;
    const draw = mix(mix(words[1] + what) ^ words[2]);
    this.kept[key] = (this.shapes[shape] as ProtocolTables).kept[draw >>> 24];
    this.phase[key] = Math.floor((mix(draw + 1) / TWO_32) * this.kept[key]);
  }

  private open(pen: Readonly<Pen>, key: number, epoch: number): number {
    checkPen(pen, this.terminals.length);
    if (this.length === this.guess.length) this.grow();
    const set = this.length++;
    const chain = (key << CHAIN_BITS) + (epoch & (CHAINS - 1));
    this.asked[set] = pen.remotes;
    this.epoch[set] = epoch;
    this.key[set] = key;
    this.looked[set] = 0;
    this.next[set] = this.first[chain] as number;
    this.first[chain] = set;
    const shape = this.shapes[this.lastShape] as ProtocolTables;
    const { words } = this;
    const what = key - this.lastShape * GUESS_ROOM * TERMINAL_ROOM + shape.name;
    const a = mix(mix((words[0] ^ what) + epoch) + words[1] + Math.imul(pen.remotes, 0x85ebca6b));
    const b = mix(a ^ words[2]);
    this.drawn[set] = a;
    this.word[set] = mix(b + 0x9e3779b9);
    this.back[set] = shape.back[b >>> 24];
    this.again[set] = shape.again[(b >>> 16) & BITS];
    return set;
  }

  /** Says what a probe takes a set for, as far as it can tell. */
  private name(set: number, key: number, draw: number): void {
    const { p2pRecall, unknownApp, unknownSystem } = this.sight;
    const guess = Math.floor(key / TERMINAL_ROOM) % GUESS_ROOM;
    const { os, ttl } = this.terminals[key % TERMINAL_ROOM] as Terminal;
    const named = mix(draw + 2) / TWO_32;
    const isTold = guess === P2P ? named < p2pRecall : named >= unknownApp;
    this.guess[set] = isTold ? guess : 0;
    this.ttl[set] = ttl - (mix(draw + 3) / TWO_32 < EXTRA_HOP ? 1 : 0);
    this.os[set] = mix(draw + 4) / TWO_32 < unknownSystem ? 0 : os;
  }

  private growKeys(keys: number): void {
    const larger = <T extends Uint32Array | Int32Array | Float64Array>(from: T, to: T): T => {
      to.set(from as never);
      return to;
    };
    this.visited = larger(this.visited, new Uint32Array(keys));
    this.first = larger(this.first, new Int32Array(keys << CHAIN_BITS));
    this.kept = larger(this.kept, new Float64Array(keys));
    this.phase = larger(this.phase, new Float64Array(keys));
  }

  private listColumns(): readonly string[] {
    const columns = Object.entries(this).filter(([, value]) => ArrayBuffer.isView(value));
    return columns.map(([name]) => name);
  }

  private grow(): void {
    for (const name of this.columns) {
      const old = this[name as "remotes"];
      const larger = new (old.constructor as Float64ArrayConstructor)(old.length * 2);
      larger.set(old);
      Object.assign(this, { [name]: larger });
    }
  }
}
