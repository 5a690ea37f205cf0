import type { Finding } from "../publishing/checks/finding.ts";
import type { ArtefactAudit } from "./audit.ts";
import type { Judged } from "./judge.ts";
import { LEAST_DEVICES } from "./measure-contrast.ts";

/** Says what the artefact audit found as verify does: each leak an error, and a note of what could not be judged. */
export function auditFindings({ contrasts, apart, placements }: ArtefactAudit): Finding[] {
  const leaks = contrasts
    .filter(({ leaks }) => leaks.length > 0)
    .map((each): Finding => ({ level: "error", check: "artefact", ...told(each) }));
  const shared = placements
    .filter(({ isLeak }) => isLeak)
    .map(({ datasets, shared, episodes, expected }): Finding => {
      const message = `${shared} of ${episodes} episodes of ${datasets[0]} hit the same line in ${datasets[1]}, chance gives ${expected.toFixed(1)}`;
      return { level: "error", check: "artefact", file: "truth/episodes.arrow", message };
    });
  const few = contrasts.filter(({ isJudged }) => !isJudged).length;
  const message = `${few} of ${contrasts.length} contrasts have under ${LEAST_DEVICES} devices on a side: not judged; give more seeds of the scenario`;
  const note: Finding = { level: "note", check: "artefact", file: "truth", message };
  const others = apart.map((dir): Finding => {
    const message = `${dir} is of another scenario: compared in its placements, not pooled`;
    return { level: "note", check: "artefact", file: "manifest.json", message };
  });
  return [...leaks, ...shared, ...others, ...(few > 0 ? [note] : [])];
}

function told({
  contrast,
  figures,
  devices,
  leaks,
  chanceZ,
}: Judged): Pick<Finding, "file" | "message"> {
  const { view, group, inside, outside } = contrast;
  const file = view === "devices" ? "devices.arrow" : `views/${view}`;
  const { area, low, high, top, atom } = figures as NonNullable<Judged["figures"]>;
  const words = {
    area: `AUC ${area.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`,
    top: `top 3 % at ${Math.round(100 * top)} %`,
    atom: `${atom.cell} in ${percent(atom.inside)} and ${percent(atom.outside)} of the rows (z ${atom.z.toFixed(1)}, chance ${chanceZ.toFixed(1)})`,
  };
  const what = leaks.map((leak) => words[leak]).join("; ");
  const message = `${group} tells ${inside} from ${outside} (${devices.join(" and ")} devices): ${what}`;
  return { file, message };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
