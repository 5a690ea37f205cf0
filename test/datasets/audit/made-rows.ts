import type { AuditRow } from "../../../datasets/audit/audit-row.ts";
import { keyedUniform, keyOf, keyWith } from "../../../datasets/keyed.ts";
import { MINUTE } from "../../../datasets/sizes.ts";
import type { ViewName } from "../../../datasets/view.ts";

/** Numbers drawn by name: the same name gives the same numbers. */
function openDraw(name: string): () => number {
  const key = keyOf(name);
  let at = 0;
  return () => keyedUniform(key, at++);
}

const whole = (value: number) => Math.floor(value);

/** Rows of honest devices: each has its own habits, and no side has any. */
export function madeRows(name: string, devices: number, rowsOfEach: number): AuditRow[] {
  const rows: AuditRow[] = [];
  for (let device = 0; device < devices; device++) {
    const draw = openDraw(`${name} ${device}`);
    const mtu = 1280 + 220 * draw();
    const ttl = [64, 64, 64, 63, 128][whole(5 * draw())];
    const system = 1 + whole(3 * draw());
    const mac = whole(4_294_967_295 * draw());
    const first = keyWith(keyOf(name), device) % 1e6;
    let before: AuditRow["before"] = null;
    for (let i = 0; i < rowsOfEach; i++) {
      const [up, down] = [whole(2e7 * draw()), whole(2e8 * draw())];
      const packetsUp = Math.ceil(up / (60 + 200 * draw()));
      const packetsDown = Math.ceil(down / (mtu * (0.7 + 0.3 * draw())));
      const peers = 1 + whole(4 * draw());
      const start = whole(1e9 * draw());
      const time = start + whole(MINUTE * draw());
      const sight = time + whole(5000 * draw());
      const values = {
        ...{ seq: first + i, start, time, visibleAt: sight, up, down, packetsUp, packetsDown },
        ...{ flows: peers + whole(3 * draw()), peers, hiPortShare: Math.fround(draw()) },
        ...{ ttl, osFingerprint: system, rat: 1, province: 3, app: 2, access: 1, cause: 1 },
        ...{ method: 1, nas: whole(400 * draw() * draw()), clientMac: mac, account: first },
        session: whole(4_294_967_295 * draw()),
      };
      rows.push({ device, values, before });
      before = { up, down, packetsUp, packetsDown };
    }
  }
  return rows;
}

/** Changes a share of the rows, drawn by name. */
export function withLeak(
  rows: readonly AuditRow[],
  share: number,
  leak: (row: AuditRow, draw: number) => Partial<AuditRow["values"]>,
): AuditRow[] {
  const draw = openDraw("leak");
  return rows.map((row) =>
    draw() < share ? { ...row, values: { ...row.values, ...leak(row, draw()) } } : row,
  );
}

/** Views whose columns the rows can fill for each group. */
export const VIEW_OF_GROUP: Readonly<Record<string, ViewName>> = {
  ...{ nas: "wlan", clientMac: "wlan", session: "wlan", account: "wlan" },
};
