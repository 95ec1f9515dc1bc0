// A page of three.js in a headless browser that draws glb files, for pictures: no network, CHROMIUM's own software renderer.
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root, which } from './support.mjs';

/**
 * @param {string} script module code of the page: THREE, GLTFLoader, renderer, scene and lights (intensity of sky, sun, fill) are there
 * @param {Record<string, Uint8Array>} glbs served as /NAME.glb
 * @param {{ width: number, height: number }} viewport
 * @param {{ sky: number, sun: number, fill: number }} light
 */
export async function openThreePage(script, glbs, viewport, light) {
  const html = page(script, viewport, light);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    if (path === '/') return response.setHeader('content-type', 'text/html').end(html);
    const glb = glbs[path.slice(1, -'.glb'.length)];
    if (glb) return response.end(glb);
    const file = join(root, 'node_modules/three', path);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.setHeader('content-type', 'text/javascript');
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const browser = await chromium.launch({
    executablePath: which('chromium'),
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  });
  const opened = await browser.newPage({ viewport });
  await opened.goto(`http://127.0.0.1:${server.address().port}/`);
  await opened.waitForFunction(() => window.ready === true, null, { timeout: 60_000 });
  return {
    browser,
    page: opened,
    async close() {
      await browser.close();
      server.close();
    },
  };
}

const page = (
  script,
  { width, height },
  { sky, sun, fill },
) => `<!doctype html><body style="margin:0"><script type="importmap">
{"imports":{"three":"/build/three.module.js","three/addons/":"/examples/jsm/"}}</script><script type="module">
import * as THREE from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
const renderer = new THREE.WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
renderer.setSize(${width}, ${height});
document.body.append(renderer.domElement);
const scene = new THREE.Scene();
scene.background = new THREE.Color('#d9dde2');
scene.add(new THREE.HemisphereLight('#ffffff', '#8a8f98', ${sky}));
const sun = new THREE.DirectionalLight('#ffffff', ${sun});
sun.position.set(1.5, 3, 3);
const fill = new THREE.DirectionalLight('#ffffff', ${fill});
fill.position.set(-2, 0, 3);
scene.add(sun, fill);
${script}
window.ready = true;
</script></body>`;
