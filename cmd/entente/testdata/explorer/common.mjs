// What the walks through the explorer have in common: it stands before each of them. The
// argument is what to walk through, in JSON; what is wrong and what was measured is printed
// as JSON.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import axe from "axe-core";

const { browser, profile, url, guarded, tokens, shots } = JSON.parse(process.argv[2]);
const failed = [];
const figures = {};
const context = await chromium.launchPersistentContext(profile, {
  executablePath: browser, headless: true, viewport: { width: 1400, height: 860 }, acceptDownloads: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
context.setDefaultTimeout(10000);

const same = (what, got, want) => {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  if (a !== b) {
    throw new Error(`${what}: ${a}, want ${b}`);
  }
};
const yes = (what, ok) => { if (!ok) throw new Error(what); };

let page;
async function fresh(address = url, locked = false) {
  await page?.close();
  page = await context.newPage();
  page.on("pageerror", (e) => failed.push("error on the page: " + e.stack));
  page.on("console", (m) => { if (/Content Security|Trusted/i.test(m.text())) failed.push("the policy: " + m.text()); });
  page.on("request", (r) => { if (!r.url().startsWith(address.split("#")[0]) && !/^(data|blob):/.test(r.url())) failed.push("asks elsewhere: " + r.url()); });
  page.on("dialog", (d) => { failed.push("a dialogue of the browser: " + d.message()); void d.dismiss(); });
  await page.addInitScript(() => {
    globalThis.tasks = [];
    new PerformanceObserver((l) => l.getEntries().forEach((e) => globalThis.tasks.push(e.duration))).observe({ type: "longtask", buffered: true });
  });
  await page.goto(address);
  await page.waitForSelector("#search");
  if (!locked) {
    await quiet();
  }
}

// quiet waits until nothing is being asked or drawn.
const quiet = async () => {
  await page.waitForTimeout(60);
  await page.waitForFunction(() => document.querySelector(".graph[aria-busy=false], #stage > .view:not(.graph):not([hidden])") && document.querySelector(".right[aria-busy=false]")
    && !document.querySelector("#stage > :not([hidden])[aria-busy=true]"));
};
const go = async (hash) => { await page.evaluate((h) => { location.hash = h; }, hash); await quiet(); };
const ask = (path, body) => page.evaluate(async ([p, b]) => {
  const token = sessionStorage.getItem("entente.token");
  const r = await fetch("api/v1/" + p, { headers: { ...(b && { "Content-Type": "application/json" }), ...(token && { Authorization: "Bearer " + token }) }, ...(b && { method: "POST", body: JSON.stringify(b) }) });
  return r.json();
}, [path, body]);
const text = (selector) => page.locator(selector).first().innerText();
const number = (s) => Number(/\d[\d,]*/.exec(s)?.[0].replaceAll(",", ""));
const usual = { modality: ["asserted", "planned", "former"] };

async function story(name, walk) {
  try {
    await walk();
  } catch (e) {
    failed.push(`${name}: ${e.message.split("\n").slice(0, 4).join(" ")} (${/walk|stdin|eval/.test(e.stack) ? e.stack.split("\n").find((l) => /\d+:\d+/.test(l) && !/node_modules|yes|same/.test(l))?.trim() : ""})`);
    if (shots) {
      await page.screenshot({ path: `${shots}/failed-${name.replaceAll(" ", "-")}.png` }).catch(() => {});
    }
  }
}
const shot = async (name) => { if (shots) { await page.waitForTimeout(300); await page.screenshot({ path: `${shots}/${name}.png` }); } };

async function search(words, enter = true) {
  await page.keyboard.press("/");
  await page.keyboard.type(words);
  await page.waitForSelector("#found:not([hidden]) .group");
  await page.waitForTimeout(400);
  if (enter) {
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await quiet();
  }
}

// counted wants every number in sight to be the API's.
async function counted(what, query) {
  const v = await ask("graph", query);
  const shown = (await text(".shown summary")).match(/\d[\d,]*/g).map(number);
  same(what + ": entities and ties", shown, [v.entities.length, v.ties]);
  same(what + ": names in the list", await page.locator(".shown li").count(), v.entities.length);
  const sum = (of) => v.around.reduce((all, a) => { for (const [k, n] of Object.entries(a[of])) all[k] = (all[k] ?? 0) + n; return all; }, {});
  const want = { ...sum("by_type"), ...sum("by_kind"), ...sum("by_modality") };
  const got = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll(".filters .check")].map((c) => [c.querySelector("input").dataset.value, Number(c.querySelector(".n").textContent.replaceAll(",", ""))])));
  for (const [k, n] of Object.entries(got)) {
    same(`${what}: filter ${k}`, n, want[k] ?? 0);
  }
  for (const k of Object.keys(want)) {
    yes(`${what}: no filter for ${k}`, k in got);
  }
  const save = page.waitForEvent("download");
  await page.click(".menu summary");
  await page.click(".menu button:has-text('Mermaid')");
  const lines = readFileSync(await (await save).path(), "utf8").split("\n");
  same(what + ": nodes drawn", lines.filter((l) => l.includes(":::")).length, v.entities.length);
  const edges = lines.filter((l) => / (---|-->|-\.-|-\.->)\|/.test(l));
  same(what + ": lines drawn", edges.length, v.bundles.length);
  same(what + ": ties on the lines", edges.reduce((n, l) => n + Number(/ x(\d+)/.exec(l)?.[1] ?? 1), 0), v.ties);
  return v;
}

async function accessible(what) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], resultTypes: ["violations"] }));
  for (const v of found.violations.filter((x) => ["serious", "critical"].includes(x.impact))) {
    failed.push(`accessibility, ${what}: ${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary?.slice(0, 300)}`);
  }
}

async function done() {
  await context.close();
  console.log(JSON.stringify({ failed, figures }));
}

