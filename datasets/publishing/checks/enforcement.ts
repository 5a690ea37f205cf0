import type { Dataset } from "../../dataset.ts";
import { openHash } from "../../format/logical-hash.ts";
import { enforcement } from "../../tables/enforcement.ts";
import type { Findings } from "./finding.ts";

/**
 * Checks the table of what was done about lines, where there is one: its rows and hash are those of
 * the manifest, and each is about a line that there is, within the span, and ends after it began.
 */
export function checkEnforcement({ manifest, ...dataset }: Dataset, findings: Findings): void {
  const file = "enforcement.arrow";
  const table = dataset.enforcement();
  const add = (check: string, message: string, row?: number) =>
    findings.add({ level: "error", check, file, message, ...(row === undefined ? {} : { row }) });
  if (table === null) {
    if (manifest.files[file] === undefined) return;
    add("files", "must be described in the manifest under enforcement, is not");
    return;
  }
  const { length, device, from, until } = table;
  for (let i = 0; i < length; i++) {
    if (device[i] >= manifest.devices) {
      add("range", `device must be below ${manifest.devices}, got ${device[i]}`, i);
    }
    const { span } = manifest;
    if (from[i] < span.from || from[i] >= span.to) {
      add("range", `from must be within the span, got ${from[i]}`, i);
    }
    if (until[i] !== 0 && until[i] <= from[i]) {
      add("range", `until must be after from, or 0, got ${until[i]}`, i);
    }
  }
  const hash = openHash(enforcement);
  hash.add({ length, columns: table as never });
  const got = { rows: length, logicalHash: hash.hex() };
  for (const name of ["rows", "logicalHash"] as const) {
    const want = manifest.enforcement?.[name];
    if (got[name] === want) continue;
    add("hash", `${name} must be ${want} as the manifest says, got ${got[name]}`);
  }
}
