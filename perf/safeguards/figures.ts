import { percent } from "../../bench/report/wording.ts";
import { SAFEGUARDS } from "../../simulators/safeguards/catalogue.ts";
import { markdownTable } from "../figures/markdown.ts";
import type { Figures } from "../marks.ts";
import { ADVICE, CAUSES, type Statement } from "./articles.ts";
import type { Effect } from "./effects.ts";
import type { Messages } from "./messages.ts";

/** Beyond this a share is another one: rows are moved by whole bytes. */
const EQUAL = 1e-9;
const NONE = "–";

/** What docs/safeguards.md shows: kinds that change or were claimed, and what everyday use pays. */
export function safeguardFigures(
  incidents: readonly Effect[],
  everyday: readonly Effect[],
  messages: readonly Messages[],
): Figures {
  return {
    "safeguard:incidents": () => incidentsFigure(incidents),
    "safeguard:everyday": () => everydayFigure(everyday),
    "safeguard:messages": () => messagesFigure(messages),
  };
}

/** What docs/articles.md shows: each statement, what it became, and what came out of it. */
export function articleFigures(effects: readonly Effect[]): Figures {
  return {
    "article:causes": () => statementsFigure(CAUSES, effects),
    "article:advice": () => statementsFigure(ADVICE, effects),
  };
}

function statementsFigure(statements: readonly Statement[], measured: readonly Effect[]): string {
  const told = ([use, kind]: readonly [string, string]): string => {
    const effect = measured.find(({ safeguard, model }) => safeguard === use && model === kind);
    if (effect === undefined) throw new RangeError(`articles: ${use} × ${kind} was not measured`);
    const { cases, prevented, billed } = effect;
    return `${use} × ${kind}: ${prevented} of ${cases} prevented, billed ${left(billed)}`;
  };
  const rows = statements.map(({ by, said, became, command, effects = [], found }) => [
    said,
    by,
    became.map((name) => `\`${name}\``).join(", "),
    `\`${command}\``,
    [...effects.map(told), ...(found === undefined ? [] : [found])].join("; "),
  ]);
  return markdownTable(["what is said", "by", "what it became", "see it", "what came out"], rows);
}

function messagesFigure(messages: readonly Messages[]): string {
  const rows = messages.map(({ safeguard, told, looks, lines }) => [
    safeguard,
    told.toFixed(1),
    looks.toFixed(1),
    percent(lines),
  ]);
  return markdownTable(["safeguard", "messages", "looks of his own", "lines told"], rows);
}

function incidentsFigure(effects: readonly Effect[]): string {
  const claims = new Map(SAFEGUARDS.map(({ name, claims }) => [name, claims]));
  const rows = effects.flatMap((effect) => {
    const { safeguard, model, cases, prevented, billed, moved } = effect;
    const isClaimed = claims.get(safeguard)?.some(({ kind }) => kind === model) ?? false;
    if (!isClaimed && isEqual(billed) && isEqual(moved)) return [];
    const told = [isClaimed ? "yes" : "no", String(cases), `${prevented}`];
    return [[`${safeguard} × ${model}`, ...told, left(billed), left(moved)]];
  });
  const head = ["safeguard × kind", "claimed", "cases", "prevented", "billed", "moved"];
  return markdownTable(head, rows);
}

function everydayFigure(effects: readonly Effect[]): string {
  const models = [...new Set(effects.map(({ model }) => model))];
  const rows = SAFEGUARDS.map(({ name, by }) => {
    const own = effects.filter(({ safeguard }) => safeguard === name);
    const cells = models.map((model) => {
      const { billed = NaN, moved = NaN } = own.find((each) => each.model === model) ?? {};
      return isEqual(billed) && isEqual(moved) ? "=" : `${left(billed)}, ${left(moved)}`;
    });
    return [`${name} (${by})`, ...cells];
  });
  return markdownTable(["safeguard", ...models], rows);
}

function isEqual(share: number): boolean {
  return Number.isNaN(share) || Math.abs(share - 1) < EQUAL;
}

/** A share that is left; one that differs a little is never told as if it did not. */
function left(share: number): string {
  if (Number.isNaN(share)) return NONE;
  if (share === 0) return "0";
  if (isEqual(share)) return "=";
  if (Math.abs(share - 1) < 0.005) return share < 1 ? "just below 100 %" : "just above 100 %";
  return share < 0.005 ? "below 1 %" : percent(share);
}
