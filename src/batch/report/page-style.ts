/** How the report looks; follows the reader's choice of a light or dark screen. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #667085; --line: #dde2ea; --paper: #fff; --card: #f6f8fb; --accent: #2563a8; --good: #2e8b57; --fair: #c98a1b; --poor: #c0392b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf2; --soft: #98a2b3; --line: #313947; --paper: #14181f; --card: #1d232d; --accent: #6aa7ea; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 1280px; font: 14px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { margin: 0; font-size: 1.6rem; } h2 { margin: 1.5rem 0 .5rem; font-size: 1.1rem; }
header { display: flex; flex-wrap: wrap; gap: 2rem; align-items: baseline; }
dl { display: flex; flex-wrap: wrap; gap: 1.5rem; margin: 0; } dl div { display: flex; gap: .4rem; } dt { color: var(--soft); } dd { margin: 0; font-weight: 600; }
.overview { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-top: 1rem; }
figure { margin: 0; padding: .8rem; background: var(--card); border-radius: 8px; } figcaption { color: var(--soft); margin-bottom: .5rem; }
#histogram { display: flex; align-items: flex-end; gap: 2px; height: 130px; }
#histogram button { flex: 1; min-height: 2px; padding: 0; border: 0; border-radius: 2px 2px 0 0; background: var(--accent); cursor: pointer; }
#reasons { max-height: 150px; overflow: auto; } #reasons button { display: flex; width: 100%; gap: .6rem; padding: .15rem .3rem; border: 0; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; }
#reasons b { min-width: 3.5rem; text-align: right; }
#worst { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(520px, 100%), 1fr)); gap: .8rem; }
.card { min-width: 0; padding: .7rem; overflow-wrap: anywhere; border: 0; border-radius: 8px; background: var(--card); color: inherit; font: inherit; text-align: left; cursor: pointer; }
.card p { margin: .3rem 0 0; color: var(--soft); }
canvas { display: block; width: 100%; height: auto; }
form { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; margin-bottom: .5rem; }
input, select, form button { padding: .35rem .5rem; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); color: inherit; font: inherit; } input[type=number] { width: 5rem; }
#shown { color: var(--soft); }
#table { border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
#head, .row { display: grid; grid-template-columns: 5rem 5rem 12rem 16rem 7rem 5rem 4.5rem 1fr; }
#head { background: var(--card); border-bottom: 1px solid var(--line); } #head button { padding: .4rem .6rem; border: 0; background: none; color: inherit; font: inherit; font-weight: 600; text-align: left; cursor: pointer; }
#body { position: relative; height: 60vh; overflow: auto; }
.row { position: absolute; left: 0; right: 0; height: 28px; cursor: pointer; } .row:hover, .row[aria-selected=true] { background: var(--card); }
.row span { padding: .25rem .6rem; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.good { color: var(--good); } .fair { color: var(--fair); } .poor { color: var(--poor); }
#detail { position: fixed; inset: 0 0 0 auto; width: min(640px, 100%); padding: 1.2rem; overflow: auto; background: var(--paper); border-left: 1px solid var(--line); box-shadow: 0 0 30px #0004; }
#detail ul { padding-left: 1.1rem; } #detail li { margin-bottom: .5rem; } #detail small { color: var(--soft); display: block; } #detail .close { float: right; }
code { padding: .1rem .3rem; border-radius: 4px; background: var(--card); user-select: all; overflow-wrap: anywhere; }
`;
