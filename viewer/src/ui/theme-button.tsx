import { useState } from 'react';
import { MoonIcon, SunIcon } from './icons.tsx';
import { applyTheme, isDark, savedTheme } from './theme.ts';

export function ThemeButton() {
  const [dark, setDark] = useState(() => isDark(savedTheme()));
  const change = () => {
    applyTheme(dark ? 'light' : 'dark');
    setDark(!dark);
  };
  return (
    <button
      type="button"
      className="icon-button"
      onClick={change}
      aria-label={dark ? 'Light colours' : 'Dark colours'}
      title={dark ? 'Light colours' : 'Dark colours'}
    >
      {dark ? <SunIcon /> : <MoonIcon />}
    </button>
  );
}
