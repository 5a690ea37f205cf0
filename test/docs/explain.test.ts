import { describe } from "vitest";
import { claimBlocks } from "./shell-page.ts";

/*
 * When an answer changes on purpose:
 * BILLSHOCK_DOCS=write npx vitest run test/docs/explain.test.ts
 */
describe("the page on evidence", () => claimBlocks("docs/explain.md", 2));
