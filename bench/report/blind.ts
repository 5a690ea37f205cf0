import type { DetectorRow, RowAlarm, RunDataset, RunFile } from "../run/run-file.ts";
import { scoreText } from "../run/threshold-text.ts";
import { garwood } from "../statistics/intervals.ts";
import { alarmDays } from "./alarm-days.ts";
import { blindNotes } from "./blind-notes.ts";
import type { Figure } from "./draw.ts";
import { type Html, html } from "./html.ts";
import { ownNotes } from "./own-notes.ts";
import { labelOf } from "./ranking.ts";
import { pointWords } from "./threshold-words.ts";
import { bytes, counted, moment, money, NONE } from "./wording.ts";

const LEVEL = 0.95;
/** First alarms that the page shows of each detector. */
const FIRST = 10;
/** More detectors than these are told in the table alone, and their first alarms lie folded. */
const FEW = 4;

/** What can be said of data without truth: alarms, which came first, what had run by then. */
export async function blind(
  run: RunFile,
  dataset: RunDataset,
): Promise<readonly [Html, readonly Figure[]]> {
  const rows = run.detectors.filter((row) => row.dataset === dataset.name && row.status === "ok");
  const own = rows
    .filter(({ today, leads }) => !today && leads)
    .toSorted((a, b) => b.alarms - a.alarms);
  const other = rows.filter(({ today, leads }) => !today && !leads);
  const present = rows.filter(({ today, point }) => today && point === "shipped");
  const alarmed = own.filter(({ alarms }) => alarms > 0);
  const days = await alarmDays(own, dataset);
  return [
    html`<p class="note">These data have no labels: what follows counts alarms, and says nothing of whether they are right.</p>
${own.length > FEW ? null : own.map((row) => html`<p class="answer">${sentence(row, dataset)}</p>`)}
${table(own.length > FEW ? own : [...own, ...other], present, dataset)}
${own.length > FEW && other.length > 0 ? html`<details><summary>The other point of each (${other.length} rows)</summary>${table(other, [], dataset)}</details>` : null}
${[...blindNotes(run, dataset), ...ownNotes(run, dataset.name)].map((note) => html`<p class="note">${note}</p>`)}
${days?.[0] ?? null}
${alarmed.map((row) => firstAlarms(row, dataset, alarmed.length <= FEW))}`,
    days === null ? [] : [days[1]],
  ];
}

/** A rule's answer in one sentence: how many alarms, on whom, which first, and what had run. */
function sentence(row: DetectorRow, { days, devices, utcOffset, currency }: RunDataset): string {
  const who = `${labelOf(row)}, ${pointWords(row)}`;
  const [first] = inOrder(row);
  if (first === undefined)
    return `${who}; no alarm on ${counted(devices, "line")} in ${counted(days, "day")}.`;
  const cost =
    row.moneyAtAlarm === null
      ? ""
      : `; ${money(row.moneyAtAlarm)} ${currency} had been charged when the alarms came`;
  return (
    `${who}; ${counted(row.alarms, "alarm")}, ${(row.alarms / days).toFixed(2)} a day, on ` +
    `${counted(row.lines, "line")} of ${devices.toLocaleString("en-US")}; the first on line ${first.device} at ` +
    `${moment(first.time, utcOffset)}${cost}.`
  );
}

function table(
  own: readonly DetectorRow[],
  present: readonly DetectorRow[],
  dataset: RunDataset,
): Html {
  const { days, currency } = dataset;
  const line = (row: DetectorRow) => {
    const { low, high } = garwood(row.alarms, LEVEL);
    return html`<tr><td><b>${labelOf(row)}</b><small class="says">${pointWords(row)}</small></td>
<td class="n">${row.alarms}<small>[${Math.round(low)}-${Math.round(high)}]</small></td>
<td class="n">${(row.alarms / days).toFixed(2)}</td><td class="n">${row.lines}</td>
<td class="n">${money(row.moneyAtAlarm)}</td></tr>`;
  };
  const rest = present.map(line);
  return html`<div class="wide"><table class="board"><thead><tr><th>detector</th><th class="n">alarms</th><th class="n">a day</th><th class="n">lines</th><th class="n">${currency} charged by the alarms</th></tr></thead>
<tbody>${own.map(line)}</tbody>
${rest.length === 0 ? null : html`<tbody class="floor"><tr><td colspan="5">what rules that plans have now would have said</td></tr>${rest}</tbody>`}</table></div>
<p class="note">In brackets the exact 95 % interval of a count. Money is what each line's period had cost when its alarm came, before caps, summed.</p>`;
}

function firstAlarms(row: DetectorRow, dataset: RunDataset, isOpen: boolean): Html {
  const first = inOrder(row).slice(0, FIRST);
  const title = `First alarms of ${labelOf(row)}`;
  const note =
    row.alarms > first.length
      ? html`<p class="note">The first ${first.length} of ${row.alarms}; bench --alarms FILE writes all of them.</p>`
      : null;
  const list = html`${alarmTable(row, first, dataset)}${note}`;
  return isOpen
    ? html`<h3>${title}</h3>${list}`
    : html`<details><summary>${title}</summary>${list}</details>`;
}

function alarmTable(
  row: DetectorRow,
  alarms: readonly RowAlarm[],
  { utcOffset, currency }: RunDataset,
): Html {
  const seeds = new Set(row.thresholds.map(({ seed }) => seed)).size > 1;
  return html`<div class="wide"><table><thead><tr><th>local time</th>${seeds ? html`<th>seed</th>` : null}<th class="n">line</th>
<th class="n">score</th><th class="n">moved in the period so far</th><th class="n">${currency} charged so far</th></tr></thead>
<tbody>${alarms.map(
    (
      alarm,
    ) => html`<tr><td>${moment(alarm.time, utcOffset)}</td>${seeds ? html`<td>${alarm.seed}</td>` : null}<td class="n">${alarm.device}</td>
<td class="n">${alarm.score === null ? NONE : scoreText(alarm.score, row)}</td><td class="n">${bytes(alarm.bytes)}</td><td class="n">${money(alarm.money)}</td></tr>`,
  )}</tbody></table></div>`;
}

function inOrder({ alarmList }: DetectorRow): RowAlarm[] {
  return alarmList.toSorted((a, b) => a.time - b.time || a.device - b.device);
}
