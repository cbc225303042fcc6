/// How a report looks: on a screen by day and by night, and on paper.
enum ReportStyle {
  /// The style sheet.
  static let css = """

    :root{--ink:#1d2430;--sub:#5b6675;--paper:#fbfaf7;--card:#fff;--line:#e3e0d8;--usable:#3d8168;
    --disabled:#a9adb3;--pending:#d9952b;--refused:#b3392f;--call:#5a7fb5;--good:#e8f2ec;
    --bad:#fbeae7}
    @media (prefers-color-scheme:dark){:root{--ink:#e6e4de;--sub:#9fa8b4;--paper:#16191e;
    --card:#1d2128;
    --line:#333942;--usable:#5fb394;--disabled:#6c737c;--pending:#e2a94b;--refused:#f08a7e;
    --call:#86a8dc;
    --good:#1d2f28;--bad:#3a2220}}
    *{box-sizing:border-box}
    body{margin:0 auto;padding:2.5rem 1.5rem;max-width:64rem;color:var(--ink);
    background:var(--paper);
    font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
    h1,h2,h3{line-height:1.2;font-weight:650;letter-spacing:-.01em}
    h1{font-size:2rem;margin:.1rem 0 1.2rem}
    h2{font-size:1.35rem;margin:3rem 0 1rem;padding-bottom:.4rem;
    border-bottom:2px solid var(--ink)}
    h3{font-size:1.1rem;margin:0}
    .kind{margin:0;color:var(--sub);font-weight:600;letter-spacing:.08em;
    text-transform:uppercase;font-size:.75rem}
    .sub,figcaption,footer{color:var(--sub);font-size:.875rem}
    td .sub{font-size:inherit}
    p.sub{margin:.15rem 0 1rem}
    .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.5rem,1fr));gap:1rem;
    margin:0 0 1.2rem}
    .facts dt{color:var(--sub);font-size:.8rem}
    .facts dd{margin:0;font-weight:600;overflow-wrap:anywhere}
    .good,.bad{margin:0;padding:.6rem .9rem;border-radius:.4rem;background:var(--good)}
    .bad{background:var(--bad)}.bad p{margin:0}.bad ul{margin:.2rem 0 0;padding-left:1.2rem}
    article,figure{background:var(--card);border:1px solid var(--line);border-radius:.6rem;
    padding:1.1rem 1.25rem;margin:0 0 1.25rem}
    table{width:100%;border-collapse:collapse;font-size:.9rem;margin:0 0 1rem}
    caption{text-align:left;font-weight:600;padding:.35rem 0}
    th,td{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;
    border-top:1px solid var(--line)}
    thead th{color:var(--sub);font-weight:500;font-size:.8rem;border-top:0}
    tbody th{font-weight:500}
    td{overflow-wrap:break-word}.name{overflow-wrap:anywhere}
    .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    .time{white-space:nowrap;font-variant-numeric:tabular-nums}
    code{font:.85em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
    white-space:pre-wrap;
    overflow-wrap:anywhere}
    .checks{table-layout:fixed}.checks th:first-child,.mark{width:2rem}
    .mark{font-weight:700}.yes{color:var(--usable)}.no{color:var(--refused)}
    .lines td:nth-child(3){width:100%}
    .trail{font-size:.82rem}td.refused,tr.refused .number:last-child{color:var(--refused);
    font-weight:600}
    .badge{display:inline-block;margin-left:.4rem;padding:0 .5rem;border:1px solid var(--pending);
    border-radius:1rem;font-size:.75rem;font-weight:500}
    .meter{display:block;width:9rem;height:.6rem;margin:.45rem 0;border-radius:.3rem;
    background:var(--line)}
    .meter span{display:block;height:100%;border-radius:.3rem;background:var(--usable)}
    .quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    svg{display:block;width:100%;height:auto}
    svg text{fill:var(--ink);font-size:13px}svg .day,svg .small{fill:var(--sub);font-size:11px}
    .grid{stroke:var(--line)}.now{stroke:var(--ink);stroke-dasharray:3 3}
    .call{fill:var(--call)}.refusal{fill:var(--refused)}
    rect.usable{fill:var(--usable)}rect.disabled{fill:var(--disabled)}
    rect.pending{fill:var(--pending)}
    path.rotated{fill:var(--card);stroke:var(--ink);stroke-width:1.5}
    path.gone{stroke:var(--refused);stroke-width:2.5;fill:none}
    .key{display:inline-block;width:.85rem;height:.6rem;margin:0 .3rem 0 .9rem;border-radius:2px}
    .key:first-child{margin-left:0}
    .key.usable{background:var(--usable)}.key.disabled{background:var(--disabled)}
    .key.pending{background:var(--pending)}
    .key.rotated{width:.6rem;transform:rotate(45deg);border:1.5px solid var(--ink)}
    .key.gone::after{content:"\\2715";color:var(--refused);font-weight:700;font-size:.8rem;
    line-height:.6rem;
    display:block}
    figcaption{margin-top:.6rem}
    footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:.6rem}
    @media print{
    :root{--ink:#000;--sub:#444;--paper:#fff;--card:#fff;--line:#ccc;--usable:#3d8168;
    --disabled:#a9adb3;
    --pending:#d9952b;--refused:#b3392f;--call:#5a7fb5;--good:#fff;--bad:#fff}
    @page{size:A4;margin:16mm 14mm}
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
    body{padding:0;max-width:none;font-size:10pt}
    h2,h3,caption,p.sub{break-after:avoid}
    tr,figure{break-inside:avoid}thead{display:table-header-group}
    table{font-size:8.5pt}.trail{font-size:7.5pt}.good,.bad{border:1px solid var(--line)}
    footer{margin-top:1rem}
    }

    """
}
