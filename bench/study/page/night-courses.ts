import { HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { draw, type Figure, figure } from "../../report/draw.ts";
import { type Html, html } from "../../report/html.ts";
import { smallMultiples } from "../../report/small-multiples.ts";
import { moment, money, NONE } from "../../report/wording.ts";
import type { CoursePoint } from "../course.ts";
import type { NightCourse, StudyDataset } from "../study-file.ts";
import type { PageWords } from "./page-words.ts";
import { pictureName } from "./picture-name.ts";

/** What a case came to while it ran: a frame for each course, as it was in grey behind it. */
export async function nightCourses(
  night: NightCourse,
  dataset: StudyDataset,
  words: PageWords,
): Promise<readonly [Html, readonly Figure[]]> {
  const say = words.night;
  const { currency } = dataset;
  const frames = framesOf(night, say.asItWas);
  const picture = await draw({
    ...pictureName("courses", dataset, words),
    label: say.label(night.dataset),
    spec: specOf(night, frames, currency),
  });
  const at = (point: CoursePoint | undefined) =>
    point === undefined ? NONE : moment(point[0], night.utcOffset);
  const { unchanged } = night;
  const rows = frames.map(({ strategies, points }, i) => {
    const names = i === 0 ? [...strategies, ...unchanged] : strategies;
    return html`<tr><td>${names.join(", ")}</td><td class="n">${at(points[0])}</td>
<td class="n">${at(points.at(-1))}</td><td class="n">${money(endOf(points))}</td></tr>`;
  });
  const others = unchanged.length === 0 ? "" : ` ${say.unchanged(unchanged.length)}`;
  const caption = `${say.caption(currency)}${others}`;
  return [
    html`<h3>${say.head}</h3>${figure(picture, caption)}
<details><summary>${words.sameAsNumbers}</summary><div class="wide"><table class="courses"><thead><tr>${say.heads.map((head, i) => html`<th class="${i > 0 ? "n" : ""}">${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div></details>`,
    [picture],
  ];
}

/** Between the name of a frame and what it ends at. */
const BELOW = ": ";

interface Frame {
  readonly title: string;
  readonly strategies: readonly string[];
  readonly points: readonly CoursePoint[];
}

/** As it was, then the others by what they end at. */
function framesOf({ asItWas, courses }: NightCourse, says: string): readonly Frame[] {
  const sorted = courses.toSorted((a, b) => endOf(a.points) - endOf(b.points));
  return [{ strategies: [says], points: asItWas }, ...sorted].map(({ strategies, points }) => {
    const [first = "", ...more] = strategies;
    const others = more.length === 0 ? "" : ` +${more.length}`;
    return { strategies, points, title: `${first}${others}${BELOW}${money(endOf(points))}` };
  });
}

function endOf(points: readonly CoursePoint[]): number {
  return points.at(-1)?.[1] ?? 0;
}

function specOf(night: NightCourse, frames: readonly Frame[], currency: string) {
  const civil = (time: number) => time + night.utcOffset * MINUTE;
  const times = frames.flatMap(({ points }) => points.map(([time]) => time));
  const from = Math.min(night.onset, ...times);
  // A record may close long after the last byte; a margin keeps the last step in the frame.
  const to = Math.max(night.end, ...times) + HOUR / 4;
  const points = frames.flatMap(({ title, points: own }) => [
    { detector: title, x: civil(from), y: 0 },
    ...own.map(([time, rated]) => ({ detector: title, x: civil(time), y: rated / 100 })),
    { detector: title, x: civil(to), y: endOf(own) / 100 },
  ]);
  return smallMultiples({
    ...{ detectors: frames.map(({ title }) => title), points, marks: [] },
    x: {
      ...{ type: "temporal", title: null, axis: { format: "%H:%M", tickCount: 5 } },
      scale: { type: "utc", domain: [civil(from), civil(to)] },
    },
    y: { title: currency, axis: { tickCount: 4, format: ",~f" } },
    line: { interpolate: "step-after" },
    below: BELOW,
  });
}
