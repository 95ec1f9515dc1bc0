/**
 * One line for each part of the body: how much of it was measured, and how much was not. Shares that overlap these, such as frames
 * that the velocity limit slowed, are told in words.
 */
import type { PartQuality } from '../clip/metadata.ts';
import { inspectTexts } from '../inspect/texts.ts';
import type { RunKind } from '../lanes/lane.ts';
import { type LaneTexts, laneTexts } from '../lanes/texts.ts';

const KINDS = ['measured', 'repaired', 'invented'] as const;

export function QualityBars({ parts }: { readonly parts: readonly PartQuality[] }) {
  const texts = inspectTexts.use();
  const words = laneTexts.use();
  if (parts.length === 0) return null;
  return (
    <section className="quality">
      <h2>
        {texts.measuredFrames} <span className="soft">{texts.thatWereMeasured}</span>
      </h2>
      <ul>
        {parts.map(({ part, shares }) => (
          <li key={part}>
            <span>{words.parts[part] ?? part}</span>
            <span
              className="quality-bar"
              role="img"
              aria-label={describe(shares, words)}
              title={describe(shares, words)}
            >
              {split(shares).map(([kind, share]) => (
                <i key={kind} data-kind={kind} style={{ flexGrow: share }} />
              ))}
            </span>
            <span className="soft">{percent(shares['measured'] ?? 0)}</span>
          </li>
        ))}
      </ul>
      <p className="legend soft">
        {KINDS.map((kind) => (
          <span key={kind}>
            <i data-kind={kind} />
            {words.kinds[kind]}
          </span>
        ))}
      </p>
    </section>
  );
}

/** Shares that add up to 1: a frame that is both mended and invented counts as invented. */
function split({ measured = 0, invented = 0 }: Readonly<Record<string, number>>) {
  const repaired = Math.max(0, 1 - measured - invented);
  const shares = [
    ['measured', measured],
    ['repaired', repaired],
    ['invented', invented],
  ] as const;
  return shares.filter(([, share]) => share > 1e-6);
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const describe = (shares: Readonly<Record<string, number>>, words: LaneTexts): string =>
  Object.entries(shares)
    .filter(([, share]) => share > 0)
    .map(([kind, share]) => `${percent(share)} ${words.kinds[kind as RunKind] ?? kind}`)
    .join(', ');
