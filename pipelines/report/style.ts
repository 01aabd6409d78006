/** The report's style: light and dark by the reader's setting, printable, AA contrast in both. */
export const STYLE = `
:root{--bg:#fff;--card:#f6f7f9;--ink:#15202b;--muted:#4d5a68;--line:#d5dae0;--link:#0b57a4;
--ok:#1a7f4b;--ok2:#4fa37a;--ok3:#8cc7a8;--mid:#d9a400;--bad:#c02b2b;--bad2:#e08a7d;--none:#9aa5b1;
--okbg:#e3f4ea;--oktx:#0f5c34;--warnbg:#fff3cd;--warntx:#6b4e00;--failbg:#fde5e3;--failtx:#8f1d1d;
--d1:#0b57a4;--d2:#1a7f4b;--d3:#a35200;--d4:#8f1d7d;--d5:#4d5a68;color-scheme:light}
@media (prefers-color-scheme:dark){:root{--bg:#12171d;--card:#1b222b;--ink:#e8edf2;--muted:#aab6c2;--line:#36414d;--link:#7fb8f5;
--ok:#3fb37a;--ok2:#6fcf9d;--ok3:#a9e2c5;--mid:#e6b93d;--bad:#ef6a63;--bad2:#f0a79f;--none:#7d8894;
--okbg:#143524;--oktx:#9be3bd;--warnbg:#3d3208;--warntx:#f3d77a;--failbg:#451c1c;--failtx:#ffb9b3;
--d1:#7fb8f5;--d2:#6fcf9d;--d3:#f2a65a;--d4:#e59ad8;--d5:#c5ced8;color-scheme:dark}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif}
main,header,footer{max-width:1200px;margin:0 auto;padding:0 20px}
header{padding-top:20px}
h1{font-size:1.6rem;line-height:1.25;margin:.2em 0}
h2{font-size:1.25rem;margin:2rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.2rem 0 .4rem}
p{margin:.4rem 0}
a{color:var(--link)}
span[lang=en]{display:none}
:root[data-lang=en] span[lang=en]{display:inline}:root[data-lang=en] span[lang=vi]{display:none}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--bg);padding:8px}
.bar{display:flex;gap:12px;align-items:center;justify-content:space-between;flex-wrap:wrap}
button,select{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--muted);border-radius:6px;padding:5px 10px;max-width:100%}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.badge{display:inline-block;border-radius:999px;padding:2px 12px;font-weight:600}
.ok{background:var(--okbg);color:var(--oktx)}.warn{background:var(--warnbg);color:var(--warntx)}.fail{background:var(--failbg);color:var(--failtx)}
.green{background:var(--okbg);color:var(--oktx)}.yellow{background:var(--warnbg);color:var(--warntx)}.red{background:var(--failbg);color:var(--failtx)}
.unchecked,.nodata{color:var(--muted)}
.nodata{font-style:italic}
.muted{color:var(--muted)}
.lead{border-left:5px solid var(--bad);background:var(--card);padding:10px 16px;margin:1rem 0;border-radius:0 8px 8px 0}
.lead.quiet{border-color:var(--ok)}
ol.list,ul.list{margin:.4rem 0;padding-left:1.3rem}
.list li{margin:.45rem 0}
.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));gap:0 28px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(50% - 5px,190px),1fr));gap:10px;padding:0;margin:1rem 0;list-style:none}
.tiles li{background:var(--card);border-radius:8px;padding:8px 14px}
.tiles b{display:block;white-space:nowrap;font-size:1.25rem;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto;margin:.5rem 0}
table{border-collapse:collapse;width:100%;font-size:.93rem}
caption{text-align:left;color:var(--muted);padding:.3rem 0}
th,td{padding:5px 9px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{font-weight:600}
thead th{border-bottom:2px solid var(--muted);white-space:nowrap}
td .badge,h3 .badge{white-space:nowrap}
.rules th[scope=row]{min-width:230px}.rules .rows{min-width:190px}.rules .rows code{margin-bottom:3px}td>code{overflow-wrap:normal}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
code{font:0.88em ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
details{margin:.5rem 0}
summary{cursor:pointer;padding:4px 0}
section.source{border:1px solid var(--line);border-radius:10px;padding:4px 16px 12px;margin:1rem 0}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:.25rem 0 0;padding:0;font-size:.85rem}
.legend li>span:first-child{display:inline-block;width:.9em;height:.9em;border-radius:2px;margin-right:.4em;vertical-align:-.1em;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.chart{margin:1rem 0}.chart svg{width:100%;height:auto;display:block}
figcaption{color:var(--muted);font-size:.93rem;margin-bottom:.2rem}
.pick{display:flex;flex-wrap:wrap;gap:8px 16px;margin:.6rem 0}
.pick label{display:flex;flex-direction:column;font-size:.88rem;color:var(--muted);min-width:0}
.rows{white-space:normal}.rows code{display:block}
nav ul{display:flex;flex-wrap:wrap;gap:2px 16px;list-style:none;padding:0;margin:.6rem 0}
footer{margin-top:3rem;padding-bottom:2rem;color:var(--muted);font-size:.9rem;border-top:1px solid var(--line)}
@media (max-width:600px){body{font-size:15px}main,header,footer{padding-left:12px;padding-right:12px}section.source{padding:4px 10px 10px}th,td{padding:5px 6px}}
@media print{:root{--bg:#fff;--card:#fff;--ink:#000;--muted:#333;--line:#999;color-scheme:light}
body{font-size:10pt}.noprint{display:none}.scroll{overflow:visible}section.source,tr,figure{break-inside:avoid-page}main{max-width:none}details>*{display:revert}thead{display:table-header-group}}
`;
