import { expect, it } from "vitest";
import { joinClusters } from "../../../bench/worlds/join-clusters.ts";

it.each([
  { name: "nothing", links: [], clusters: [0, 1, 2, 3, 4] },
  { name: "a household", links: [[1, 3]], clusters: [0, 1, 2, 1, 4] },
  { name: "the higher named first", links: [[4, 2]], clusters: [0, 1, 2, 3, 2] },
  {
    name: "a chain",
    links: [
      [4, 3],
      [3, 1],
      [2, 4],
    ],
    clusters: [0, 1, 1, 1, 1],
  },
  {
    name: "two chains that meet late",
    links: [
      [4, 3],
      [1, 2],
      [3, 2],
    ],
    clusters: [0, 1, 1, 1, 1],
  },
  { name: "itself", links: [[2, 2]], clusters: [0, 1, 2, 3, 4] },
])("joins $name and names a cluster by its lowest device", ({ links, clusters }) => {
  expect([...joinClusters(5, links as [number, number][], () => true)]).toEqual(clusters);
});

it("never joins over a device that does not count", () => {
  const links: [number, number][] = [
    [0, 1],
    [1, 2],
  ];
  expect([...joinClusters(3, links, (device) => device !== 1)]).toEqual([0, 1, 2]);
});
