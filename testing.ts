/*
 * Conformance kits for what a user plugs in. They throw in plain words at the first promise that is
 * broken and need no test runner.
 */
export { testPolicy } from "./bench/policy-kit.ts";
export { testDetector } from "./detectors/conformance.ts";
export { type TestModelOptions, testModel } from "./simulators/model-kit.ts";
export { checkProtocol as testProtocol } from "./simulators/protocol.ts";
export { type TestSafeguardOptions, testSafeguard } from "./simulators/safeguard-kit.ts";
