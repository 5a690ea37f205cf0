/** Elements of HTML that have no end. */
const VOID = new Set(["meta", "br", "hr", "img", "input", "link"]);

/** Reads HTML or SVG as XML readers do, and tells what is wrong: unknown ends, open elements, bare signs. */
export function wellFormed(text: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  const tag = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(\/?)>/g;
  const style = text.replaceAll(/<style>.*?<\/style>/gs, "<style></style>");
  let last = 0;
  for (const match of style.matchAll(tag)) {
    const between = style.slice(last, match.index);
    if (/[<>]/.test(between)) problems.push(`bare sign in ${JSON.stringify(between.slice(0, 80))}`);
    if (/&(?!(?:[a-z]+|#\d+|#x[\da-f]+);)/i.test(between)) problems.push(`bare & in ${between}`);
    last = match.index + match[0].length;
    const [, isEnd, name, , isEmpty] = match;
    if (isEmpty === "/" || VOID.has(name)) continue;
    if (isEnd === "") open.push(name);
    else if (open.pop() !== name) problems.push(`</${name}> ends something else`);
  }
  return [...problems, ...open.map((name) => `<${name}> is never ended`)];
}
