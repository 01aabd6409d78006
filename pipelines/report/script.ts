/**
 * The report's only script: language switch, drill-down, details opened for printing. It reads the facts from the page
 * and writes text nodes only, so that nothing in them can become markup.
 */
export const SCRIPT = `
"use strict";
(() => {
  const root = document.documentElement;
  const facts = JSON.parse(document.getElementById("facts").textContent);
  facts.cube = facts.cube.flatMap(([s, p, ...checks]) => {
    const rows = [];
    for (let i = 0; i < checks.length; i += 3)
      rows.push([facts.sources[s], facts.places[p], ...facts.checks[checks[i]], checks[i + 1], checks[i + 2]]);
    return rows;
  });
  const en = () => root.dataset.lang === "en";
  const pick = (words) => (en() ? words.en : words.vi);
  const count = (n) => n.toLocaleString(en() ? "en-US" : "de-DE");
  const two = (n) => n.toLocaleString(en() ? "en-US" : "de-DE", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const percent = (ok, fail) => {
    if (ok + fail === 0) return pick({ vi: "chưa có dữ liệu", en: "no data" });
    const cut = Math.floor((100 * ok / (ok + fail)) * 100 + 1e-9) / 100;
    return two(cut).replace(/[.,]00$/, "") + "\\u00a0%";
  };
  const by = (id) => document.getElementById(id);
  const selects = ["pick-source", "pick-province", "pick-field"].map(by);
  const place = (code) =>
    code === null
      ? pick({ vi: "không rõ tỉnh", en: "province unknown" })
      : code === facts.whole
        ? pick({ vi: "cả nguồn (tệp, dòng)", en: "whole source (files, rows)" })
        : facts.provinces[code] || code;

  function fill(select, values, name) {
    const kept = select.value;
    select.replaceChildren();
    for (const value of ["*", ...values]) {
      const option = document.createElement("option");
      option.value = value;
      option.textContent = value === "*" ? pick({ vi: "tất cả", en: "all" }) : name(value);
      select.append(option);
    }
    select.value = values.includes(kept) ? kept : "*";
  }

  function drill() {
    const [source, province, field] = selects.map((select) => select.value);
    const sums = new Map();
    for (const [s, p, r, f, ok, fail] of facts.cube) {
      if (source !== "*" && s !== source) continue;
      if (province !== "*" && String(p) !== province) continue;
      if (field !== "*" && f !== field) continue;
      const key = [s, province === "*" ? "" : String(p), r, f].join("\\u0000");
      const sum = sums.get(key) || { s, p, r, f, ok: 0, fail: 0 };
      sum.ok += ok;
      sum.fail += fail;
      sums.set(key, sum);
    }
    const rows = [...sums.values()].filter((row) => row.fail > 0).sort((a, b) => b.fail - a.fail || (a.r < b.r ? -1 : 1));
    const body = by("drill");
    body.replaceChildren();
    for (const row of rows.slice(0, 100)) {
      const line = document.createElement("tr");
      const cells = [
        row.s,
        province === "*" ? pick({ vi: "cả nước", en: "all" }) : place(row.p),
        pick(facts.fields[row.f]),
        pick(facts.rules[row.r]) + " (" + row.r + ")",
        count(row.fail),
        percent(row.ok, row.fail),
      ];
      cells.forEach((text, i) => {
        const cell = document.createElement("td");
        cell.textContent = text;
        if (i >= 4) cell.className = "n";
        line.append(cell);
      });
      body.append(line);
    }
    by("drill-count").textContent = pick({
      vi: count(rows.length) + " dòng" + (rows.length > 100 ? ", hiện 100 dòng đầu" : ""),
      en: count(rows.length) + " rows" + (rows.length > 100 ? ", the first 100 shown" : ""),
    });
  }

  function choices() {
    const unique = (i) => [...new Set(facts.cube.map((row) => String(row[i])))].sort();
    fill(selects[0], unique(0), (name) => name);
    fill(selects[1], unique(1), (code) => (code === "null" ? place(null) : place(code)));
    fill(selects[2], unique(3), (field) => pick(facts.fields[field]));
  }

  function language(lang) {
    root.dataset.lang = lang;
    root.lang = lang;
    document.title = pick(facts.title);
    for (const data of document.querySelectorAll("data")) {
      const value = Number(data.value);
      data.textContent = data.textContent.endsWith("%")
        ? two(value).replace(/[.,]00$/, "") + "\\u00a0%"
        : data.classList.contains("pts")
          ? (value > 0 ? "+" : value < 0 ? "\\u2212" : "") + two(Math.abs(value))
          : count(value);
    }
    for (const label of document.querySelectorAll("figure svg text"))
      label.textContent = label.textContent.replace(/^(\\d+)[.,](\\d\\d)$/, en() ? "$1.$2" : "$1,$2");
    choices();
    drill();
  }

  by("language").addEventListener("click", () => language(en() ? "vi" : "en"));
  for (const select of selects) select.addEventListener("change", drill);
  for (const button of document.querySelectorAll("button[data-drill]"))
    button.addEventListener("click", () => {
      const [source, province] = button.dataset.drill.split("|");
      selects[0].value = source;
      selects[1].value = province;
      selects[2].value = "*";
      drill();
      by("drilldown").scrollIntoView();
      selects[1].focus();
    });
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  language("vi");
})();
`;
