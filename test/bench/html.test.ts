import { expect, it } from "vitest";
import { html, raw } from "../../bench/report/html.ts";

it("escapes whatever is put into a page, but what is HTML already", () => {
  const name = '<b onclick="x">&';
  expect(html`<td>${name}</td>`.html).toBe("<td>&lt;b onclick=&quot;x&quot;&gt;&amp;</td>");
  expect(html`<p>${raw("<i>")}${html`<u>${"<"}</u>`}${["<", 1, null]}</p>`.html).toBe(
    "<p><i><u>&lt;</u>&lt;1</p>",
  );
});
