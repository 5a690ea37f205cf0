import type { GateResult } from "../run-file.ts";

/**
 * Writes gates as JUnit XML, one test case a gate and dataset, so that a build server shows which
 * failed and what was found.
 */
export function junitXml(gates: readonly GateResult[]): string {
  const failed = gates.filter(({ passed }) => !passed).length;
  const counts = `tests="${gates.length}" failures="${failed}" errors="0" skipped="0"`;
  const cases = gates.map(({ gate, dataset, view, passed, found }) => {
    const place = [dataset, view].filter((part) => part !== null).join(".");
    const head = `    <testcase name="${escaped(gate)}" classname="${escaped(place || "billshock")}"`;
    const text = escaped(found);
    return passed
      ? `${head}>\n      <system-out>${text}</system-out>\n    </testcase>`
      : `${head}>\n      <failure message="${text}">${text}</failure>\n    </testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="billshock" ${counts}>`,
    `  <testsuite name="gates" ${counts}>`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Characters that XML 1.0 has no way to write are left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
