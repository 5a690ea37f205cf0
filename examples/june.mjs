// Prints a month of usage records of eight lines, as an operator exports them, with two nights that
// ran away: 15 GB in three hours on the line ending in 3, 15 GB in eight on the one ending in 6.
// Nothing is drawn by chance: the same file each time.
//
//   node examples/june.mjs > june.csv

const MINUTE = 60_000;
const midnight = Date.UTC(2024, 5, 1);
const rows = [];

function record(line, day, minutes, seconds, downKb) {
  const from = midnight + (day * 1440 + minutes) * MINUTE;
  const when = (time) => new Date(time).toISOString().slice(0, 19).replace("T", " ");
  rows.push([
    from,
    `1380000000${line},${when(from)},${when(from + seconds * 1000)},${Math.round(downKb / 20)},${downKb}`,
  ]);
}

/** Even spread: a number below n that looks like none in particular. */
const pick = (n, ...of) => of.reduce((sum, value) => (sum * 31 + value * 17 + 7) % 10_007, 1) % n;

for (let line = 1; line <= 8; line++) {
  for (let day = 0; day < 30; day++) {
    // A phone in the bag by day, in the hand in the evening, and asleep at night.
    for (let k = 0; k < 4; k++) {
      record(
        line,
        day,
        480 + 150 * k + pick(90, line, day, k),
        600,
        2000 + pick(9000, day, line, k),
      );
    }
    record(line, day, 1200 + pick(60, line, day), 2400, 90_000 + pick(200_000, line, day));
    record(line, day, 180 + pick(60, day, line), 60, 1500 + pick(3000, line, day));
  }
}
// One updates its apps at night, 350 MB on each Monday; one watches a film in bed.
for (let day = 2; day < 30; day += 7) record(5, day, 120, 1500, 350 * 1024);
for (let part = 0; part < 9; part++) record(2, 14, 1385 + 10 * part, 600, 40 * 1024);
// The nights: records are cut at 50 MB.
const RUNAWAY_KB = Math.round((15 * 1024 * 1024) / 1.05);
const cut = 51_200;
const nights = [
  { line: 3, day: 11, from: 30, hours: 3 },
  { line: 6, day: 20, from: -60, hours: 8 },
];
for (const { line, day, from, hours } of nights) {
  const count = Math.floor(RUNAWAY_KB / cut);
  const seconds = (hours * 3600) / count;
  for (let k = 0; k < count; k++) {
    record(line, day, from + (k * seconds) / 60, Math.floor(seconds), cut);
  }
}

rows.sort((a, b) => a[0] - b[0]);
console.log("MSISDN,BEGIN,END,UPLINK_KB,DOWNLINK_KB");
for (const [, text] of rows) console.log(text);
