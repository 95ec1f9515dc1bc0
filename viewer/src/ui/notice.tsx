/** The whole page in a few words: nothing to show, loading, or what went wrong and the way out. */
import type { ReactNode } from 'react';

interface NoticeProps {
  readonly title: string;
  /** Appears only after a moment, so that quick things do not flash. */
  readonly quiet?: boolean;
  readonly role?: 'alert' | 'status';
  readonly children?: ReactNode;
}

export function Notice({ title, quiet = false, role = 'status', children }: NoticeProps) {
  return (
    <main className={quiet ? 'notice notice-quiet' : 'notice'}>
      <p className="wordmark">tegn</p>
      <div className="notice-words" role={role}>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
