import type { RunFile } from "../run/run-file.ts";
import { type Html, html } from "./html.ts";

/** What the numbers of the report mean, and what they come from. */
export function methods(run: RunFile): Html {
  return html`<h2>What the numbers mean</h2><dl>
<dt>recall</dt><dd>counted per incident: an alarm while the incident ran; an alarm afterwards is right but useless, and saves nothing</dd>
<dt>precision</dt><dd>counted per alarm: right ones, late ones too, of right and false ones; those that repeat a caught incident count as neither</dd>
<dt>bytes saved</dt><dd>of the incident's bytes, those after the alarm and a reaction of ${reaction(run)}; the mean over kinds of incident ranks, so that one huge theft does not decide</dd>
<dt>money saved</dt><dd>the bill as recorded minus the bill rated again without the stopped bytes, caps and bundles included</dd>
<dt>delay</dt><dd>from the incident's first byte to the alarm; shares within a delay are of all incidents, medians of the caught alone</dd>
<dt>false alarms</dt><dd>alarms on anything else, look-alikes included, for 1000 lines a day; the wider of the exact Poisson and the cluster interval</dd>
<dt>threshold</dt><dd>calibrated: fixed on devices that are not scored here; as written: the rule's own number, or the one that was given</dd>
<dt>intervals</dt><dd>95 %, by resampling households, never records, exact where counts are small</dd></dl>
${provenance(run)}`;
}

function reaction({ settings }: RunFile): string {
  const ms = settings["reactionDelay"];
  return typeof ms === "number" ? `${ms / 60_000} min` : "some minutes";
}

function provenance(run: RunFile): Html {
  const { prevalence } = run;
  return html`<h2>Where this comes from</h2><dl><dt>made by</dt><dd>billshock ${run.tool.billshock}, Node ${run.tool.node}</dd>
${prevalence === null ? null : html`<dt>prevalence</dt><dd>${prevalence.name} (${prevalence.source})</dd>`}
${run.datasets.map(
  ({
    name,
    seed,
    logicalHash,
    calibrationOnly,
  }) => html`<dt>${name}${seed === null ? "" : `, seed ${seed}`}</dt>
<dd><code>${logicalHash}</code>${calibrationOnly ? " (thresholds only)" : ""}</dd>`,
)}</dl>${run.warnings.map((warning) => html`<p class="note">${warning}</p>`)}`;
}
