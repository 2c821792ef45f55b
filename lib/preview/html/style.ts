const light = `--ground:#f3f4f7;--panel:#fff;--ink:#1c2430;--faint:#566170;--edge:#dcE1e8;--grid:#e8ebf0;--link:#1f5fc4;--good:#1a7f37;--notice:#8a6100;--warning:#b04a00;--critical:#c01f2e;--neutral:#2f62ad;--plain:#3f6fb5;--heat:217 110 20;
--s0:#2f6fde;--s1:#d9781f;--s2:#23936a;--s3:#b8489a;--s4:#7a5ccc;--s5:#1590a0;--s6:#a07020;--s7:#6b7785;color-scheme:light;`;

const dark = `--ground:#101317;--panel:#191d23;--ink:#e4e8ee;--faint:#a3adb9;--edge:#2c333d;--grid:#272d36;--link:#7fb0ff;--good:#4ac26b;--notice:#e3b341;--warning:#f28c43;--critical:#ff6f6f;--neutral:#7fa9ee;--plain:#7fa9ee;--heat:255 160 60;
--s0:#6ea0ff;--s1:#ffa657;--s2:#4fc997;--s3:#e58acb;--s4:#a990f5;--s5:#4cc8d8;--s6:#d8aa55;--s7:#a6b1be;color-scheme:dark;`;

const levels = ['good', 'notice', 'warning', 'critical', 'neutral', 'plain'] as const;

/** The look of every page. Text is never cut: it wraps, and panels grow with what they hold. */
export const style = `
:root{${light}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${dark}}}
:root[data-theme=dark]{${dark}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.45 system-ui,"Segoe UI",Roboto,"Liberation Sans","DejaVu Sans",sans-serif;overflow-wrap:break-word}
h1,h2,h3,p,ul,ol{margin:0;padding:0}
ul,ol{list-style:none}
a{color:var(--link)}
a:focus-visible,button:focus-visible,summary:focus-visible,.chart:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;z-index:9;background:var(--panel);padding:8px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
header{padding:14px 16px 10px}
header p{color:var(--faint);max-width:110ch}
nav{display:flex;flex-wrap:wrap;gap:4px 16px;margin-bottom:8px}
.elsewhere{color:var(--faint)}
.bar{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;justify-content:space-between}
h1{font-size:22px;line-height:1.25}
.folder{color:var(--faint);font-weight:400}
button{font:inherit;color:var(--ink);background:var(--panel);border:1px solid var(--edge);border-radius:6px;padding:4px 12px;cursor:pointer}
.origin{display:flex;flex-wrap:wrap;gap:6px 10px;align-items:center;margin-top:8px}
.choice{background:var(--panel);border:1px solid var(--edge);border-radius:6px;padding:2px 8px;color:var(--ink)}
.choice .what{color:var(--faint)}
main{padding:0 16px 32px}
.row{margin-top:10px}
.row>summary{display:flex;flex-wrap:wrap;gap:4px 10px;align-items:baseline;cursor:pointer;padding:6px 0}
.row>summary::before{content:"▸";color:var(--faint);width:12px}
.row[open]>summary::before{content:"▾"}
.row>summary h2{font-size:16px;font-weight:600}
.repeat{color:var(--faint)}
.grid{display:grid;grid-template-columns:repeat(24,minmax(0,1fr));gap:8px;margin-bottom:8px}
.panel{background:var(--panel);border:1px solid var(--edge);border-radius:8px;padding:8px 10px 10px;display:flex;flex-direction:column;gap:6px;min-width:0;position:relative;container-type:inline-size}
.panel h3{font-size:13.5px;font-weight:600;display:flex;gap:8px;justify-content:space-between;align-items:flex-start}
.help{flex:none;width:20px;height:20px;padding:0;border-radius:50%;font-size:12px;line-height:1;color:var(--faint);font-style:italic}
.description{color:var(--faint);font-size:12.5px}
.links{font-size:12.5px;display:flex;flex-wrap:wrap;gap:2px 12px;margin-top:auto}
.empty{color:var(--faint);margin:auto 0;text-align:center}
.text{white-space:pre-wrap}
.chart{position:relative}
.values{flex:1;display:flex;flex-wrap:wrap;gap:8px;align-items:stretch}
.value{flex:1 1 90px;min-width:0;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:2px;border-radius:6px;padding:8px 4px;text-align:center}
.value .number{font-size:clamp(18px,15cqi,34px);font-weight:650;line-height:1.15;font-variant-numeric:tabular-nums}
.value:not(:only-child) .number{font-size:clamp(15px,8cqi,26px)}
.value .unit{font-size:max(.5em,11px);font-weight:500}
.value .number.small{font-size:clamp(15px,11cqi,24px)}
.value .name{color:var(--faint);font-size:12.5px}
.value .spark{align-self:stretch;margin-top:6px}
.gauge{width:min(100%,170px)}
.gauge path{fill:none;stroke-width:11}
.gauge .scale{stroke:var(--grid)}
.gauge .ring{stroke-width:3}
table{border-collapse:collapse;width:100%;font-size:12.5px;font-variant-numeric:tabular-nums}
th{font-weight:500;text-align:left}
thead th{color:var(--faint)}
.legend{max-width:640px}
td,th{padding:2px 6px 2px 0;vertical-align:top}
.legend td,.legend thead th:not(:first-child),.n{text-align:right}
.legend td{white-space:nowrap}
.legend tbody th{display:flex;gap:7px}
.swatch{flex:none;width:12px;height:4px;border-radius:2px;margin-top:7px}
${[0, 1, 2, 3, 4, 5, 6, 7].map((index) => `.s${String(index)}{background:var(--s${String(index)})}`).join('')}
.rest{font-size:12.5px}
.rest summary{cursor:pointer;color:var(--link)}
.lines td,.lines th{border-top:1px solid var(--grid);padding:5px 8px 5px 0}
.lines thead th{border-top:0}
.cell{font-weight:600}
.bars th,.timeline th{width:1%;white-space:nowrap;padding-right:10px}
.bars th.long,.timeline th.long{width:40%;white-space:normal;overflow-wrap:anywhere}
.bars td.amount,.timeline td.amount{width:1%;white-space:nowrap;text-align:right;padding-left:10px}
.bars .track,.timeline .track{padding:4px 0;position:relative}
.bars .bar,.spans .bar{display:block;height:14px;border-radius:3px;min-width:2px}
.timeline .track{height:24px}
.timeline{border-spacing:0 4px;border-collapse:separate}
.timeline td,.timeline th{vertical-align:middle}
.piece{position:absolute;top:3px;bottom:3px;border-radius:2px;min-width:2px}
.logs{font-size:12.5px;font-family:ui-monospace,"Liberation Mono","DejaVu Sans Mono",monospace}
.logs li{padding:3px 0;border-top:1px solid var(--grid)}
.logs time{color:var(--faint)}
.word{font-weight:600}
.spans li{display:grid;grid-template-columns:minmax(0,4fr) minmax(0,6fr) 110px;gap:10px;align-items:center;padding:3px 0}
.spans .amount{text-align:right}
.calls li{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:center;padding:4px 0}
.node{border:1px solid var(--edge);border-radius:14px;padding:2px 12px}
.arrow{color:var(--faint);display:inline-flex;gap:6px}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:8px;margin:8px 0 18px}
.cards li{background:var(--panel);border:1px solid var(--edge);border-radius:8px;padding:12px}
.cards a{font-weight:600}
.count{color:var(--faint);font-size:12.5px}
section>h2{font-size:17px;margin-top:10px}
.tip{position:absolute;z-index:5;pointer-events:none;background:var(--panel);border:1px solid var(--edge);border-radius:6px;padding:6px 8px;font-size:12px;box-shadow:0 4px 14px rgb(0 0 0/.18);max-width:320px}
.tip p{display:flex;justify-content:space-between;gap:12px}
.tip .when{color:var(--faint)}
${levels.map((level) => `.bar.${level},.piece.${level}{background:var(--${level})}.cell.${level},.word.${level}{color:var(--${level})}.gauge .${level}{stroke:var(--${level})}`).join('')}
${levels.filter((level) => level !== 'plain').map((level) => `.value.${level}{background:color-mix(in srgb,var(--${level}) 11%,transparent)}.value.${level} .number{color:var(--${level})}`).join('')}
.u-legend{display:none}
@media (max-width:900px){.grid{grid-template-columns:minmax(0,1fr)}.panel{grid-column:auto!important}}
@media print{button,.skip{display:none}.panel{break-inside:avoid}}
`;
