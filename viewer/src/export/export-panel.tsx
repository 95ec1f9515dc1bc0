/** Writes the recording as it is shown, with the exporters of the command line, and says how to do the same there. */
import { useState } from 'react';
import { EXPORTERS, type ExportOptions } from '../../../src/index.ts';
import { Choice } from '../adjust/choice.tsx';
import { Switch } from '../adjust/switch.tsx';
import type { Clip } from '../clip/clip.ts';
import { recordingOf } from '../open/recording.ts';
import { fileNameOf } from '../open/source-file.ts';
import type { Playback } from '../playback/playback.ts';
import type { Session } from '../session.ts';
import { CopyButton } from './copy-button.tsx';
import { exportCommand } from './export-command.ts';
import { saveFile } from './save-file.ts';
import { exportTexts } from './texts.ts';
import { viewLink } from './view-link.ts';

interface ExportPanelProps {
  readonly session: Session;
  readonly clip: Clip;
  readonly playback: Playback;
}

export function ExportPanel({ session, clip, playback }: ExportPanelProps) {
  const texts = exportTexts.use();
  const [format, setFormat] = useState('glb');
  const [bare, setBare] = useState<boolean | null>(null);
  const [int16, setInt16] = useState(false);
  const [told, tell] = useState('');
  const { file, settings, solver } = session;
  if (clip.solved === null || file === null) return <p className="soft">{texts.onlyRecordings}</p>;

  const name = `${fileNameOf(file).replace(/\.[^.]+$/, '')}.${format}`;
  const withMesh = !(bare ?? format === 'fbx');
  const options = optionsOf(format, withMesh, int16);
  const save = async () => {
    tell(texts.saving);
    try {
      const recording = await recordingOf(file, new AbortController().signal);
      const files = await solver.ask('write', { recording, settings, format, options });
      for (const written of files) saveFile(written);
      const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
      const names = files.map((written) => written.name).join(', ');
      tell(files.length > 0 ? texts.saved(names, Math.ceil(size / 1000)) : texts.nothing);
    } catch (error) {
      tell((error as Error).message);
    }
  };
  return (
    <div className="adjust">
      <Choice
        label={texts.format}
        value={format}
        options={EXPORTERS.map(({ extension }) => [extension, extension])}
        onChange={(chosen) => {
          setFormat(chosen);
          setBare(null);
        }}
      />
      {(format === 'glb' || format === 'fbx') && (
        <Switch label={texts.mesh} hint={texts.meshHint} on={withMesh} onChange={(on) => setBare(!on)} />
      )}
      {format === 'glb' && (
        <Switch label={texts.int16} hint={texts.int16Hint} on={int16} onChange={setInt16} />
      )}
      <button type="button" className="button button-primary" disabled={session.busy} onClick={save}>
        {texts.save(name)}
      </button>
      <p role="status" className="status soft">
        {told}
      </p>
      <section className="again">
        <h2>{texts.again}</h2>
        <code>{exportCommand(file, settings, name, options)}</code>
        <CopyButton label={texts.command} text={() => exportCommand(file, settings, name, options)} />
        {file.url === null ? (
          <p className="soft">{texts.noLink}</p>
        ) : (
          <CopyButton
            label={texts.link}
            text={() => viewLink(location.href, settings, Math.floor(playback.position()))}
          />
        )}
      </section>
    </div>
  );
}

function optionsOf(format: string, withMesh: boolean, int16: boolean): ExportOptions {
  const mesh = withMesh ? 'proxy' : 'none';
  if (format === 'glb') {
    const changed = {
      ...(!withMesh && { mesh: 'none' as const }),
      ...(int16 && { rotations: 'int16' as const }),
    };
    return Object.keys(changed).length > 0 ? { glb: changed } : {};
  }
  return format === 'fbx' && withMesh ? { fbx: { mesh } } : {};
}
