// Walks through the views beside the graph: times, table, members, map, and what is read in.
context.setDefaultTimeout(30000);
await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(url).origin });

const inHash = (name) => page.evaluate((n) => new URLSearchParams(location.hash.slice(1)).get(n) ?? "", name);
const factsOf = (v) => v.bundles.flatMap((b) => b.facts.map((fact) => ({ bundle: b, fact })));
const day = (f) => f.fact.from || f.fact.to || "";
const look = async (view, hash = "#around=country%2Fmda") => {
  await go(hash + (hash.length > 1 ? "&" : "") + "view=" + view);
  await page.waitForSelector(`#tab-${view}[aria-selected=true]`);
  await page.waitForSelector(`.${view === "read" ? "ingest" : view}.view:not([hidden]) *`);
  await quiet();
};
const reloaded = async (selector) => {
  await page.reload();
  await page.waitForSelector(selector);
  await quiet();
};
// evident wants the panel to show the sentences of the tie that is selected.
const evident = async (what, tie) => {
  same(what + ": selected", await inHash("selected"), tie);
  await page.waitForSelector(".right .proof");
  await quiet();
  same(what + ": claims", await page.locator(".right .proof").count(), Math.min(12, (await ask("evidence?limit=1000&id=" + tie)).rows.length));
};

await fresh();
await story("timeline", async () => {
  const around = ["person/mihai-lozan", "person/maro-lindqvist", "person/amara-keita", "country/ken"];
  await look("timeline", "#" + new URLSearchParams(around.map((id) => ["around", id])));
  await page.waitForSelector("[data-test=grip-from]");
  const all = factsOf(await ask("graph", { around, ...usual })), dated = all.filter(day);
  same("dated facts", number(await text("[data-test=dated]")), dated.length);
  const without = async () => number(/[\d,]+(?= facts? without a date)/.exec(await text("[data-test=undated]"))?.[0] ?? "0");
  same("undated facts", await without(), all.length - dated.length);
  await shot("timeline");
  await accessible("timeline");
  // narrowed wants the address, the graph and the words below the drawing to be of one time.
  const narrowed = async (what) => {
    await page.waitForFunction(() => /[#&](since|until)=/.test(location.hash));
    await quiet();
    const since = await inHash("since"), until = await inHash("until");
    await counted(what, { around, ...(since && { since }), ...(until && { until }), ...usual });
    same(what + ": the filter", [await page.inputValue("#since"), await page.inputValue("#until")], [since, until]);
    const [from, to] = [await page.getAttribute("[data-test=grip-from]", "aria-valuetext"), await page.getAttribute("[data-test=grip-to]", "aria-valuetext")];
    same(what + ": the grips", [since && from, until && to], [since, until]);
    const at = (d) => (d + "-01-01").slice(0, from.length);
    const inside = dated.filter((f) => at(day(f)) >= from && at(day(f)) <= to).length;
    same(what + ": facts within", number(await text("[data-test=between]")), inside);
    same(what + ": undated facts", await without(), all.length - dated.length);
    return { since, until };
  };
  await page.focus("[data-test=grip-from]");
  const first = await page.getAttribute("[data-test=grip-from]", "aria-valuetext");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => /[#&]since=/.test(location.hash));
  await quiet();
  same("the focus stays", await page.evaluate(() => document.activeElement.dataset.test), "grip-from");
  const by = await narrowed("by keys");
  yes("a step later: " + by.since, by.since > first && by.until === "");
  await page.click(".timeline button:has-text('Any time')");
  await page.waitForFunction(() => !/[#&](since|until)=/.test(location.hash));
  await quiet();
  await counted("any time", { around, ...usual });
  const box = await page.locator("svg.times").boundingBox();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 22, { steps: 5 });
  await page.mouse.move(box.x + box.width * 0.7, box.y + 24, { steps: 5 });
  await page.mouse.up();
  const drawn = await narrowed("by mouse");
  yes(`both ends: ${drawn.since} to ${drawn.until}`, drawn.since && drawn.until && drawn.since <= drawn.until);
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => !/[#&](since|until)=/.test(location.hash));
  await quiet();
  await counted("undone", { around, ...usual });
});

await story("table", async () => {
  await look("table");
  await page.waitForSelector("table.facts tbody tr");
  const v = await ask("graph", { around: ["country/mda"], ...usual });
  const all = factsOf(v), names = Object.fromEntries(v.entities.map((e) => [e.id, e.name]));
  same("their number", number(await text("[data-test=rows]")), all.length);
  const ties = () => page.$$eval("table.facts tbody tr", (rows) => rows.map((r) => r.dataset.tie));
  same("a row for each", (await ties()).sort(), all.map((f) => f.fact.tie).sort());
  const column = (n) => page.$$eval(`table.facts tbody td:nth-child(${n})`, (cells) => cells.map((c) => c.innerText.trim()));
  const sorted = () => page.$$eval("table.facts th", (heads) => heads.filter((x) => x.getAttribute("aria-sort") !== "none").map((x) => [x.innerText.trim(), x.getAttribute("aria-sort")]));
  same("the latest first", await sorted(), [["When", "descending"]]);
  const order = await ties(), dayOf = Object.fromEntries(all.map((f) => [f.fact.tie, day(f)]));
  const known = order.map((t) => dayOf[t]).filter((d) => d);
  same("by day", known, [...known].sort().reverse());
  yes("what has no day comes last", order.slice(known.length).every((t) => !dayOf[t]));
  const collator = new Intl.Collator("en");
  const who = all.map((f) => names[f.bundle.subject]).sort(collator.compare);
  await page.click("[data-by=subject]");
  same("by name", [await sorted(), await column(1)], [[["Who", "ascending"]], who]);
  await page.keyboard.press("Enter");
  same("and back", [await sorted(), await column(1)], [[["Who", "descending"]], who.toReversed()]);
  await page.click("[data-by=confidence]");
  same("by confidence", [await sorted(), await column(8)], [[["Sure", "descending"]], all.map((f) => f.fact.confidence).sort((a, b) => b - a).map((n) => n.toFixed(2))]);
  const highest = await ties();
  await reloaded("table.facts tbody tr");
  same("the order is in the address", [await sorted(), await ties()], [[["Sure", "descending"]], highest]);
  await shot("table");
  await accessible("table");
  await page.click("table.facts .evidence >> nth=0");
  const tie = (await ties())[0];
  await evident("a row", tie);
  same("the row is marked", await page.getAttribute("table.facts tr[aria-current=true]", "data-tie"), tie);
  await page.focus("table.facts .evidence >> nth=0");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForFunction((was) => !location.hash.includes(was), encodeURIComponent(tie));
  await evident("the next by keys", (await ties())[1]);
  await page.click(".table button:has-text('Copy as CSV')");
  await page.waitForSelector(`.told:has-text('${all.length.toLocaleString("en")} rows are copied')`);
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/).filter((l) => l);
  same("lines of CSV", lines.length, 1 + all.length);
  same("its ties", lines.slice(1).map((l) => l.split(",").at(-1)), await ties());
});

await story("members", async () => {
  const nato = (await ask("find?name=NATO")).id;
  await look("members", "#around=" + encodeURIComponent(nato));
  await page.waitForSelector("table.matrix");
  const answered = async (what, most) => {
    const bodies = await page.$$eval("tr.sums td[data-body]", (all) => all.map((c) => c.dataset.body));
    yes(`${what}: it has ${most}`, bodies.includes(most));
    const r = await ask("members", { bodies, ...usual });
    const want = r.bodies.flatMap((b) => b.members.map((m) => [m.member.name, b.body.id, m.modality, m.tie].join("|"))).sort();
    const got = await page.evaluate((ids) => [...document.querySelectorAll("table.matrix tbody tr")].flatMap((tr) => ids.map((id, i) => [tr, id, tr.children[i + 1].querySelector(".cell")]))
      .filter(([, , c]) => c).map(([tr, id, c]) => [tr.firstChild.innerText.trim(), id, c.querySelector(".glyph").classList[1], c.dataset.tie].join("|")), bodies);
    same(what + ": signs", got.sort(), want);
    same(what + ": their sums", await page.$$eval("tr.sums td[data-body]", (all) => all.map((c) => Number(c.textContent.replace(/[,*]/g, "")))), r.bodies.map((b) => b.total));
    same(what + ": members", number(await text("[data-test=sums]")), new Set(r.bodies.flatMap((b) => b.members.map((m) => m.member.id))).size);
    return { bodies, signs: want };
  };
  const before = await answered("one body", nato);
  yes("somebody is a member", before.signs.length > 0);
  await shot("members");
  await accessible("members");
  const cell = page.locator("table.matrix .cell").first();
  const tie = await cell.getAttribute("data-tie");
  await cell.click();
  await quiet();
  await evident("a sign", tie);
  const body = (await ask("find?name=Europol")).id;
  yes("the other body is not there yet", !before.bodies.includes(body));
  await page.click("[data-test=add-body]");
  await page.keyboard.type("Europol");
  await page.waitForSelector("#option-0:has-text('uropol'), #option-0:has-text('Law Enforcement')");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector(`tr.sums td[data-body="${body}"]`);
  await quiet();
  await answered("one more", body);
  yes("it is in the address", (await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).getAll("show"))).includes(body));
  const order = () => page.$$eval("table.matrix th[aria-sort]", (heads) => heads.map((x) => [x.innerText.trim(), x.getAttribute("aria-sort")]));
  same("those of most bodies first", await order(), [["Member", "none"], ["In", "descending"]]);
  await page.click("[data-focus=by-name]");
  await page.check("[data-focus=several]");
  const names = () => page.$$eval("table.matrix tbody th", (heads) => heads.map((x) => x.innerText.trim()));
  const several = await names();
  same("by name", [await order(), several], [[["Member", "ascending"], ["In", "none"]], [...several].sort(new Intl.Collator("en").compare)]);
  await reloaded("table.matrix");
  same("both are in the address", [await order(), await names(), await page.isChecked("[data-focus=several]")], [[["Member", "ascending"], ["In", "none"]], several, true]);
});

await story("map", async () => {
  await look("map", "#around=country%2Fmda&selected=country%2Fmda");
  await page.waitForSelector("svg.world .tied");
  const c = await ask("entities/country/mda/countries?modality=" + usual.modality.join(","));
  same("the sums", (await text("[data-test=map-sums]")).match(/\d[\d,]*/g).map(number), [c.ties, c.countries.length]);
  const rows = await page.$$eval("table.countries tbody tr", (all) => all.map((r) => [r.dataset.id, Number(r.querySelector("td.number").textContent.replaceAll(",", ""))]));
  same("the rows", rows, c.countries.map((x) => [x.id, x.ties]));
  same("they add up", rows.reduce((n, [, ties]) => n + ties, 0), c.ties);
  const off = await page.$$eval("table.countries th", (all) => all.filter((x) => x.innerText.includes("not on the map")).length);
  same("countries drawn", await page.locator("svg.world .tied").count(), c.countries.length - off);
  await shot("map");
  await accessible("map");
  const opened = async (what, x) => {
    await page.waitForSelector(`[data-test=opened] h3:has-text("${x.name}")`);
    same(what + ": ties", number((await text("[data-test=opened] h3")).slice(x.name.length)), x.ties);
    same(what + ": a line for each", await page.locator("[data-test=opened] li").count(), x.ties);
  };
  await page.click("table.countries .country >> nth=0");
  await opened("by a click", c.countries[0]);
  if (c.countries.length - off > 1) {
    await page.focus("svg.world .tied[tabindex='0']");
    await page.keyboard.press("ArrowRight");
    const id = await page.evaluate(() => document.activeElement.dataset.id);
    await page.keyboard.press("Enter");
    await opened("by keys", c.countries.find((x) => x.id === id));
  }
  await page.click("[aria-label='Part of the world'] button:has-text('Africa')");
  const seen = () => page.evaluate(() => [document.querySelector("svg.world").getAttribute("viewBox"), document.querySelector("[data-test=opened] h3").innerText, document.querySelector("[aria-pressed=true]").innerText]);
  const before = await seen();
  await reloaded("[data-test=opened] h3");
  same("part and country are in the address", await seen(), before);
  const line = page.locator("[data-test=opened] li button").first();
  const tie = await line.getAttribute("data-tie");
  await line.click();
  await quiet();
  await evident("a line", tie);
});

await story("a file is read in", async () => {
  const ids = async () => (await ask("releases?limit=1000")).releases.map((r) => r.id);
  const before = await ids();
  await look("read", "#around=country%2Fmda");
  await shot("read");
  await accessible("what can be read in");
  const release = `Norway and Moldova meet in Kirkenes

Source: Government of Norway

Kirkenes, 18 March 2025

Norway’s Minister of Defence Sigrid Aune met the Foreign Minister of Moldova, Mihai Lozan, in Kirkenes on 18 March 2025.
`;
  const dropped = async () => {
    const jobs = await page.locator("[data-test=job]").count();
    const files = await page.evaluateHandle((t) => { const d = new DataTransfer(); d.items.add(new File([t], "kirkenes.txt", { type: "text/plain" })); return d; }, release);
    await page.dispatchEvent("[data-test=drop]", "drop", { dataTransfer: files });
    await page.waitForFunction((n) => document.querySelectorAll("[data-test=job]").length > n, jobs);
    await page.waitForSelector("[data-test=results] > [data-test=job].done:first-child", { timeout: 120000 });
    await page.waitForFunction(() => !document.querySelector("[data-test=job] progress"), null, { timeout: 120000 });
    await quiet();
    return text("[data-test=job-state]");
  };
  const said = await dropped();
  await page.waitForSelector("[data-test=new-release]");
  const added = (await ids()).filter((id) => !before.includes(id));
  same("one more", added.length, 1);
  const r = await ask("releases/" + added[0].split("/")[1] + "?offsets=utf16");
  yes("it says something", r.said.length > 0);
  same("what it says", said, `Done: 1 release read, 1 new, ${r.said.length} fact${r.said.length === 1 ? "" : "s"}.`);
  same("the new ones", await page.locator("[data-test=new-release]").count(), 1);
  yes("its title", (await text("[data-test=new-release] h4")).includes(r.title));
  same("its facts", await page.$$eval("[data-test=new-release] [data-claim]", (all) => all.map((b) => b.dataset.claim)), r.said.map((p) => p.id));
  await shot("read-in");
  await accessible("what was read in");
  await page.locator("[data-test=new-release] [data-claim]").first().click();
  await quiet();
  await page.waitForSelector(".right .proof");
  await search("Kirkenes", false);
  const hits = (await ask("search?words=Kirkenes&limit=50")).rows;
  yes("the search has its facts", hits.some((x) => x.type && x.quote.release === added[0]));
  const groups = Object.fromEntries(await page.$$eval("#found .group", (all) => all.map((g) => [g.firstChild.textContent, g.querySelector("b")?.textContent])));
  same("found sentences", Number(groups.Sentences), hits.filter((x) => x.type).length);
  await page.keyboard.press("Escape");
  yes("the second time nothing is new", (await dropped()).startsWith("Done: 1 release read, 0 new, 1 known already"));
  same("and nothing is added", (await ids()).length, before.length + 1);
});

await story("a text is tried", async () => {
  const ids = async () => (await ask("releases?limit=1000")).releases.map((r) => r.id);
  const before = await ids();
  const release = "Visit to Vardø\n\nVardø, 19 March 2025\n\nNorway’s Minister of Defence Sigrid Aune met the Prime Minister of Moldova, Ana Turcan, in Vardø on 19 March 2025. Norway is a member of NATO. 🕊\n";
  await page.fill("#ingest-text", release);
  await page.click(".ingest button:has-text('Try it')");
  await page.waitForSelector("[data-test=marked]");
  const d = (await ask("extract?offsets=utf16", { text: release })).documents;
  same("texts", await page.locator("[data-test=marked]").count(), d.length);
  same("the text", await page.$eval("[data-test=marked]", (e) => e.textContent), d[0].text);
  const sections = Object.fromEntries(await page.$$eval(".tried details.section > summary", (all) => all.map((s) => [s.firstChild.textContent, Number(s.querySelector("b").textContent)])));
  same("what was found", sections, { Facts: d[0].relations.length, Entities: d[0].entities.length });
  const marked = await page.$$eval("[data-test=marked] .mention", (all) => all.map((e) => e.textContent).join("|"));
  for (const e of d[0].entities) {
    yes(`${e.name} is marked`, e.mentions.every((m) => marked.includes(d[0].text.slice(m.start, m.end))));
  }
  await page.locator(".tried details.section li button").first().click();
  yes("a fact lights up", await page.locator("[data-test=marked] .lit").count() > 0);
  await shot("tried");
  await accessible("what was tried");
  same("nothing is saved", await ids(), before);
});

await story("hostile texts in all views", async () => {
  for (const view of ["timeline", "table", "members", "map"]) {
    await look(view, "#around=person%2Fevil");
    same(view + ": nothing ran", await page.evaluate(() => [globalThis.pwned ?? 0, document.querySelectorAll("main script, main img, main iframe, header script").length]), [0, 0]);
    yes(view + ": nothing is wider than the window", await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }
});

await story("accessible in the dark on a phone", async () => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 780 });
  for (const view of ["timeline", "table", "members", "map", "read"]) {
    await look(view, view === "members" ? "#around=" + encodeURIComponent((await ask("find?name=NATO")).id) : "#around=country%2Fmda");
    await page.waitForTimeout(300);
    await accessible(view + ", dark, phone");
    yes(view + ": nothing is wider than the window", await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }
});

await done();
