/** Where a live stream is typed in; the page starts over with it in its address. */
import { type FormEvent, useState } from 'react';
import { LIVE_PORT } from '../../../src/index.ts';
import { isLiveAddress } from '../address.ts';
import { liveTexts } from './texts.ts';

export function LiveAddress() {
  const texts = liveTexts.use();
  const [problem, setProblem] = useState<string | null>(null);
  const connect = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('address')).trim();
    const address = /^[a-z]+:\/\//i.test(typed) ? typed : `ws://${typed}`;
    if (!isLiveAddress(address)) return setProblem(texts.wrongAddress(typed));
    const url = new URL(location.href);
    url.search = String(new URLSearchParams({ live: address }));
    location.assign(url);
  };
  return (
    <form className="live-address" onSubmit={connect}>
      <label>
        {texts.address}
        <input
          name="address"
          type="text"
          inputMode="url"
          spellCheck={false}
          autoComplete="off"
          defaultValue={`ws://127.0.0.1:${LIVE_PORT}`}
          aria-invalid={problem !== null}
          aria-describedby="live-address-problem"
        />
      </label>
      <button type="submit" className="button">
        {texts.connect}
      </button>
      <p id="live-address-problem" role="alert">
        {problem}
      </p>
    </form>
  );
}
