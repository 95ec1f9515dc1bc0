/** All bridges, by the name they have on the command line. */
import type { Bridge } from './bridge.ts';
import { createJsonLiveLinkBridge } from './json-live-link.ts';
import { createLiveLinkFaceBridge } from './live-link-face.ts';
import { createVmcBridge } from './vmc.ts';

export const BRIDGES = {
  livelinkface: createLiveLinkFaceBridge,
  vmc: createVmcBridge,
  jsonlivelink: createJsonLiveLinkBridge,
} as const satisfies Readonly<Record<string, () => Bridge>>;

export type BridgeName = keyof typeof BRIDGES;
