export type { OptionsOf, Param } from "../datasets/param.ts";
export { exp, log, normalQuantile, power } from "./chance/exact-math.ts";
export {
  binomial,
  categorical,
  chance,
  exponential,
  integer,
  lognormal,
  normal,
  pareto,
  poisson,
  uniform,
} from "./chance/samplers.ts";
export { keyedRandom, type Random } from "./chance/streams.ts";
export { type ShardTruth, STREAM_VERSION, simulateShard } from "./engine/engine.ts";
export type { ShardPlan } from "./engine/shard-plan.ts";
export type { DeviceLife, Settings, Timeline } from "./life/device-life.ts";
export { VOLUME_PRESETS } from "./life/presets/catalogue.ts";
export { TERMINALS, type Terminal, terminalOf } from "./life/terminals.ts";
export type { VolumePreset } from "./life/volume-preset.ts";
export type {
  Cause,
  EmitContext,
  Episode,
  PlanContext,
  Sink,
  TrafficModel,
  WlanLogin,
} from "./model.ts";
export {
  eligibleDevices,
  PLAIN_SCENARIO,
  type Play,
  type PlaySetting,
  playModel,
} from "./model-kit/model-play.ts";
export type { RecordedTransfer } from "./model-kit/recorder.ts";
export { INCIDENT_MODELS, LOOK_ALIKE_MODELS, NORMAL_MODELS } from "./models/catalogue.ts";
export type { RowSink } from "./observers/rows.ts";
export { Pen } from "./pen.ts";
export type { Persona } from "./persona.ts";
export { checkProtocol, type Protocol, type ProtocolSpread } from "./protocol.ts";
export { appStoreUpdate } from "./protocols/app-store-update.ts";
export { bittorrent } from "./protocols/bittorrent.ts";
export { PROTOCOLS } from "./protocols/catalogue.ts";
export { chat } from "./protocols/chat.ts";
export { dns } from "./protocols/dns.ts";
export { game } from "./protocols/game.ts";
export { httpsUpload } from "./protocols/https-upload.ts";
export { mailSync } from "./protocols/mail-sync.ts";
export { osUpdate } from "./protocols/os-update.ts";
export { pushHeartbeat } from "./protocols/push-heartbeat.ts";
export { quicVideo } from "./protocols/quic-video.ts";
export { realTimeCall } from "./protocols/real-time-call.ts";
export { sharedVideo } from "./protocols/shared-video.ts";
export { tlsDownload } from "./protocols/tls-download.ts";
export { vpnRelay } from "./protocols/vpn-relay.ts";
export { webPage } from "./protocols/web-page.ts";
export type { Safeguard, SafeguardClaim, SafeguardTargets } from "./safeguard.ts";
export { airplaneAtNight } from "./safeguards/airplane-at-night.ts";
export { anomalyAlert } from "./safeguards/anomaly-alert.ts";
export { antivirus } from "./safeguards/antivirus.ts";
export { appWifiOnly } from "./safeguards/app-wifi-only.ts";
export { avoidLinks } from "./safeguards/avoid-links.ts";
export { SAFEGUARDS } from "./safeguards/catalogue.ts";
export { checkBill } from "./safeguards/check-bill.ts";
export { clearCache } from "./safeguards/clear-cache.ts";
export { denyPermissions } from "./safeguards/deny-permissions.ts";
export { disconnectOnClosure } from "./safeguards/disconnect-on-closure.ts";
export { dualCapStop } from "./safeguards/dual-cap-stop.ts";
export { education } from "./safeguards/education.ts";
export { geoAlert } from "./safeguards/geo-alert.ts";
export { hotspotOffAtNight } from "./safeguards/hotspot-off-at-night.ts";
export { hotspotTimeout } from "./safeguards/hotspot-timeout.ts";
export { locationOff } from "./safeguards/location-off.ts";
export { manualUpdates } from "./safeguards/manual-updates.ts";
export { mobileDataOffByDefault } from "./safeguards/mobile-data-off-by-default.ts";
export { officialStoreOnly } from "./safeguards/official-store-only.ts";
export { restrictBackground } from "./safeguards/restrict-background.ts";
export { scheduleUpdates } from "./safeguards/schedule-updates.ts";
export { sessionLimit } from "./safeguards/session-limit.ts";
export { smartDisconnect } from "./safeguards/smart-disconnect.ts";
export { stayOnStableVersion } from "./safeguards/stay-on-stable-version.ts";
export { twoFactorLogin } from "./safeguards/two-factor-login.ts";
export { uniquePasswords } from "./safeguards/unique-passwords.ts";
export { usageMeter } from "./safeguards/usage-meter.ts";
export { usageNotices } from "./safeguards/usage-notices.ts";
export { wifiAssistOff } from "./safeguards/wifi-assist-off.ts";
export { wifiOnlyUpdates } from "./safeguards/wifi-only-updates.ts";
export type { ModelSetting, Scenario } from "./scenario.ts";
export { resolveScenario, type ScenarioRequest } from "./scenario-file/resolve-scenario.ts";
export type { ScenarioSource } from "./scenario-file/scenario-chain.ts";
export { scenarioJsonSchema } from "./scenario-file/scenario-schema.ts";
