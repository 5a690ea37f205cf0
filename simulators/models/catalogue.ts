import type { TrafficModel } from "../model.ts";
import { accountBlockSweep } from "./incidents/account-block-sweep.ts";
import { adFraud } from "./incidents/ad-fraud.ts";
import { appAutoUpdate } from "./incidents/app-auto-update.ts";
import { btOverHotspot } from "./incidents/bt-over-hotspot.ts";
import { buggyAppVersion } from "./incidents/buggy-app-version.ts";
import { creepingSync } from "./incidents/creeping-sync.ts";
import { hotspotPcHousekeeping } from "./incidents/hotspot-pc-housekeeping.ts";
import { malwareExfil } from "./incidents/malware-exfil.ts";
import { osAutoUpdate } from "./incidents/os-auto-update.ts";
import { proxyware } from "./incidents/proxyware.ts";
import { pushFlood } from "./incidents/push-flood.ts";
import { retryLoop } from "./incidents/retry-loop.ts";
import { roamingMapUpload } from "./incidents/roaming-map-upload.ts";
import { runawaySync } from "./incidents/runaway-sync.ts";
import { unknownSourceApp } from "./incidents/unknown-source-app.ts";
import { userMistake } from "./incidents/user-mistake.ts";
import { wifiFallbackUpload } from "./incidents/wifi-fallback-upload.ts";
import { wlanCredentialTheft } from "./incidents/wlan-credential-theft.ts";
import { accountHandout } from "./look-alikes/account-handout.ts";
import { betaImage } from "./look-alikes/beta-image.ts";
import { campusOrientation } from "./look-alikes/campus-orientation.ts";
import { chosenAppUpdates } from "./look-alikes/chosen-app-updates.ts";
import { chosenOsUpdate } from "./look-alikes/chosen-os-update.ts";
import { cryptoNode } from "./look-alikes/crypto-node.ts";
import { dashCamUpload } from "./look-alikes/dash-cam-upload.ts";
import { egressFlip } from "./look-alikes/egress-flip.ts";
import { familyAway } from "./look-alikes/family-away.ts";
import { familyHotspot } from "./look-alikes/family-hotspot.ts";
import { filmInBed } from "./look-alikes/film-in-bed.ts";
import { firstBackup } from "./look-alikes/first-backup.ts";
import { firstPhotoSync } from "./look-alikes/first-photo-sync.ts";
import { gameDay } from "./look-alikes/game-day.ts";
import { gameOvernight } from "./look-alikes/game-overnight.ts";
import { groupChatDay } from "./look-alikes/group-chat-day.ts";
import { growingHobby } from "./look-alikes/growing-hobby.ts";
import { holidayLogin } from "./look-alikes/holiday-login.ts";
import { hotspotCall } from "./look-alikes/hotspot-call.ts";
import { hotspotWorkday } from "./look-alikes/hotspot-workday.ts";
import { knownOutage } from "./look-alikes/known-outage.ts";
import { lentAccount } from "./look-alikes/lent-account.ts";
import { matchDay } from "./look-alikes/match-day.ts";
import { newPhone } from "./look-alikes/new-phone.ts";
import { newsFlood } from "./look-alikes/news-flood.ts";
import { otherStoreApp } from "./look-alikes/other-store-app.ts";
import { ownBuild } from "./look-alikes/own-build.ts";
import { p2pLauncher } from "./look-alikes/p2p-launcher.ts";
import { pcSyncOvernight } from "./look-alikes/pc-sync-overnight.ts";
import { photoTrip } from "./look-alikes/photo-trip.ts";
import { podcastSync } from "./look-alikes/podcast-sync.ts";
import { ratPingPong } from "./look-alikes/rat-ping-pong.ts";
import { ratUpgradeStep } from "./look-alikes/rat-upgrade-step.ts";
import { rewardVideo } from "./look-alikes/reward-video.ts";
import { roamingPhotos } from "./look-alikes/roaming-photos.ts";
import { screenOffPlaylist } from "./look-alikes/screen-off-playlist.ts";
import { seasonRelease } from "./look-alikes/season-release.ts";
import { sleepStream } from "./look-alikes/sleep-stream.ts";
import { speedTest } from "./look-alikes/speed-test.ts";
import { staleSession } from "./look-alikes/stale-session.ts";
import { steamHotspot } from "./look-alikes/steam-hotspot.ts";
import { touristNavigation } from "./look-alikes/tourist-navigation.ts";
import { trainUpload } from "./look-alikes/train-upload.ts";
import { tripAndHome } from "./look-alikes/trip-and-home.ts";
import { updatesPutAway } from "./look-alikes/updates-put-away.ts";
import { updatesWithoutWifi } from "./look-alikes/updates-without-wifi.ts";
import { voiceMemoUpload } from "./look-alikes/voice-memo-upload.ts";
import { walksOut } from "./look-alikes/walks-out.ts";
import { wantedPcUpdate } from "./look-alikes/wanted-pc-update.ts";
import { wantedTorrent } from "./look-alikes/wanted-torrent.ts";
import { wantedVpnRelay } from "./look-alikes/wanted-vpn-relay.ts";
import { backgroundSync } from "./normal/background-sync.ts";
import { cloudBackup } from "./normal/cloud-backup.ts";
import { gamePlay } from "./normal/game-play.ts";
import { hotspotUse } from "./normal/hotspot-use.ts";
import { messaging } from "./normal/messaging.ts";
import { nameLookup } from "./normal/name-lookup.ts";
import { pushKeepalive } from "./normal/push-keepalive.ts";
import { social } from "./normal/social.ts";
import { storeUpdate } from "./normal/store-update.ts";
import { video } from "./normal/video.ts";
import { wantedDownload } from "./normal/wanted-download.ts";
import { web } from "./normal/web.ts";
import { wlanUse } from "./normal/wlan-use.ts";

/** Models of what people do every day, in order of their names. */
export const NORMAL_MODELS: readonly TrafficModel[] = [
  backgroundSync,
  cloudBackup,
  gamePlay,
  hotspotUse,
  messaging,
  nameLookup,
  pushKeepalive,
  social,
  storeUpdate,
  video,
  wantedDownload,
  web,
  wlanUse,
];

/** Models of what burns data unknown to its owner, in order of their names. */
export const INCIDENT_MODELS: readonly TrafficModel[] = [
  accountBlockSweep,
  adFraud,
  appAutoUpdate,
  btOverHotspot,
  buggyAppVersion,
  creepingSync,
  hotspotPcHousekeeping,
  malwareExfil,
  osAutoUpdate,
  proxyware,
  pushFlood,
  retryLoop,
  roamingMapUpload,
  runawaySync,
  unknownSourceApp,
  userMistake,
  wifiFallbackUpload,
  wlanCredentialTheft,
];

/** Models of legitimate episodes built to resemble an incident, in order of their names. */
export const LOOK_ALIKE_MODELS: readonly TrafficModel[] = [
  accountHandout,
  betaImage,
  campusOrientation,
  chosenAppUpdates,
  chosenOsUpdate,
  cryptoNode,
  dashCamUpload,
  egressFlip,
  familyAway,
  familyHotspot,
  filmInBed,
  firstBackup,
  firstPhotoSync,
  gameDay,
  gameOvernight,
  groupChatDay,
  growingHobby,
  holidayLogin,
  hotspotCall,
  hotspotWorkday,
  knownOutage,
  lentAccount,
  matchDay,
  newPhone,
  newsFlood,
  otherStoreApp,
  ownBuild,
  p2pLauncher,
  pcSyncOvernight,
  photoTrip,
  podcastSync,
  ratPingPong,
  ratUpgradeStep,
  rewardVideo,
  roamingPhotos,
  screenOffPlaylist,
  seasonRelease,
  sleepStream,
  speedTest,
  staleSession,
  steamHotspot,
  touristNavigation,
  trainUpload,
  tripAndHome,
  updatesPutAway,
  updatesWithoutWifi,
  voiceMemoUpload,
  walksOut,
  wantedPcUpdate,
  wantedTorrent,
  wantedVpnRelay,
];
