/**
 * Face curves of a clip -> CSV as the Live Link Face app records it, which Unreal's importer and its community's tools read.
 * Columns: Timecode (hours:minutes:seconds:frames.thousandths), BlendshapeCount 61, the 52 shapes of ARKit 0..1, 9 turns of head and eyes,
 * those of the eyes from the gaze curves, those of the head 0 unless the face owns it (face/head-owner.ts). Readers go by column name.
 * Source: headers of public recordings. Limits: no body; curves that are not among the 61 are left out; a clip with none of them gives no file.
 */

import { ARKIT_CURVES, arkitSpelling, LIVE_LINK_TURNS, liveLinkSpelling } from '../../motion/arkit-curves.ts';
import { assertMotionClip } from '../../motion/motion-clip.ts';
import { timecodeOfFrame } from '../../space/timecode.ts';
import type { Exporter } from '../exporter.ts';
import { withEyeTurns } from '../face/eye-turns.ts';

const COLUMNS: readonly string[] = [...ARKIT_CURVES, ...LIVE_LINK_TURNS];

/** Throws E_MOTION for a clip that breaks a validity rule. */
export const liveLinkCsvExporter: Exporter = {
  extension: 'csv',
  description: "Live Link Face CSV: ARKit's 52 face curves per frame; nothing for a clip without them",
  async exportClip({ clip: given }, stem) {
    assertMotionClip(given);
    const clip = withEyeTurns(given);
    const names = clip.curveNames.map(arkitSpelling);
    const sources = COLUMNS.map((column) => names.indexOf(column));
    if (sources.every((source) => source < 0)) return [];
    const lines = [['Timecode', 'BlendshapeCount', ...COLUMNS.map(liveLinkSpelling)].join(',')];
    for (let f = 0; f < clip.frameCount; f++) {
      const values = sources.map((source) =>
        source < 0 ? 0 : clip.curves[f * clip.curveNames.length + source],
      );
      const timecode = timecodeOfFrame(clip.timing.rate, clip.timing.startFrame + f);
      lines.push([`${timecode}.000`, COLUMNS.length, ...values.map((value) => value.toFixed(10))].join(','));
    }
    return [{ name: `${stem}.csv`, bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) }];
  },
};
