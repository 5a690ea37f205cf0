import { type Html, html } from "../../report/html.ts";
import { answersOf } from "../sentences.ts";
import type { StudyFile } from "../study-file.ts";
import type { PageWords } from "./page-words.ts";
import type { PageWorld } from "./page-world.ts";

/** The answers of a world, each read off its cells again in the language of the page. */
export function said(
  { dataset, idle, strategies }: PageWorld,
  file: StudyFile,
  words: PageWords,
): Html {
  // What is said of the best comes first, then each in its turn.
  const rank = new Map(strategies.map(({ name }, i) => [name, i]));
  const told = answersOf(dataset, file.cells, words.answers, file).filter(({ isIdle }) => !isIdle);
  const best = told.slice(0, told.length - strategies.length);
  const answers = [
    ...best,
    ...told
      .slice(best.length)
      .toSorted((a, b) => (rank.get(a.strategy) ?? 0) - (rank.get(b.strategy) ?? 0)),
  ];
  const list = (some: readonly { readonly text: string }[]) =>
    html`<ul class="answers">${some.map(({ text }) => html`<li>${text}</li>`)}</ul>`;
  const folded = answers.slice(SHOWN);
  const more =
    folded.length === 0
      ? null
      : html`<details><summary>${words.moreAnswers(folded.length)}</summary>${list(folded)}</details>`;
  const nothing = idle.length === 0 ? null : html`<p>${words.idle(idle)}</p>`;
  return html`<h3>${words.answersHead}</h3>${list(answers.slice(0, SHOWN))}${more}${nothing}`;
}

/** Answers that are read before the pictures. */
const SHOWN = 12;
