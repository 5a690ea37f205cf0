import { describe, expect, it } from "vitest";
import { delimiterOf } from "../../../datasets/importing/delimiter.ts";

describe("what parts the cells is found from the first lines", () => {
  it.each([
    ["commas", ",", "a,b,c\n1,2,3\n"],
    ["tabs, though commas stand in a cell", "\t", "a\tb\n1,2,3\t4\n5\t6\n"],
    ["semicolons, though every row has decimal commas", ";", "a;b;c;d;e\n1;1,5;2,5;3,5;4,5\n"],
    ["semicolons, though one row has many commas", ";", "a;b\n1;2\n3;x,y,z,u,v,w\n"],
    ["bars", "|", "a|b\n1|2\n"],
    ["semicolons below a title with commas", ";", "Usage, June, all lines\n\na;b\n1;2\n3;4\n"],
    ["commas, though quoted cells hold semicolons", ",", 'a,b\n"1;2;3",4\n"5;6;7",8\n'],
    ["commas where lines end in a carriage return", ",", "a,b\r1,2\r"],
    ["commas where nothing parts anything", ",", "a\n1\n"],
  ])("%s", (_, delimiter, text) => {
    expect(delimiterOf(text)).toBe(delimiter);
  });
});
