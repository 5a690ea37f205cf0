import { describe } from "vitest";
import { claimBlocks } from "./shell-page.ts";

/*
 * When an answer changes on purpose:
 * BILLSHOCK_DOCS=write npx vitest run test/docs/study.test.ts
 */
describe("from an operator's CSV to a decision", () => claimBlocks("docs/study.md", 3));
