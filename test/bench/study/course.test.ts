import { describe, expect, it } from "vitest";
import { openCourse } from "../../../bench/study/course.ts";

/** A course of so many steps of 7 fen, one a second. */
const even = (steps: number) => {
  const course = openCourse();
  for (let i = 1; i <= steps; i++) course.add(1000 * i, 7);
  return course.points();
};

describe("the course of a case", () => {
  it("is told step by step where they are few, without those that cost nothing", () => {
    const course = openCourse();
    course.add(10, 5);
    course.add(20, 0);
    course.add(30, 7);
    course.add(40, -2);
    expect(course.points().map((point) => point.join())).toEqual(["10,5", "30,12", "40,10"]);
  });

  it.each([96, 97, 500, 20_000])(
    "of %d steps tells at most a hundred, the first and the last among them",
    (steps) => {
      const points = even(steps);
      expect(points.length).toBeLessThanOrEqual(96);
      expect(points[0]).toEqual([1000, 7]);
      expect(points.at(-1)).toEqual([1000 * steps, 7 * steps]);
    },
  );

  it("is never further from what was rated than two hundredths of all", () => {
    const points = even(5000);
    const gaps = points.map(([, rated], i) => rated - (points[i - 1]?.[1] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(0.02 * 7 * 5000);
  });

  it("keeps a leap where it was", () => {
    const course = openCourse();
    for (let i = 1; i <= 1000; i++) course.add(i, i === 600 ? 50_000 : 1);
    expect(course.points()).toContainEqual([600, 50_599]);
  });
});
