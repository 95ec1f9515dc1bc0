import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Relative addresses, so that the page works from any folder of any server, without a network. */
export default defineConfig({
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/viewer',
    emptyOutDir: true,
    target: 'es2022',
    // The first that know light-dark() themselves: its emulation does not follow the theme button.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // three and React in one file: about 1.1 MB, loaded from the same machine.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      // glTF-Transform brings a reader of files that no browser ever calls.
      onLog(level, log, report) {
        if (!/externalized for browser compatibility, imported by ".*@gltf-transform/.test(log.message)) {
          report(level, log);
        }
      },
      input: ['index.html', 'tracker.html'].map((page) => `${import.meta.dirname}/${page}`),
    },
  },
});
