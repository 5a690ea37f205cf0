import { describe } from "vitest";
import { claimBlocks } from "./shell-page.ts";

/*
 * When an answer changes on purpose:
 * BILLSHOCK_DOCS=write npx vitest run test/docs/analyst.test.ts
 */
describe("the analyst's hour", () => claimBlocks("docs/analyst.md", 7));
