import { useState } from 'react';
import { IconButton } from './icon-button.tsx';
import { MoonIcon, SunIcon } from './icons.tsx';
import { uiTexts } from './texts.ts';
import { applyTheme, isDark, savedTheme } from './theme.ts';

export function ThemeButton() {
  const [dark, setDark] = useState(() => isDark(savedTheme()));
  const texts = uiTexts.use();
  const label = dark ? texts.lightColours : texts.darkColours;
  const change = () => {
    applyTheme(dark ? 'light' : 'dark');
    setDark(!dark);
  };
  return (
    <IconButton label={label} onClick={change}>
      {dark ? <SunIcon /> : <MoonIcon />}
    </IconButton>
  );
}
