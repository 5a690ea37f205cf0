import type { GateResult } from "../run/run-file.ts";

/**
 * Writes gates as JUnit XML, one test case a gate and dataset, so that a build server shows which
 * failed and what was found. Where the detector itself failed, that is an error and no failure.
 */
export function junitXml(gates: readonly GateResult[]): string {
  const errors = gates.filter(({ broken }) => broken).length;
  const failures = gates.filter(({ passed }) => !passed).length - errors;
  const counts = `tests="${gates.length}" failures="${failures}" errors="${errors}" skipped="0"`;
  const cases = gates.map(({ gate, dataset, view, passed, found, broken }) => {
    const place = [dataset, view].filter((part) => part !== null).join(".");
    const head = `    <testcase name="${escaped(gate)}" classname="${escaped(place || "billshock")}"`;
    const text = escaped(found);
    const verdict = broken ? "error" : "failure";
    return passed
      ? `${head}>\n      <system-out>${text}</system-out>\n    </testcase>`
      : `${head}>\n      <${verdict} message="${text}">${text}</${verdict}>\n    </testcase>`;
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
