import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { applyTheme, savedTheme } from './ui/theme.ts';
import './style.css';
import './adjust/adjust.css';
import './folder/folder.css';
import './inspect/inspect.css';
import './lanes/lanes.css';
import './live/live.css';
import './playback/playback.css';
import './stage/stage.css';
import './video/video.css';

applyTheme(savedTheme());
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
