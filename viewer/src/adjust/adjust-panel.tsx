/** How the recording is solved: every change solves it again, and the stage goes on where it stood. */
import { CLIP_DEFAULTS, ONE_EURO_DEFAULTS, SMOOTHINGS, TARGETS } from '../../../src/index.ts';
import type { Clip } from '../clip/clip.ts';
import type { Playback } from '../playback/playback.ts';
import type { Session } from '../session.ts';
import type { ClipSettings } from '../solve/settings.ts';
import { Choice } from './choice.tsx';
import { FaceSliders } from './face-sliders.tsx';
import { Slider } from './slider.tsx';
import { Switch } from './switch.tsx';
import { adjustTexts } from './texts.ts';
import { TrimControl } from './trim-control.tsx';

interface AdjustPanelProps {
  readonly session: Session;
  readonly clip: Clip;
  readonly playback: Playback;
}

/** Where the slider of an own velocity limit starts, degrees per second: that of arms. */
const OWN_LIMIT = 750;

export function AdjustPanel({ session, clip, playback }: AdjustPanelProps) {
  const texts = adjustTexts.use();
  if (clip.solved === null) return <p className="soft">{texts.onlyRecordings}</p>;
  const { settings, change } = session;
  const {
    target = CLIP_DEFAULTS.target,
    smoothing = CLIP_DEFAULTS.smoothing,
    clamp = CLIP_DEFAULTS.clamp,
    oneEuro = ONE_EURO_DEFAULTS,
  } = settings;
  const names = Object.keys(texts.clamps) as (keyof typeof texts.clamps)[];
  return (
    <div className="adjust" aria-busy={session.busy}>
      <p className="status soft" role="status">
        {session.busy && texts.working}
      </p>
      {session.problem && <p role="alert">{session.problem}</p>}
      {settings.rig === undefined && (
        <Choice
          label={texts.target}
          value={target}
          options={TARGETS.map(({ name }) => [name, name])}
          onChange={(name) => change({ target: name })}
        />
      )}
      <Choice
        label={texts.smoothing}
        value={smoothing}
        options={Object.keys(SMOOTHINGS).map((name) => [name, texts.smoothings[name]])}
        onChange={(name) => change({ smoothing: name as ClipSettings['smoothing'], oneEuro: undefined })}
      />
      {smoothing === 'one-euro' && (
        <>
          <Slider
            label={texts.minCutoff}
            min={0.2}
            max={10}
            step={0.2}
            value={oneEuro.minCutoff}
            inWords={texts.hertz}
            onChange={(minCutoff) => change({ oneEuro: { ...oneEuro, minCutoff } })}
          />
          <Slider
            label={texts.beta}
            min={0}
            max={10}
            step={0.1}
            value={oneEuro.beta}
            inWords={texts.hertz}
            onChange={(beta) => change({ oneEuro: { ...oneEuro, beta } })}
          />
        </>
      )}
      <Choice
        label={texts.clamp}
        value={typeof clamp === 'number' ? 'own' : clamp}
        options={names.map((name) => [name, texts.clamps[name]])}
        onChange={(name) => change({ clamp: name === 'own' ? OWN_LIMIT : (name as ClipSettings['clamp']) })}
      />
      {typeof clamp === 'number' && (
        <Slider
          label={texts.limit}
          min={50}
          max={2000}
          step={10}
          value={clamp}
          inWords={texts.degreesPerSecond}
          onChange={(limit) => change({ clamp: limit })}
        />
      )}
      <Switch
        label={texts.places}
        hint={texts.placesHint}
        on={settings.places ?? true}
        onChange={(on) => change({ places: on ? undefined : false })}
      />
      <Switch
        label={texts.mirror}
        hint={texts.mirrorHint}
        on={settings.mirror ?? false}
        onChange={(on) => change({ mirror: on || undefined })}
      />
      <FaceSliders settings={settings.face ?? {}} onChange={(face) => change({ face })} />
      <TrimControl trim={settings.trim} playback={playback} onChange={(trim) => change({ trim })} />
      <button type="button" className="button" onClick={() => change(DEFAULTS)}>
        {texts.reset}
      </button>
    </div>
  );
}

/** Every setting that the panel has, left to the library. */
const DEFAULTS: ClipSettings = {
  target: undefined,
  smoothing: undefined,
  oneEuro: undefined,
  clamp: undefined,
  places: undefined,
  mirror: undefined,
  face: undefined,
  trim: undefined,
};
