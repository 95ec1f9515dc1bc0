/** The strips of the worst clips, by job. */
import { storing } from '../store/database.node.ts';
import type { JobStore } from '../store/job-store.node.ts';

export interface StoredStrip {
  /** Frames of the clip. */
  readonly frames: readonly number[];
  /** Base64 of Strip.landmarks and Strip.joints. */
  readonly landmarks: string;
  readonly joints: string;
}

/** A strip is 2 kB: so many keep a report of any number of clips at a size that opens at once. */
const STRIPS = 2000;

export const readStrips = ({ database, path }: JobStore): ReadonlyMap<string, StoredStrip> =>
  storing(path, () => {
    const rows = database.prepare(WORST).all(STRIPS) as {
      job_id: string;
      strip_frames: string;
      strip_landmarks: Buffer;
      strip_joints: Buffer;
    }[];
    return new Map(
      rows.map(({ job_id, strip_frames, strip_landmarks, strip_joints }) => [
        job_id,
        {
          frames: JSON.parse(strip_frames) as number[],
          landmarks: Buffer.from(strip_landmarks).toString('base64'),
          joints: Buffer.from(strip_joints).toString('base64'),
        },
      ]),
    );
  });

const WORST = `
SELECT t.job_id, t.strip_frames, t.strip_landmarks, t.strip_joints
FROM tegn_inputs i JOIN tegn_jobs t ON t.job_id = i.job_id JOIN jobs j ON j.id = i.job_id
WHERE i.listed_in = (SELECT MAX(id) FROM tegn_runs) AND j.status = 'done' AND t.strip_frames IS NOT NULL
ORDER BY t.score, i.position LIMIT ?`;
