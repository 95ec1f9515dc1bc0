/**
 * Keeps a video where the clip stands. While the clip is paused the video is put on its frame; while it plays the video plays too, a little
 * faster or slower until the two agree, because putting it on every frame anew would leave it standing still.
 * Times are seconds. Within a frame of the clip once it has settled, which takes half a second after a jump.
 */
import type { Playback } from '../playback/playback.ts';

/** What lies further apart is a jump, as at the end of a loop. */
const JUMP_SECONDS = 0.2;
/** Change of speed for a second of delay. */
const GAIN = 4;
/** Bounds of what browsers play. */
const [SLOWEST, FASTEST] = [0.0625, 8];

/** @param start second of the video at which the clip begins; returns how to stop */
export function followPlayback(
  video: HTMLVideoElement,
  playback: Pick<Playback, 'position' | 'settings' | 'onMove' | 'subscribe'>,
  framesPerSecond: number,
  start: number,
): () => void {
  function follow(): void {
    const { playing, speed } = playback.settings();
    const now = start + playback.position() / framesPerSecond;
    if (playing && now < video.duration) go(now, speed);
    else rest(now);
  }

  function go(now: number, speed: number): void {
    const late = now - video.currentTime;
    if (Math.abs(late) > JUMP_SECONDS) {
      if (!video.seeking) video.currentTime = now;
    } else {
      video.playbackRate = Math.min(FASTEST, Math.max(SLOWEST, speed * (1 + GAIN * late)));
    }
    if (video.paused) video.play().catch(stayPaused);
  }

  /** In the middle of the frame, where rounding cannot show its neighbour. */
  function rest(now: number): void {
    if (!video.paused) video.pause();
    const to = Math.min(now + 0.5 / framesPerSecond, video.duration || 0);
    if (Math.abs(video.currentTime - to) > 1e-3 && !video.seeking) video.currentTime = to;
  }

  video.addEventListener('seeked', follow);
  video.addEventListener('loadedmetadata', follow);
  const stops = [playback.onMove(follow), playback.subscribe(follow)];
  return () => {
    video.removeEventListener('seeked', follow);
    video.removeEventListener('loadedmetadata', follow);
    for (const stop of stops) stop();
    video.pause();
  };
}

/** Paused again before it began: the next move decides. */
function stayPaused(): void {}
